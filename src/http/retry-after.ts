/** The Retry-After header (RFC 9110 §10.2.3), for the client session and the REST client. */

/**
 * @param value - The header, if there is one: seconds, or a date.
 * @param now - The time that a date counts from, in unix milliseconds. A client whose clock may be wrong takes the
 *   answer's own Date header.
 * @returns Seconds to wait; undefined without a valid header.
 */
export function readRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (value == null || value === '') return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
