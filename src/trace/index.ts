/**
 * Maps the bytes of a token to its fields, for inspectors and for learning the format.
 * @module accesstoken2/trace
 */

// The public API: exports only, no logic.
export { isTokenError, type TokenError, type TokenErrorCode } from '../errors.ts';
export { type RecoveredToken, recoverToken } from '../explain/recover.ts';
export { type TokenTrace, traceToken } from '../token/trace.ts';
export type { FieldSpan } from '../wire/tracing-reader.ts';
