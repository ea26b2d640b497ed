/**
 * The one error class of the REST client and its closed list of codes.
 * A wrong JavaScript type is a `TypeError`; a call that was aborted rejects with the signal's own reason.
 */

/**
 * Why a call failed. Branch on this, not on the message and not on `instanceof`, which fails between the ESM and the
 * CJS copy of the library.
 *
 * - `ERR_INPUT`: an option or argument makes no sense. Nothing was sent.
 * - `ERR_USER_EXISTS`, `ERR_USER_NOT_FOUND`: there is such a user already; there is none.
 * - `ERR_APP_NOT_FOUND`: the organization, the app or the app id in the address is wrong.
 * - `ERR_CREDENTIALS`: the app token is for another app or host, or not signed with the primary certificate.
 * - `ERR_UNAUTHORIZED`: the app token was refused, and so was the new one that was made in answer to that.
 * - `ERR_TOKEN_PROVIDER`: no app token could be had.
 * - `ERR_FORBIDDEN`: the API does not allow this call.
 * - `ERR_QUOTA`: a limit of the app or its plan is reached. Waiting does not help.
 * - `ERR_RATE_LIMIT`: too many calls in a second, still so after all retries.
 * - `ERR_BAD_REQUEST`: the API finds the request wrong.
 * - `ERR_SERVER`: the API failed (408 or 5xx).
 * - `ERR_RESPONSE`: the answer is not what the API documents, or too large.
 * - `ERR_NETWORK`: no answer, or not all of it. For calls that are not repeated: it may have been carried out.
 * - `ERR_TIMEOUT`: no answer in time. As with `ERR_NETWORK`.
 */
export type ChatRestErrorCode =
  | 'ERR_INPUT'
  | 'ERR_USER_EXISTS'
  | 'ERR_USER_NOT_FOUND'
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

/** What a {@link ChatRestError} may carry beside its code and message. */
export type ChatRestErrorDetails = {
  readonly [Name in 'field' | 'status' | 'apiError' | 'apiDescription' | 'retryAfter']?:
    | ChatRestError[Name]
    | undefined;
} & {
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
};

/** The error of every call that fails. Its message never holds a token, a certificate or a password. */
export class ChatRestError extends Error {
  override readonly name: string = 'ChatRestError';
  /** The stable reason; see {@link ChatRestErrorCode}. */
  readonly code: ChatRestErrorCode;
  /** With `ERR_INPUT`: the option or argument at fault. With `ERR_RESPONSE`: the field of the answer. */
  declare readonly field?: string;
  /** The HTTP status, where there was an answer. */
  declare readonly status?: number;
  /** The API's own word for the refusal: `illegal_argument`. */
  declare readonly apiError?: string;
  /** The API's own sentence, cut at 200 characters; left out where it repeats a token or a password. */
  declare readonly apiDescription?: string;
  /** Seconds that the API asks to wait, where it says so. */
  declare readonly retryAfter?: number;

  /**
   * @param code - The stable reason.
   * @param message - For people.
   * @param details - What is known beside it.
   */
  constructor(code: ChatRestErrorCode, message: string, { cause, ...facts }: ChatRestErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, facts);
  }
}
