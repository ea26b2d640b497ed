/** How long to wait before trying again: full jitter, doubling (AWS, "Exponential Backoff And Jitter"). */

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** What a server may ask for at most: a wrong Retry-After must not silence a client for good. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Milliseconds to wait after a failure that came behind `failures` others; `random` is at least 0, less than 1. */
export function backoff(failures: number, random: number): number {
  // 2 ** 1024 is Infinity, and the smaller of the two is still right.
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}

/** Milliseconds of a Retry-After given in seconds; 0 where there is none, or nonsense. */
export function retryAfterMs(seconds = 0): number {
  return Math.min(Math.max(seconds * 1000, 0) || 0, LONGEST_RETRY_AFTER_MS);
}
