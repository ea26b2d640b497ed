/** Repairs the damage that `explainToken` reports and traces the token, for pages that show tokens. */
import { requireOptions, requireString } from '../checks.ts';
import { VERSION } from '../token/envelope.ts';
import { DECODE_OPTIONS, type DecodeOptions, readMaxPayload } from '../token/parse.ts';
import { type TokenTrace, tracePayload } from '../token/trace.ts';
import type { Finding, FindingCode } from './finding.ts';
import { readPayload } from './payload.ts';
import { isReadable, longestText, repairText } from './text.ts';

/** What {@link recoverToken} returns. */
export interface RecoveredToken extends TokenTrace {
  /** The repaired token, or as much of it as the text contains. */
  readonly token: string;
  /** What was wrong with the text, as codes of `explainToken`, in the order of the repairs. Empty for an intact token. */
  readonly repairs: readonly FindingCode[];
}

/**
 * Traces a token like `traceToken`, **without verifying it**, and repairs it first if the repair is unambiguous:
 * `Bearer 007…`, a JSON response, the url-safe alphabet, missing padding, spaces instead of plus signs. If the end of the
 * token is missing, the available payload is traced, and `decoded` is undefined.
 *
 * @returns undefined if there is nothing to show: the text contains no token, the token is corrupt or larger than
 *   `maxPayload`, or it is cut off before its first byte.
 * @throws TokenError `ERR_INPUT` if `text` is not a string or an option is invalid.
 * @example
 * ```ts
 * const { token, repairs } = recoverToken('Authorization: Bearer 007eJx…') ?? {};
 * ```
 */
export function recoverToken(text: string, options: DecodeOptions = {}): RecoveredToken | undefined {
  requireOptions(options, DECODE_OPTIONS);
  const maxPayload = readMaxPayload(options.maxPayload);
  if (requireString(text, 'text').length > longestText(maxPayload)) return undefined;
  const repairs: FindingCode[] = [];
  const repaired = collect(repairText(text), repairs);
  if (repaired === undefined) return undefined;
  const payload = collect(readPayload(repaired, maxPayload), repairs);
  if (payload === undefined || payload.bytes.length === 0) return undefined;
  const trace = tracePayload(payload.bytes);
  if (payload.isWhole) return { token: pad(repaired), repairs, ...trace };
  const { decoded: _, ...prefix } = trace;
  return { token: repaired, repairs, ...prefix };
}

/** Returns the generator's return value, and adds the codes that it yields to `codes`. */
function collect<Value>(steps: Generator<Finding, Value>, codes: FindingCode[]): Value {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    codes.push(value.code);
  }
}

/** Adds missing `=` signs, if the token is readable with them. */
function pad(text: string): string {
  const digits = text.replace(/=+$/, '');
  const padded = digits + '='.repeat((((VERSION.length - digits.length) % 4) + 4) % 4);
  return isReadable(padded) ? padded : text;
}
