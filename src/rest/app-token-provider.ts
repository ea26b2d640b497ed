/**
 * The life of an app token: cached, one mint in flight, replaced in the second half of its life, failures remembered
 * for a moment.
 */
import { createTokenIssuer } from '../builders/issuer.ts';
import type { AppCredentials } from '../token/options.ts';
import { platformClock } from './clock.ts';

/** Where the REST client takes its app token from. */
export interface AppTokenProvider {
  /** An app token that is good now. */
  getToken(): Promise<string>;
  /** Says that the API has refused this token: it is not given out again. */
  invalidate(token: string): void;
}

/** A token and how long it lives. */
export interface AppToken {
  /** The token text. */
  readonly token: string;
  /** Seconds from now until it ends. */
  readonly expiresIn: number;
}

/**
 * Options of {@link createAppTokenProvider}: `credentials` to make tokens here, each for `expiresIn` seconds (1 to 86400,
 * by default 3600); or `mint`, which gets one elsewhere, as from a service that alone holds the certificate.
 */
export type AppTokenProviderOptions = {
  /** Unix seconds. Default: the wall clock. */
  readonly now?: () => number;
} & (
  | {
      readonly credentials: AppCredentials;
      /** Seconds that a token lives: 1 to 86400. Default: 3600. */
      readonly expiresIn?: number;
      readonly mint?: undefined;
    }
  | {
      /** Makes or gets a new token, for example from a service that alone holds the certificate. */
      readonly mint: () => AppToken | Promise<AppToken>;
      readonly credentials?: undefined;
      readonly expiresIn?: undefined;
    }
);

const DEFAULT_LIFETIME = 3600;

/** Seconds for which a failed mint is not tried again. */
const FAILURE_PATIENCE = 1;

/** Seconds after which a mint that has not answered is given up, and the next call starts another. */
const MINT_PATIENCE = 10;

/** A token with the time at which its making began: its life is counted from there. */
interface KeptToken extends AppToken {
  readonly since: number;
}

/** A mint under way, or one that has failed a moment ago. */
interface Flight {
  readonly token: Promise<string>;
  since: number;
  /** Seconds from `since` in which no other is started. */
  patience: number;
}

/**
 * Makes an app-token provider. From the second half of its life on a token is still given out while the next one is
 * made, so that a slow or failing mint delays nobody before the token really ends.
 *
 * @throws TypeError where an option has the wrong JavaScript type.
 * @throws TokenError `ERR_INPUT` where the credentials or the lifetime are out of range.
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
  const { now = platformClock.now } = options;
  const mint = options.mint ?? localMint(options.credentials, options.expiresIn, now);
  let kept: KeptToken | undefined;
  let flight: Flight | undefined;

  async function mintToken(since: number): Promise<string> {
    const { token, expiresIn } = await mint();
    kept = { token, expiresIn, since };
    return token;
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
      if (old && isWithin(at, old.since, old.expiresIn / 2)) return old.token;
      if (!flight || !isWithin(at, flight.since, flight.patience)) flight = takeOff(at);
      return old && isWithin(at, old.since, old.expiresIn) ? old.token : flight.token;
    },
    invalidate(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

/** In either direction: a clock that is set back must not keep a failure for hours. */
function isWithin(at: number, since: number, seconds: number): boolean {
  return Math.abs(at - since) < seconds;
}

function localMint(credentials: AppCredentials, expiresIn = DEFAULT_LIFETIME, now: () => number): () => AppToken {
  const issuer = createTokenIssuer(credentials);
  const mint = () => ({ expiresIn, token: issuer.chatAppToken({ expiresIn, issuedAt: Math.floor(now()) }) });
  // A lifetime that no token can have shows here, and not in the first request.
  mint();
  return mint;
}
