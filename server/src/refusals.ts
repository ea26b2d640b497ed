/** Why a request gets no token: a closed list of codes, each with its HTTP status. Imports nothing. */

/**
 * What a client may branch on: unlike the message, the code does not change between versions.
 *
 * - `ERR_INPUT`: a value is missing, has the wrong type or is out of range.
 * - `ERR_BODY`: the body does not match its content type.
 * - `ERR_UNAUTHENTICATED`: no credential, or an invalid one.
 * - `ERR_FORBIDDEN`: the caller may not have this kind of token.
 * - `ERR_USER`: the caller may not have a token for this user.
 * - `ERR_NOT_FOUND`, `ERR_METHOD`: there is no such route, or it does not support this method.
 * - `ERR_TIMEOUT`: the request took too long to arrive.
 * - `ERR_TOO_LARGE`: the body is longer than the limit.
 * - `ERR_CONTENT_TYPE`: the route does not support this content type.
 * - `ERR_RATE_LIMIT`: too many requests; try again after `Retry-After`.
 * - `ERR_INTERNAL`: internal error.
 * - `ERR_UNAVAILABLE`: something the server depends on does not answer; try again.
 */
export const REFUSAL_STATUS = {
  ERR_INPUT: 400,
  ERR_BODY: 400,
  ERR_UNAUTHENTICATED: 401,
  ERR_FORBIDDEN: 403,
  ERR_USER: 403,
  ERR_NOT_FOUND: 404,
  ERR_METHOD: 405,
  ERR_TIMEOUT: 408,
  ERR_TOO_LARGE: 413,
  ERR_CONTENT_TYPE: 415,
  ERR_RATE_LIMIT: 429,
  ERR_INTERNAL: 500,
  ERR_UNAVAILABLE: 503,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** Thrown wherever a request is refused. The message goes to the client; the cause only to the log. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: RefusalCode;
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(code: RefusalCode, message: string, cause?: unknown, retryAfter?: number) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }

  get status(): (typeof REFUSAL_STATUS)[RefusalCode] {
    return REFUSAL_STATUS[this.code];
  }
}
