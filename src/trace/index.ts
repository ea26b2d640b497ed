/**
 * The bytes of a token and the field that each of them belongs to: for inspectors and for learning the format.
 * @module accesstoken2/trace
 */

// The public face: names only, no logic.
export { isTokenError, type TokenError, type TokenErrorCode } from '../errors.ts';
export { type RecoveredToken, recoverToken } from '../explain/recover.ts';
export { type TokenTrace, traceToken } from '../token/trace.ts';
export type { FieldSpan } from '../wire/tracing-reader.ts';
