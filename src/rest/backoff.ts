/** How long to wait before a call is repeated: full jitter over a doubling ceiling, on top of what Retry-After asks. */

/** Seconds: the ceiling of the first wait, and the ceiling of all. */
const FIRST_CEILING = 0.5;
const LAST_CEILING = 20;

/** Seconds to wait before retry number `retry`, counted from 0. Jitter spreads callers who failed together. */
export function retryDelay(retry: number, random: () => number): number {
  return random() * Math.min(LAST_CEILING, FIRST_CEILING * 2 ** retry);
}

/** The seconds that a Retry-After header (RFC 9110 §10.2.3: seconds or a date) asks to wait from `now`, if any. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const text = header ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000 - now;
  return seconds > 0 ? seconds : undefined;
}
