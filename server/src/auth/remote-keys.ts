/**
 * The keys of an identity provider, over HTTP. jose fetches, parses and selects them; this decides when. Keys are
 * fetched in the background before they are old, and the previous ones stay in use meanwhile, so a provider that is
 * slow or down delays nobody whose key is known.
 */
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { Refusal } from '../refusals.ts';
import { FetchFault, type FetchLimits, fetchJson } from './fetch-json.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Far more than any provider publishes: RSA keys with their certificates take about 2 KiB each. */
const MAX_BYTES = 256 * 1024;

/** Pauses after failures, doubling: soon again after a hiccup, not a storm while the provider is down. */
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 30 * SECOND;

export interface RemoteKeysOptions {
  readonly fetch?: typeof fetch;
  /** Unix milliseconds. */
  readonly clock?: () => number;
  /** Milliseconds for one fetch. Default: 5 seconds. */
  readonly timeout?: number;
  /** Milliseconds after which the keys are fetched again, in the background. Default: 5 minutes. */
  readonly refreshAfter?: number;
  /** Milliseconds after which a request waits for the fetch, if none has failed; see `PATIENCE`. Default: 10 minutes. */
  readonly maxAge?: number;
  /** Milliseconds for which the last keys are used while the provider is down. Default: 24 hours. */
  readonly maxStale?: number;
  readonly events?: RemoteKeysEvents;
}

export interface RemoteKeysEvents {
  /** The keys were fetched, after a failure. */
  onRecovered(): void;
  /** They could not be fetched, for another reason than the last time. */
  onFailed(cause: string): void;
  /** Every fetch, for counting. */
  onFetched(succeeded: boolean): void;
}

/** Keys that are fetched, and fetched again. */
export interface RemoteKeys {
  readonly keys: JWTVerifyGetKey;
  /** Starts a fetch if the keys are due for one. For a timer. */
  keepFresh(): void;
  /** Fetches now; resolves when that is done, whether it succeeded or not. */
  refresh(): Promise<void>;
  /** Seconds since the keys were fetched; `undefined` before the first time. */
  age(): number | undefined;
}

/**
 * Milliseconds that a request waits for keys that are too old although nothing has failed: on platforms without timers
 * between requests (Workers, Lambda) nobody has refreshed them, and a withdrawn key should not be used once more.
 */
const PATIENCE = 500;

/** On Workers a request must not wait for a fetch that another request started. */
const IS_WORKERS = (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent === 'Cloudflare-Workers';

/** Where the keys are: at a URL, or where the provider's OpenID Connect discovery document says. */
export type KeyLocation =
  | { readonly url: URL }
  /** `allowHttp`: as the configuration says of the issuer, so of the key set that it names. */
  | { readonly issuer: string; readonly allowHttp?: boolean };

export function remoteKeys(location: KeyLocation, options: RemoteKeysOptions = {}): RemoteKeys {
  const { clock = Date.now, events, timeout = 5 * SECOND } = options;
  const { refreshAfter = 5 * MINUTE, maxAge = 10 * MINUTE, maxStale = 24 * 60 * MINUTE } = options;
  const limits: FetchLimits = { ...(options.fetch && { fetch: options.fetch }), timeout, maxBytes: MAX_BYTES };
  let fetchedAt: number | undefined;
  let fetching: Promise<void> | undefined;
  let failures = 0;
  let retryAt = Number.NEGATIVE_INFINITY;
  let lastCause: string | undefined;
  /** Tokens can name made-up keys: every fetch for one that brings nothing doubles the pause until the next. */
  let unknownPause = FIRST_PAUSE;
  let unknownUntil = Number.NEGATIVE_INFINITY;

  const remote = createRemoteJWKSet('url' in location ? location.url : new URL(location.issuer), {
    // jose never decides to fetch.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    timeoutDuration: 2 * timeout,
    [customFetch]: async () => new Response(await fetchKeySet(location, limits)),
  });

  function refresh(): Promise<void> {
    if (fetching !== undefined && !IS_WORKERS) return fetching;
    const started = remote
      .reload()
      .then(succeeded, failed)
      .finally(() => {
        if (fetching === started) fetching = undefined;
      });
    fetching = started;
    return started;
  }

  function succeeded(): void {
    fetchedAt = clock();
    if (failures > 0) events?.onRecovered();
    lastCause = undefined;
    failures = 0;
    retryAt = Number.NEGATIVE_INFINITY;
    events?.onFetched(true);
  }

  function failed(error: unknown): void {
    retryAt = clock() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures);
    failures++;
    const cause = causeOf(error);
    if (cause !== lastCause) events?.onFailed(cause);
    lastCause = cause;
    events?.onFetched(false);
  }

  const isPausing = () => clock() < retryAt;
  const ageNow = () => (fetchedAt === undefined ? Number.POSITIVE_INFINITY : clock() - fetchedAt);

  function keepFresh(): void {
    if (ageNow() >= refreshAfter && !isPausing()) void refresh();
  }

  /** Afterwards there are keys to try. */
  async function provide(): Promise<void> {
    if (ageNow() < refreshAfter) return;
    if (ageNow() >= maxStale) {
      if (!isPausing()) await refresh();
      if (ageNow() >= maxStale) throw unavailable();
      return;
    }
    const isFirst = fetching === undefined && failures === 0;
    keepFresh();
    if (ageNow() >= maxAge && isFirst && fetching !== undefined) await atMost(PATIENCE, fetching);
  }

  function unavailable(): Refusal {
    const seconds = Math.max(1, Math.ceil((retryAt - clock()) / SECOND));
    const error = `the keys of the identity provider are not available; try again in ${seconds} seconds`;
    return new Refusal('ERR_UNAVAILABLE', error, undefined, seconds);
  }

  const keys: JWTVerifyGetKey = async (header, token) => {
    await provide();
    try {
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // A key that the provider added since: only a fetch can tell.
      if (isPausing()) throw unavailable();
      if (clock() < unknownUntil) throw error;
      await refresh();
      if (failures > 0) throw unavailable();
    }
    try {
      const key = await remote(header, token);
      unknownPause = FIRST_PAUSE;
      return key;
    } catch (error) {
      unknownUntil = clock() + unknownPause;
      unknownPause = Math.min(LONGEST_PAUSE, unknownPause * 2);
      throw error;
    }
  };

  return {
    keys,
    keepFresh,
    refresh,
    age: () => (fetchedAt === undefined ? undefined : (clock() - fetchedAt) / SECOND),
  };
}

async function fetchKeySet(location: KeyLocation, limits: FetchLimits): Promise<string> {
  const url = 'url' in location ? location.url : await discover(location.issuer, location.allowHttp === true, limits);
  const text = await fetchJson(url, { headers: { accept: 'application/jwk-set+json, application/json' } }, limits);
  // An empty set is a mistake of the provider's, or its error page; the last keys are better than none.
  const { keys } = JSON.parse(text) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new FetchFault('not a key set');
  if (keys.length === 0) throw new FetchFault('an empty key set');
  return text;
}

/** OpenID Connect Discovery 1.0 §4: the document must name the issuer that it was fetched for. */
async function discover(issuer: string, allowHttp: boolean, limits: FetchLimits): Promise<URL> {
  const text = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {}, limits);
  const { issuer: named, jwks_uri: uri } = JSON.parse(text) as { issuer?: unknown; jwks_uri?: unknown };
  if (named !== issuer) throw new FetchFault('a discovery document of another issuer');
  if (typeof uri !== 'string' || !URL.canParse(uri)) throw new FetchFault('a discovery document without jwks_uri');
  const url = new URL(uri);
  if (url.protocol !== 'https:' && !allowHttp) throw new FetchFault('a discovery document whose jwks_uri is not https');
  return url;
}

function causeOf(error: unknown): string {
  if (error instanceof FetchFault) return error.message;
  if (error instanceof errors.JWKSTimeout) return 'no response';
  return 'not a key set';
}

async function atMost(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
