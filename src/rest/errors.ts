/**
 * The error of calls that fail, and its closed list of codes. An invalid option or argument is a `TokenError` with
 * `ERR_INPUT`, as everywhere in the library; a call that was aborted rejects with the signal's own reason.
 */

/**
 * Why a call failed. Branch on this, not on the message.
 *
 * - `ERR_USER_EXISTS`: a user with this ID already exists.
 * - `ERR_NOT_FOUND`: the user, group, room or file does not exist.
 * - `ERR_APP_NOT_FOUND`: the organization, the app or the app ID in the address is wrong.
 * - `ERR_CREDENTIALS`: the app token is for another app or host, or is not signed with the primary certificate.
 * - `ERR_UNAUTHORIZED`: the app token was refused, and so was a new one.
 * - `ERR_TOKEN_PROVIDER`: could not get an app token; `cause` says why.
 * - `ERR_FORBIDDEN`: the API does not allow this call.
 * - `ERR_QUOTA`: a limit of the app or its plan is reached. Waiting does not help.
 * - `ERR_RATE_LIMIT`: too many calls in a second, even after all retries.
 * - `ERR_BAD_REQUEST`: the API refused the request, or one entry of it.
 * - `ERR_SERVER`: the API failed (408 or 5xx).
 * - `ERR_RESPONSE`: the response is not as documented, is a redirect, or is too large.
 * - `ERR_NETWORK`: no response, or an incomplete one. A call that was not retried may have been carried out.
 * - `ERR_TIMEOUT`: no response in time. The call may have been carried out, as with `ERR_NETWORK`.
 */
export type ChatRestErrorCode =
  | 'ERR_USER_EXISTS'
  | 'ERR_NOT_FOUND'
  | 'ERR_APP_NOT_FOUND'
  | 'ERR_CREDENTIALS'
  | 'ERR_UNAUTHORIZED'
  | 'ERR_TOKEN_PROVIDER'
  | 'ERR_FORBIDDEN'
  | 'ERR_QUOTA'
  | 'ERR_RATE_LIMIT'
  | 'ERR_BAD_REQUEST'
  | 'ERR_SERVER'
  | 'ERR_RESPONSE'
  | 'ERR_NETWORK'
  | 'ERR_TIMEOUT';

/** What a {@link ChatRestError} may carry besides its code and message. */
export type ChatRestErrorDetails = {
  readonly [Name in 'field' | 'status' | 'apiError' | 'apiDescription' | 'retryAfter' | 'cursor']?:
    | ChatRestError[Name]
    | undefined;
} & {
  /** The underlying error, if any. */
  readonly cause?: unknown;
};

/**
 * The error of every call that fails. Its message names the call, the status and the field; it never contains a token,
 * a certificate or a password. Test for it with {@link isChatRestError}: `instanceof` fails between the ESM and the CJS
 * copy of the library.
 */
export class ChatRestError extends Error {
  override readonly name: string = 'ChatRestError';
  /** The stable reason; see {@link ChatRestErrorCode}. */
  readonly code: ChatRestErrorCode;
  /** With `ERR_RESPONSE`: the field of the response. */
  declare readonly field?: string;
  /** The HTTP status, if there was a response. */
  declare readonly status?: number;
  /** The API's error code, such as `illegal_argument`. */
  declare readonly apiError?: string;
  /** The API's description, truncated to 200 characters; omitted if the request had a secret that it might repeat. */
  declare readonly apiDescription?: string;
  /** Seconds to wait, from the Retry-After header. */
  declare readonly retryAfter?: number;
  /** If a listing failed: the cursor of the page that failed, to resume from. Absent for the first page. */
  declare readonly cursor?: string;

  /**
   * @param code - The stable reason.
   * @param message - For humans; do not parse it.
   * @param details - Further properties.
   */
  constructor(code: ChatRestErrorCode, message: string, { cause, ...facts }: ChatRestErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, facts);
  }
}

/**
 * Whether a caught value is a {@link ChatRestError}, from any copy of the library.
 *
 * @param error - The caught value.
 */
export function isChatRestError(error: unknown): error is ChatRestError {
  return typeof error === 'object' && error !== null && (error as Partial<Error>).name === 'ChatRestError';
}
