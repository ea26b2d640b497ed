/** Asks a token server over HTTP. */
import { dialects, findToken, type TokenDialect } from './dialects.ts';
import type { FetchToken } from './fetch-lease.ts';
import type { PlatformSignal } from './host.ts';

type Headers = Readonly<Record<string, string>>;

/** What is given to `fetch`. */
export interface TokenFetchInit {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  signal: PlatformSignal;
  cache: 'no-store';
  credentials?: 'include' | 'omit' | 'same-origin';
}

/** The part of a `Response` that is used. */
export interface TokenResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Options of {@link tokenEndpoint}. */
export interface TokenEndpointOptions {
  /** How the server is asked. Default: `'accesstoken2'`. */
  readonly dialect?: TokenDialect;
  /** Seconds that the token shall live, where the dialect can say so. Default: 3600. */
  readonly expiresIn?: number;
  /** Who is asking, as the server wants to know it: `{ authorization: 'Bearer …' }`. Asked anew for each request. */
  readonly headers?: Headers | (() => Headers | Promise<Headers>);
  /** Adds to the JSON body of a POST. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Whether cookies are sent, as `fetch` has it. */
  readonly credentials?: 'include' | 'omit' | 'same-origin';
  /** Default: the platform's. */
  readonly fetch?: (url: string, init: TokenFetchInit) => Promise<TokenResponse>;
}

/** The token server answers without a token. `status` decides what becomes of the session. */
export class TokenRequestError extends Error {
  override readonly name: string = 'TokenRequestError';
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Seconds, from the Retry-After header. */
  readonly retryAfter: number | undefined;

  constructor(status: number, retryAfter?: number) {
    super(`the token server answers ${status}, without a token`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

declare const fetch: NonNullable<TokenEndpointOptions['fetch']>;

/** No token of one Chat user comes near. */
const MAX_ANSWER_LENGTH = 16_384;

/**
 * Makes a `fetchToken` for a token server: `accesstoken2-server`, or one that speaks another {@link TokenDialect}.
 *
 * @param url - Where the server is: the dialect's path is put behind it.
 * @param options - How it is asked.
 * @returns What `createChatSession` takes; it throws a `TokenRequestError` where the server answers without a token.
 * @example
 * ```ts
 * const signedIn = { jwt: 'eyJhbGciOi…' };
 * const fetchToken = tokenEndpoint('https://tokens.example.com', {
 *   headers: () => ({ authorization: `Bearer ${signedIn.jwt}` }),
 * });
 * ```
 */
export function tokenEndpoint(url: string, options: TokenEndpointOptions = {}): FetchToken {
  const { dialect = 'accesstoken2', expiresIn = 3600, headers, credentials } = options;
  const send = options.fetch ?? ((...request) => fetch(...request));
  const base = url.replace(/\/+$/, '');

  return async ({ userId, signal }) => {
    const { path, body } = dialects[dialect]({ userId, expiresIn });
    const own = typeof headers === 'function' ? await headers() : headers;
    const response = await send(base + path, {
      // A cached token is a stale one.
      cache: 'no-store',
      signal,
      ...(credentials && { credentials }),
      ...(body
        ? {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...own },
            body: JSON.stringify({ ...body, ...options.body }),
          }
        : { method: 'GET', headers: { ...own } }),
    });
    const text = await response.text();
    const token = response.ok && text.length <= MAX_ANSWER_LENGTH ? findToken(text) : undefined;
    if (token === undefined) throw new TokenRequestError(response.status, retryAfter(response));
    return token;
  };
}

/** RFC 9110 §10.2.3: seconds, or a date, which counts from the server's own clock. */
function retryAfter({ headers }: TokenResponse): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : (Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
