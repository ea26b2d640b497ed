/**
 * The life of an app token: cached, one mint in flight, replaced in the second half of its life, failures cached for a
 * second.
 */

import { createTokenIssuer } from '../builders/issuer.ts';
import { optionNames, requireOptions, typeError } from '../checks.ts';
import { type AppCredentials, looksAbsolute } from '../token/options.ts';
import { isJson } from './answer.ts';
import { ChatRestError } from './errors.ts';
import { requireOneOf } from './operation.ts';
import { platformClock } from './platform.ts';

/** Where the REST client gets its app token. */
export interface AppTokenProvider {
  /** An app token that is valid now. */
  getToken(): Promise<string>;
  /** Tells that the API has refused this token: it is not returned again. */
  invalidate(token: string): void;
}

/** A token and how long it lives: `expires_at` in Unix seconds, as the token server writes it, or `expiresIn` seconds. */
export type AppToken =
  | { readonly token: string; readonly expires_at: number; readonly expiresIn?: undefined }
  | { readonly token: string; readonly expiresIn: number; readonly expires_at?: undefined };

/**
 * Options of {@link createAppTokenProvider}: `credentials` to make tokens here, each for `expiresIn` seconds (1 to 86400,
 * default 3600); or `mint`, which gets them elsewhere, such as from a service that alone has the certificate.
 */
export type AppTokenProviderOptions = {
  /** Returns Unix seconds. Default: the system clock. */
  readonly now?: () => number;
} & (
  | {
      readonly credentials: AppCredentials;
      /** Seconds that a token lives: 1 to 86400. Default: 3600. */
      readonly expiresIn?: number;
      readonly mint?: undefined;
    }
  | {
      /** Makes or gets a new token. What it returns may come from outside: it is checked. */
      readonly mint: () => AppToken | Promise<AppToken>;
      readonly credentials?: undefined;
      readonly expiresIn?: undefined;
    }
);

const names = /* @__PURE__ */ optionNames(['credentials', 'expiresIn', 'mint', 'now']);

const DEFAULT_LIFETIME = 3600;

/** Seconds for which a failed mint is not repeated. */
const FAILURE_PATIENCE = 1;

/** Seconds after which a mint that has not answered is given up, and the next call starts another. */
const MINT_PATIENCE = 10;

/** A token with the time at which its mint began: its life is counted from there. */
interface KeptToken {
  readonly token: string;
  readonly lifetime: number;
  readonly since: number;
}

/** A mint in flight, or one that failed less than a second ago. */
interface Flight {
  readonly token: Promise<string>;
  since: number;
  /** Seconds from `since` in which no other is started. */
  patience: number;
}

/**
 * Makes an app-token provider. From the second half of its life on, a token is still returned while the next one is
 * made, so that a slow or failing mint delays no call before the token expires.
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

  function takeOff(since: number): Flight {
    const own: Flight = { token: mintToken(since), since, patience: MINT_PATIENCE };
    own.token.then(
      () => {
        own.patience = 0;
      },
      // Nobody may be waiting: the token is replaced ahead of time.
      () => {
        own.since = now();
        own.patience = FAILURE_PATIENCE;
      },
    );
    return own;
  }

  return {
    async getToken() {
      const at = now();
      const old = kept;
      if (old && isWithin(at, old.since, old.lifetime / 2)) return old.token;
      if (!flight || !isWithin(at, flight.since, flight.patience)) flight = takeOff(at);
      return old && isWithin(at, old.since, old.lifetime) ? old.token : flight.token;
    },
    invalidate(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

/** Checks what a mint returned: without a usable lifetime every call would mint a token of its own, unnoticed. */
function readToken(minted: unknown, since: number): KeptToken {
  const { token, expires_at: expiresAt, expiresIn } = isJson(minted) ? minted : {};
  const lifetime = typeof expiresAt === 'number' ? expiresAt - since : expiresIn;
  const problem =
    typeof token !== 'string' || token === ''
      ? ["'token' is missing or not a string", 'token']
      : typeof lifetime !== 'number' || Number.isNaN(lifetime)
        ? ["'expires_at' (Unix seconds) or 'expiresIn' (seconds) is missing or not a number", 'expires_at']
        : lifetime <= 0
          ? ['the token has expired already', 'expires_at']
          : looksAbsolute(lifetime)
            ? ["'expiresIn' must be seconds, not a Unix time, and 'expires_at' not milliseconds", 'expiresIn']
            : undefined;
  if (problem !== undefined) {
    const [what, field] = problem;
    throw new ChatRestError('ERR_TOKEN_PROVIDER', `invalid answer from mint: ${what}`, { field });
  }
  return { token: token as string, lifetime: lifetime as number, since };
}

/** In either direction: a clock that was set back must not keep a failure for hours. */
function isWithin(at: number, since: number, seconds: number): boolean {
  return Math.abs(at - since) < seconds;
}

function localMint(credentials: AppCredentials, expiresIn = DEFAULT_LIFETIME, now: () => number): () => AppToken {
  const issuer = createTokenIssuer(credentials);
  const mint = () => ({ expiresIn, token: issuer.chatAppToken({ expiresIn, issuedAt: Math.floor(now()) }) });
  // An invalid lifetime fails here and not in the first request.
  mint();
  return mint;
}
