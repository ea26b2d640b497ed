/** The Retry-After header (RFC 9110 §10.2.3), for the client session and the REST client. */

/**
 * @param value - The header's value: seconds or a date.
 * @param now - The time to measure a date from, in Unix milliseconds. A client whose clock may be wrong passes the
 *   response's Date header.
 * @returns Seconds to wait, or undefined if the header is missing or invalid.
 */
export function readRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (value == null || value === '') return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
