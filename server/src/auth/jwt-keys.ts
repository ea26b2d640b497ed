/** The keys that JSON Web Tokens are checked with: a shared secret, public keys, or a JWKS URL. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  exportJWK,
  importSPKI,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { Refusal } from '../refusals.ts';

export function secretKeys(secret: string): JWTVerifyGetKey {
  const bytes = new TextEncoder().encode(secret);
  return async () => bytes;
}

/**
 * From a PEM public key, a JWK or a JWKS. As a key set a key fits every algorithm of its kind that is allowed. A single
 * key is for every token, whichever key id that names.
 *
 * @throws whatever jose throws where the text is none of them.
 */
export async function publicKeys(text: string, algorithms: readonly string[]): Promise<JWTVerifyGetKey> {
  const parsed = text.trimStart().startsWith('{') ? JSON.parse(text) : await jwkOfPem(text, algorithms);
  if ('keys' in parsed) return createLocalJWKSet(parsed);
  const only = createLocalJWKSet({ keys: [parsed] });
  return ({ kid: _, ...header }, token) => only(header, token);
}

/** PEM does not say which algorithm it is for: the first that fits the key reads it. */
async function jwkOfPem(pem: string, algorithms: readonly string[]): Promise<JSONWebKeySet['keys'][number]> {
  let fault: unknown;
  for (const algorithm of algorithms) {
    try {
      return await exportJWK(await importSPKI(pem, algorithm, { extractable: true }));
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
}

export interface RemoteKeysOptions {
  readonly fetch?: typeof fetch;
  readonly clock?: () => number;
  /** Milliseconds after which keys are fetched again. Default: 10 minutes. */
  readonly maxAge?: number;
  /** Milliseconds between two fetches, whatever asks for them. Default: 30 seconds. */
  readonly cooldown?: number;
  /** Milliseconds for one fetch. Default: 5 seconds. */
  readonly timeout?: number;
  /** Milliseconds that the last keys are good for while the URL does not answer. Default: 24 hours. */
  readonly maxStale?: number;
}

export interface RemoteKeys {
  readonly keys: JWTVerifyGetKey;
  /** Whether there are keys; asking fetches them if there are none yet. */
  readonly isReady: () => boolean | Promise<boolean>;
}

/**
 * Keys from a JWKS URL. jose fetches, caches and notices new keys; but once its cache is old, it fails with the URL.
 * Here the last keys go on while the URL is down, and it is asked again once per cooldown only.
 */
export function remoteKeys(url: URL, options: RemoteKeysOptions = {}): RemoteKeys {
  const { clock = Date.now, cooldown = 30_000, maxStale = 86_400_000 } = options;
  let answeredAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  const fetchKeys: typeof fetch = async (...request) => {
    const response = await (options.fetch ?? fetch)(...request);
    if (response.status === 200) answeredAt = clock();
    return response;
  };
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: options.maxAge ?? 600_000,
    cooldownDuration: cooldown,
    timeoutDuration: options.timeout ?? 5000,
    [customFetch]: fetchKeys,
  });

  const keys: JWTVerifyGetKey = async (header, token) => {
    if (clock() < failedAt + cooldown) return lastKeys()(header, token);
    try {
      return await remote(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      failedAt = clock();
      return lastKeys(error)(header, token);
    }
  };

  function lastKeys(cause?: unknown): JWTVerifyGetKey {
    const last = remote.jwks();
    if (last !== undefined && clock() < answeredAt + maxStale) return createLocalJWKSet(last);
    throw new Refusal('ERR_UNAVAILABLE', 'the keys of the sign-in system cannot be fetched', cause);
  }

  async function isReady(): Promise<boolean> {
    if (remote.jwks() === undefined && clock() >= failedAt + cooldown) {
      await remote.reload().catch(() => {
        failedAt = clock();
      });
    }
    return remote.jwks() !== undefined;
  }

  return { keys, isReady };
}

/** No key fits, or several do: the URL has answered. */
function isAboutTheToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}
