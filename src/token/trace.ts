/**
 * The bytes of a token and which field each of them belongs to: for inspectors and for learning the format.
 */
import { requireOptions } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { type FieldSpan, TracingReader } from '../wire/tracing-reader.ts';
import { DECODE_OPTIONS, type DecodedToken, type DecodeOptions, openToken, parsePayload } from './parse.ts';

/** What {@link traceToken} finds. */
export interface TokenTrace {
  /** Signature and signing content, inflated. */
  readonly payload: Uint8Array;
  /**
   * Where each field stands in the payload, in order and without gaps: `appId`, `services[0].privileges.user`. Bytes
   * that no field owns, behind the last span, are unknown content, or what could not be read.
   */
  readonly spans: readonly FieldSpan[];
  /** What the token holds, **not verified**; missing where the payload is malformed. */
  readonly decoded?: DecodedToken;
  /** Why the payload cannot be read to its end. */
  readonly error?: TokenError;
}

/**
 * Reads a token and notes where each field stands. Nothing is verified. A payload that is malformed is traced as far as
 * it can be read.
 *
 * @throws TypeError where `token` is not a string.
 * @throws TokenError `ERR_VERSION`, `ERR_FORMAT` or `ERR_LIMIT` where there is no payload to be had from the text;
 *   `ERR_INPUT` where `maxPayload` makes no sense.
 * @example
 * ```ts
 * const { payload, spans } = traceToken(token);
 * for (const { field, start, end } of spans) console.log(field, payload.subarray(start, end));
 * ```
 */
export function traceToken(token: string, options: DecodeOptions = {}): TokenTrace {
  const { bytes, length } = openToken(token, requireOptions(options, DECODE_OPTIONS));
  return tracePayload(bytes.slice(0, length));
}

export function tracePayload(payload: Uint8Array): TokenTrace {
  const reader = new TracingReader(payload);
  const { spans } = reader;
  try {
    return { payload, spans, decoded: parsePayload(reader) };
  } catch (error) {
    if (error instanceof TokenError) return { payload, spans, error };
    throw error;
  }
}
