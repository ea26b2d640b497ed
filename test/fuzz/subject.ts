/** The functions that are fuzzed. */
export { decodeBase64, encodeBase64 } from '../../src/base64/base64.ts';
export { decodeToken, explainToken, TokenError, verifyToken } from '../../src/index.ts';
export { inflate } from '../../src/inflate/inflate.ts';
export { inflatePrefix } from '../../src/inflate/inflate-prefix.ts';
export { traceToken } from '../../src/trace/index.ts';
