/** How long to wait before the next attempt: full jitter, doubling (AWS, "Exponential Backoff And Jitter"). */

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** The longest wait that a server may ask for: a wrong Retry-After must not silence a client for good. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Milliseconds to wait after a failure that followed `failures` others; `random` is at least 0, less than 1. */
export function backoff(failures: number, random: number): number {
  // 2 ** 1024 is Infinity, and the minimum is still right.
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}

/** Milliseconds of a Retry-After in seconds; 0 if there is none, or it is invalid. */
export function retryAfterMs(seconds = 0): number {
  return Math.min(Math.max(seconds * 1000, 0) || 0, LONGEST_RETRY_AFTER_MS);
}
