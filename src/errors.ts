/**
 * The one error class of the library and its closed list of codes. Imports nothing.
 * A wrong JavaScript type is a `TypeError`; everything about data is a `TokenError`.
 */

/**
 * Why a token was not built or not accepted. Branch on this, not on the message and not on `instanceof`,
 * which fails between the ESM and the CJS copy of the library.
 *
 * - `ERR_INPUT`: a value given to a builder cannot go into a token, or an option makes no sense.
 * - `ERR_VERSION`: the text does not begin with "007".
 * - `ERR_FORMAT`: the text is not the canonical base64 of one zlib stream of a well-formed payload.
 * - `ERR_LIMIT`: the payload is larger than the ceiling, or the lifetime longer than the policy.
 * - `ERR_SIGNATURE`: no certificate given matches the signature.
 * - `ERR_EXPIRED`: the token, or the privilege asked for, has ended.
 * - `ERR_NOT_YET_VALID`: the token was issued in the future.
 * - `ERR_APP_ID`: the token is for another app.
 * - `ERR_PRIVILEGE`: the token does not grant what is required.
 */
export type TokenErrorCode =
  | 'ERR_INPUT'
  | 'ERR_VERSION'
  | 'ERR_FORMAT'
  | 'ERR_LIMIT'
  | 'ERR_SIGNATURE'
  | 'ERR_EXPIRED'
  | 'ERR_NOT_YET_VALID'
  | 'ERR_APP_ID'
  | 'ERR_PRIVILEGE';

/** What a {@link TokenError} may carry beside its code and message. */
export interface TokenErrorDetails {
  /** The option or token field at fault, as a path: `expiresIn`, `services[0].userId`. */
  readonly field?: string;
  /** With `ERR_EXPIRED`: the unix second at which the token or privilege ended. */
  readonly expiredAt?: number;
  /** With `ERR_NOT_YET_VALID`: the unix second at which the token was issued. */
  readonly issuedAt?: number;
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
}

/** The error of every refusal. Its message never holds a token, a certificate or a signature. */
export class TokenError extends Error {
  override readonly name: string = 'TokenError';
  /** The stable reason; see {@link TokenErrorCode}. */
  readonly code: TokenErrorCode;
  /** The option or token field at fault, as a path, where one can be named. */
  declare readonly field?: string;
  /** With `ERR_EXPIRED`: the unix second at which the token or privilege ended. */
  declare readonly expiredAt?: number;
  /** With `ERR_NOT_YET_VALID`: the unix second at which the token was issued. */
  declare readonly issuedAt?: number;

  /**
   * @param code - The stable reason.
   * @param message - For people.
   * @param details - What is known beside it.
   */
  constructor(code: TokenErrorCode, message: string, details: TokenErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    if (details.field !== undefined) this.field = details.field;
    if (details.expiredAt !== undefined) this.expiredAt = details.expiredAt;
    if (details.issuedAt !== undefined) this.issuedAt = details.issuedAt;
  }
}
