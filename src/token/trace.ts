/**
 * Maps the bytes of a token to its fields, for inspectors and for learning the format.
 */
import { requireOptions } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { type FieldSpan, TracingReader } from '../wire/tracing-reader.ts';
import { DECODE_OPTIONS, type DecodedToken, type DecodeOptions, openToken, parsePayload } from './parse.ts';

/** What {@link traceToken} returns. */
export interface TokenTrace {
  /** Signature and signing content, decompressed. */
  readonly payload: Uint8Array;
  /**
   * The position of each field in the payload, in order and without gaps: `appId`, `services[0].privileges.user`. Bytes
   * after the last span are unknown content, or could not be read.
   */
  readonly spans: readonly FieldSpan[];
  /** The content, **not verified**; undefined if the payload is malformed. */
  readonly decoded?: DecodedToken;
  /** Why the payload cannot be read to its end; undefined if it can. */
  readonly error?: TokenError;
}

/**
 * Reads a token **without verifying it** and records the position of each field. A malformed payload is traced up to the
 * first error.
 *
 * @throws TokenError `ERR_VERSION`, `ERR_FORMAT` or `ERR_LIMIT` if the payload cannot be extracted; `ERR_INPUT` if `token`
 *   is not a string, or an option is unknown or invalid.
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
