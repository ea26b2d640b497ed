/** How long to wait before the next attempt: full jitter, doubling (AWS, "Exponential Backoff And Jitter"). */

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** The longest wait that a server may ask for: a wrong Retry-After must not stop a client forever. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Milliseconds to wait after a failure with `failures` others before it; `random` is at least 0, less than 1. */
export function backoff(failures: number, random: number): number {
  // 2 ** failures may be Infinity; the minimum is still correct.
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}

/** Converts a Retry-After from seconds to milliseconds; 0 if it is missing or invalid. */
export function retryAfterMs(seconds = 0): number {
  return Math.min(Math.max(seconds * 1000, 0) || 0, LONGEST_RETRY_AFTER_MS);
}
