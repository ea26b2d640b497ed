/** Requests a token from a token server over HTTP. */
import { AGORA_MAX_LIFETIME, fieldError, optionNames, requireInteger, requireOptions } from '../checks.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import { nearestName } from '../nearest-name.ts';
import { defaultBody, dialects, findToken, type TokenDialect, type TokenParameters } from './dialects.ts';
import type { FetchToken } from './fetch-lease.ts';
import type { PlatformSignal } from './host.ts';
import { requireFunction } from './settings.ts';

type Headers = Readonly<Record<string, string>>;
/** The JSON body of a request for a token. */
export type TokenRequestBody = Readonly<Record<string, unknown>>;

/** A URL as a string, or an object whose `toString` returns it, such as the platform's `URL`. */
export type Address = string | { readonly href: string; toString(): string };

/** Passed to `fetch`. */
export interface TokenFetchInit {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  signal: PlatformSignal;
  cache: 'no-store';
  credentials?: 'include' | 'omit' | 'same-origin';
}

/** The part of a `Response` that `tokenEndpoint` uses. */
export interface TokenResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Options of {@link tokenEndpoint}. */
export interface TokenEndpointOptions {
  /** The kind of server; its path is appended. Default: none, or `'accesstoken2'` if the address has no path. */
  readonly dialect?: TokenDialect;
  /** Default: `'POST'`, or what the dialect uses. */
  readonly method?: 'GET' | 'POST';
  /** The lifetime to request, in seconds, from 1 to 86400. Default: 3600. */
  readonly expiresIn?: number;
  /** Identifies the user to your server: `{ authorization: 'Bearer …' }`. A function is called for each request. */
  readonly headers?: Headers | (() => Headers | Promise<Headers>);
  /**
   * The JSON body of a POST: fields to add to `{ user_uuid, expire }` or the dialect's body, or a function that returns
   * the whole body.
   */
  readonly body?: TokenRequestBody | ((parameters: TokenParameters) => TokenRequestBody);
  /** Whether to send cookies, as in `fetch`. */
  readonly credentials?: 'include' | 'omit' | 'same-origin';
  /** Replaces the platform's `fetch`. */
  readonly fetch?: (url: string, init: TokenFetchInit) => Promise<TokenResponse>;
}

const names = /* @__PURE__ */ optionNames([
  'dialect',
  'method',
  'expiresIn',
  'headers',
  'body',
  'credentials',
  'fetch',
]);

/** Details of a {@link TokenRequestError}. */
export interface TokenRequestErrorDetails {
  /** Seconds, from the Retry-After header. */
  readonly retryAfter?: number | undefined;
  /** What `fetch` rejected with. */
  readonly cause?: unknown;
}

/** No response from the token server, or a response without a token. The session acts on its `status`. */
export class TokenRequestError extends Error {
  override readonly name: string = 'TokenRequestError';
  /** The address of the request, without its query. */
  declare readonly url: string;
  /** The HTTP status of the response; 0 if there was none. */
  declare readonly status: number;
  /** Seconds, from the Retry-After header. */
  declare readonly retryAfter: number | undefined;

  /**
   * @param url - The address of the request.
   * @param status - The HTTP status of the response; 0 if there was none.
   * @param details - The cause, and the time to wait.
   */
  constructor(url: string, status: number, { retryAfter, cause }: TokenRequestErrorDetails = {}) {
    // The query, and a user name before the host, may identify a person or contain a secret.
    const shown = url.replace(/[?#].*/s, '').replace(/\/\/[^/]*@/, '//');
    const what = status
      ? `answered ${status} without a token`
      : 'could not be reached; check the address and, in a browser, that the server allows this origin (CORS)';
    super(`${shown} ${what}`, { cause });
    this.url = shown;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

declare const fetch: NonNullable<TokenEndpointOptions['fetch']>;

/** Far longer than any response with a Chat user token. */
const MAX_RESPONSE_LENGTH = 16_384;

/** A scheme and a host, and no path. */
const ORIGIN = /^https?:\/\/[^/?#]+\/?$/i;

/**
 * Makes a `fetchToken` for a token server.
 *
 * - With an exact address it posts `{ user_uuid, expire }` as JSON; `method` and `body` change that.
 * - With a `dialect` it appends the path of that kind of server to the address and sends the request that it expects.
 * - With an address that has no path it assumes an `accesstoken2-server`.
 *
 * The response may be the token as text, or JSON such as `{ token, expires_at }` or `{ token, expiresIn }`.
 *
 * @param url - The address, or a function that makes it for each request.
 * @param options - The kind of server and the details of the request.
 * @returns The `fetchToken` of `createChatSession`; it throws a `TokenRequestError` if it gets no token.
 * @throws TokenError with `ERR_INPUT` for an unknown dialect or option.
 * @example
 * ```ts
 * const signedIn = { jwt: 'eyJhbGciOi…' };
 * const fetchToken = tokenEndpoint('https://example.com/chat-token', {
 *   headers: () => ({ authorization: `Bearer ${signedIn.jwt}` }),
 * });
 * ```
 */
export function tokenEndpoint(
  url: Address | ((parameters: TokenParameters) => Address),
  options: TokenEndpointOptions = {},
): FetchToken {
  requireOptions(options, names);
  const { headers, credentials, body: given } = options;
  const expiresIn = requireInteger(options.expiresIn ?? 3600, 1, AGORA_MAX_LIFETIME, 'expiresIn');
  const isFixed = typeof url !== 'function';
  if (isFixed && typeof url !== 'string' && typeof url?.href !== 'string') {
    throw fieldError('ERR_INPUT', 'url', 'must be a string, a URL or a function');
  }
  const dialect = options.dialect ?? (isFixed && ORIGIN.test(String(url)) ? 'accesstoken2' : undefined);
  if (dialect !== undefined && !Object.hasOwn(dialects, dialect)) throw unknownDialect(String(dialect));
  if (options.fetch !== undefined) requireFunction(options.fetch, 'fetch');
  const send = options.fetch ?? ((...request) => fetch(...request));

  return async ({ userId, signal }) => {
    const parameters = { userId, expiresIn };
    const address = String(isFixed ? url : url(parameters));
    const request = dialect && dialects[dialect](parameters);
    const target = request ? address.replace(/\/+$/, '') + request.path : address;
    const method = options.method ?? (request && !request.body ? 'GET' : 'POST');
    const body =
      typeof given === 'function'
        ? given(parameters)
        : { ...(request ? request.body : defaultBody(parameters)), ...given };
    const own = typeof headers === 'function' ? await headers() : headers;
    const init: TokenFetchInit = {
      method,
      headers: { ...own },
      signal,
      // A cached token may have expired.
      cache: 'no-store',
      ...(credentials && { credentials }),
    };
    if (method === 'POST') {
      init.headers = { 'content-type': 'application/json', ...own };
      init.body = JSON.stringify(body);
    }
    const { response, text } = await exchange(target, init);
    const token = response.ok && text.length <= MAX_RESPONSE_LENGTH ? findToken(text) : undefined;
    if (token !== undefined) return token;
    const sent = Date.parse(response.headers.get('date') ?? '');
    const retryAfter = readRetryAfter(response.headers.get('retry-after'), sent);
    throw new TokenRequestError(target, response.status, { retryAfter });
  };

  async function exchange(target: string, init: TokenFetchInit) {
    try {
      const response = await send(target, init);
      return { response, text: await response.text() };
    } catch (cause) {
      throw new TokenRequestError(target, 0, { cause });
    }
  }
}

function unknownDialect(dialect: string): Error {
  const known = Object.keys(dialects);
  const nearest = nearestName(dialect, known);
  const hint = nearest ? `did you mean '${nearest}'?` : `it must be one of ${known.join(', ')}`;
  return fieldError('ERR_INPUT', 'dialect', `is unknown; ${hint}`);
}
