/**
 * Gets app tokens and caches them: one mint at a time, a new token in the second half of the old one's lifetime, failures
 * cached for a second.
 */

import { createTokenIssuer } from '../builders/issuer.ts';
import { optionNames, requireOptions, typeError } from '../checks.ts';
import { type AppCredentials, looksAbsolute } from '../token/options.ts';
import { isJson } from './answer.ts';
import { ChatRestError } from './errors.ts';
import { requireOneOf } from './operation.ts';
import { platformClock } from './platform.ts';

/** Provides the REST client's app token. */
export interface AppTokenProvider {
  /** An app token that is valid now. */
  getToken(): Promise<string>;
  /** Call this if the API refused the token, so that it is not returned again. */
  invalidate(token: string): void;
}

/** A token and its expiry: `expires_at` in Unix seconds, as the token server writes it, or `expiresIn` in seconds. */
export type AppToken =
  | { readonly token: string; readonly expires_at: number; readonly expiresIn?: undefined }
  | { readonly token: string; readonly expiresIn: number; readonly expires_at?: undefined };

/**
 * Options of {@link createAppTokenProvider}: `credentials` to build tokens locally, each for `expiresIn` seconds (1 to
 * 86400, default 3600); or `mint` to get them elsewhere, such as from the only service that has the certificate.
 */
export type AppTokenProviderOptions = {
  /** Returns Unix seconds. Default: the system clock. */
  readonly now?: () => number;
} & (
  | {
      readonly credentials: AppCredentials;
      /** Lifetime of each token in seconds: 1 to 86400. Default: 3600. */
      readonly expiresIn?: number;
      readonly mint?: undefined;
    }
  | {
      /** Builds or fetches a new token. The result is checked. */
      readonly mint: () => AppToken | Promise<AppToken>;
      readonly credentials?: undefined;
      readonly expiresIn?: undefined;
    }
);

const names = /* @__PURE__ */ optionNames(['credentials', 'expiresIn', 'mint', 'now']);

const DEFAULT_LIFETIME = 3600;

/** Seconds to wait after a failed mint. */
const FAILURE_COOLDOWN = 1;

/** Seconds after which the next call starts another mint if this one has not finished. */
const MINT_TIMEOUT = 10;

/** A token and the time its mint started, from which its lifetime counts. */
interface KeptToken {
  readonly token: string;
  readonly lifetime: number;
  readonly since: number;
}

/** A mint in flight, or one that failed less than a second ago. */
interface Flight {
  readonly token: Promise<string>;
  since: number;
  /** Seconds after `since` during which no other mint starts. */
  cooldown: number;
}

/**
 * Creates an app-token provider. In the second half of its lifetime a token is still returned while the next one is
 * minted, so a slow or failing mint delays no call until the token expires.
 *
 * @throws TokenError `ERR_INPUT` if an option is invalid or does not exist.
 * @example
 * ```ts
 * const provider = createAppTokenProvider({
 *   credentials: { appId: '970CA35de60c44645bbae8a215061b33', appCertificate: '5CFd2fd1755d40ecb72977518be15d3b' },
 *   expiresIn: 3600,
 * });
 * const token = await provider.getToken();
 * ```
 */
export function createAppTokenProvider(options: AppTokenProviderOptions): AppTokenProvider {
  requireOptions(options, names);
  const { now = platformClock.now, mint: remoteMint, credentials, expiresIn } = options;
  requireOneOf({ credentials, mint: remoteMint });
  if (remoteMint !== undefined && typeof remoteMint !== 'function') throw typeError('mint', 'a function', remoteMint);
  const mint = remoteMint ?? localMint(credentials, expiresIn, now);
  let kept: KeptToken | undefined;
  let flight: Flight | undefined;

  async function mintToken(since: number): Promise<string> {
    kept = readToken(await mint(), since);
    return kept.token;
  }

  function startMint(since: number): Flight {
    const own: Flight = { token: mintToken(since), since, cooldown: MINT_TIMEOUT };
    own.token.then(
      () => {
        own.cooldown = 0;
      },
      // Also prevents an unhandled rejection: a token replaced early has no waiting caller.
      () => {
        own.since = now();
        own.cooldown = FAILURE_COOLDOWN;
      },
    );
    return own;
  }

  return {
    async getToken() {
      const at = now();
      const old = kept;
      if (old && isWithin(at, old.since, old.lifetime / 2)) return old.token;
      if (!flight || !isWithin(at, flight.since, flight.cooldown)) flight = startMint(at);
      return old && isWithin(at, old.since, old.lifetime) ? old.token : flight.token;
    },
    invalidate(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

/** Checks the result of a mint: without a valid lifetime, every call would silently mint its own token. */
function readToken(minted: unknown, since: number): KeptToken {
  const { token, expires_at: expiresAt, expiresIn } = isJson(minted) ? minted : {};
  const lifetime = typeof expiresAt === 'number' ? expiresAt - since : expiresIn;
  const problem =
    typeof token !== 'string' || token === ''
      ? ["'token' is missing or not a string", 'token']
      : typeof lifetime !== 'number' || Number.isNaN(lifetime)
        ? ["'expires_at' (Unix seconds) or 'expiresIn' (seconds) is missing or not a number", 'expires_at']
        : lifetime <= 0
          ? ['the token has already expired', 'expires_at']
          : looksAbsolute(lifetime)
            ? ["'expiresIn' must be seconds, not a Unix time, and 'expires_at' not milliseconds", 'expiresIn']
            : undefined;
  if (problem !== undefined) {
    const [what, field] = problem;
    throw new ChatRestError('ERR_TOKEN_PROVIDER', `invalid result of mint: ${what}`, { field });
  }
  return { token: token as string, lifetime: lifetime as number, since };
}

/** Checks both directions: after a clock was set back, a failure must not stay cached for hours. */
function isWithin(at: number, since: number, seconds: number): boolean {
  return Math.abs(at - since) < seconds;
}

function localMint(credentials: AppCredentials, expiresIn = DEFAULT_LIFETIME, now: () => number): () => AppToken {
  const issuer = createTokenIssuer(credentials);
  const mint = () => ({ expiresIn, token: issuer.chatAppToken({ expiresIn, issuedAt: Math.floor(now()) }) });
  // Reports an invalid lifetime here rather than in the first request.
  mint();
  return mint;
}
