/** The error class of the library, and its codes. */

/**
 * Why a token was not built or not accepted. Branch on this, not on the message.
 *
 * - `ERR_INPUT`: an argument or option has the wrong type, is out of range, or does not exist.
 * - `ERR_VERSION`: the token does not begin with "007".
 * - `ERR_FORMAT`: the token is not the canonical base64 of one zlib stream with a well-formed payload.
 * - `ERR_LIMIT`: the payload is larger than `maxPayload`, or the lifetime longer than `maxLifetime`.
 * - `ERR_SIGNATURE`: none of the certificates matches the signature.
 * - `ERR_EXPIRED`: the token, or the required privilege, has expired.
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

/** Details of a {@link TokenError}. */
export interface TokenErrorDetails {
  /** The path of the invalid option or token field: `expiresIn`, `services[0].userId`. */
  readonly field?: string;
  /** With `ERR_EXPIRED`: the Unix second at which the token or privilege expired. */
  readonly expiredAt?: number;
  /** With `ERR_NOT_YET_VALID`: the Unix second at which the token was issued. */
  readonly issuedAt?: number;
  /** The underlying error, if there is one. */
  readonly cause?: unknown;
}

/**
 * The error that every function of this library throws. Its message never contains a token, a certificate or a signature.
 * Test for it with {@link isTokenError}: `instanceof` fails between the ESM and the CJS copy of the library.
 */
export class TokenError extends Error {
  override readonly name: string = 'TokenError';
  /** Why it was thrown; see {@link TokenErrorCode}. */
  readonly code: TokenErrorCode;
  /** The path of the invalid option or token field, if there is one. */
  declare readonly field?: string;
  /** With `ERR_EXPIRED`: the Unix second at which the token or privilege expired. */
  declare readonly expiredAt?: number;
  /** With `ERR_NOT_YET_VALID`: the Unix second at which the token was issued. */
  declare readonly issuedAt?: number;

  /**
   * @param code - Why it is thrown.
   * @param message - What is wrong, in a sentence.
   * @param details - Field, times and cause, if known.
   */
  constructor(code: TokenErrorCode, message: string, details: TokenErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    if (details.field !== undefined) this.field = details.field;
    if (details.expiredAt !== undefined) this.expiredAt = details.expiredAt;
    if (details.issuedAt !== undefined) this.issuedAt = details.issuedAt;
  }
}

/**
 * Whether a caught value is a {@link TokenError}, from any copy of the library: ESM or CJS, any entry point, any
 * installed version.
 *
 * @param error - The caught value.
 * @returns True for every error of this library.
 * @example
 * ```ts
 * try {
 *   verifyToken(token, { appCertificate: '5CFd2fd1755d40ecb72977518be15d3b' });
 * } catch (error) {
 *   if (!isTokenError(error)) throw error;
 *   console.log(error.code, error.field);
 * }
 * ```
 */
export function isTokenError(error: unknown): error is TokenError {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code } = error as Partial<TokenError>;
  // Other libraries have a TokenError too; their codes, such as OAuth's invalid_grant, look different.
  return name === 'TokenError' && typeof code === 'string' && code.startsWith('ERR_');
}
