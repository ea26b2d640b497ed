/**
 * Why a request gets no token: a closed list of codes, each with its HTTP status. Imports nothing.
 */

/**
 * What a client may branch on; the code, unlike the message, stays as it is between versions.
 *
 * - `ERR_INPUT`: a value is missing, has the wrong type or is out of range.
 * - `ERR_BODY`: the body cannot be read as what its content type says.
 * - `ERR_UNAUTHENTICATED`: no credential, or one that does not hold.
 * - `ERR_FORBIDDEN`: the caller is known, and may not have this kind of token.
 * - `ERR_USER`: the caller may not have a token for this user.
 * - `ERR_NOT_FOUND`, `ERR_METHOD`: there is no such route, or not with this method.
 * - `ERR_TIMEOUT`: the request took too long to arrive.
 * - `ERR_TOO_LARGE`: the body is longer than the limit.
 * - `ERR_CONTENT_TYPE`: the route does not read bodies of this type.
 * - `ERR_RATE_LIMIT`: too many requests; `Retry-After` says when to come back.
 * - `ERR_INTERNAL`: a fault of the server.
 * - `ERR_UNAVAILABLE`: something that the server needs does not answer; try again.
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

/** Thrown wherever a request is turned down. The message goes to the client; the cause goes to the log only. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  get status(): (typeof REFUSAL_STATUS)[RefusalCode] {
    return REFUSAL_STATUS[this.code];
  }
}
