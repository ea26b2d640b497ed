/**
 * The error of calls that fail, and its closed list of codes. An invalid option or argument is a `TokenError` with
 * `ERR_INPUT`, as everywhere in the library; a call that was aborted rejects with the signal's own reason.
 */

/**
 * Why a call failed. Branch on this, not on the message.
 *
 * - `ERR_USER_EXISTS`: a user of this ID exists already.
 * - `ERR_NOT_FOUND`: there is no such user, group, room or file.
 * - `ERR_APP_NOT_FOUND`: the organization, the app or the app ID in the address is wrong.
 * - `ERR_CREDENTIALS`: the app token is for another app or host, or not signed with the primary certificate.
 * - `ERR_UNAUTHORIZED`: the app token was refused, and so was a new one.
 * - `ERR_TOKEN_PROVIDER`: could not get an app token; `cause` says why.
 * - `ERR_FORBIDDEN`: the API does not allow this call.
 * - `ERR_QUOTA`: a limit of the app or its plan is reached. Waiting does not help.
 * - `ERR_RATE_LIMIT`: too many calls in a second, even after all retries.
 * - `ERR_BAD_REQUEST`: the API refused the request, or one entry of it.
 * - `ERR_SERVER`: the API failed (408 or 5xx).
 * - `ERR_RESPONSE`: the answer is not what the API documents, is a redirect, or is too large.
 * - `ERR_NETWORK`: no answer, or not all of it. A call that is not repeated may have been carried out.
 * - `ERR_TIMEOUT`: no answer in time. As with `ERR_NETWORK`.
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
  /** The error underneath, if there is one. */
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
  /** With `ERR_RESPONSE`: the field of the answer. */
  declare readonly field?: string;
  /** The HTTP status, if there was an answer. */
  declare readonly status?: number;
  /** The API's own word for the refusal: `illegal_argument`. */
  declare readonly apiError?: string;
  /** The API's own sentence, cut at 200 characters; omitted if the request had a secret that it might repeat. */
  declare readonly apiDescription?: string;
  /** Seconds that the API asks to wait, if it says so. */
  declare readonly retryAfter?: number;
  /** If a listing failed: the cursor of the page that failed, to resume from. Absent for the first page. */
  declare readonly cursor?: string;

  /**
   * @param code - The stable reason.
   * @param message - For people.
   * @param details - What else is known.
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
 * @param error - What was caught.
 */
export function isChatRestError(error: unknown): error is ChatRestError {
  return typeof error === 'object' && error !== null && (error as Partial<Error>).name === 'ChatRestError';
}
