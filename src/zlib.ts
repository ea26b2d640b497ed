/**
 * What compression and decompression share: the constants of DEFLATE (RFC 1951 §3.2.5 – §3.2.7) and the
 * Adler-32 checksum (RFC 1950 §8.2, §9).
 */

/** The shortest and the longest match that a length code can express. */
export const MIN_MATCH = 3;
export const MAX_MATCH = 258;

/** The two bits after the "last block" bit, §3.2.3. */
export const STORED_BLOCK = 0;
export const FIXED_BLOCK = 1;
export const DYNAMIC_BLOCK = 2;

export const END_OF_BLOCK = 256;
/** Symbols 257 … 285 encode lengths. */
export const FIRST_LENGTH_SYMBOL = 257;
/** Literals, the end of block and the lengths. The fixed code defines two more symbols, which are never valid. */
export const LITERAL_LENGTH_SYMBOLS = 286;
export const FIXED_LITERAL_LENGTH_SYMBOLS = 288;
export const DISTANCE_SYMBOLS = 30;
const FIXED_DISTANCE_SYMBOLS = 32;
export const CODE_LENGTH_SYMBOLS = 19;

/** The longest code of a literal, length or distance; the longest of a code length. */
export const MAX_CODE_LENGTH = 15;
export const MAX_CODE_LENGTH_CODE_LENGTH = 7;

/** RFC 1951 §3.2.7: repeat the last length 3–6 times; zero 3–10 times; zero 11–138 times. */
export const REPEAT_PREVIOUS = 16;
export const REPEAT_ZERO_SHORT = 17;
export const REPEAT_ZERO_LONG = 18;

/**
 * RFC 1951 §3.2.5, by length symbol - 257 and by distance symbol. Computed, since the standard's lists of numbers take 100
 * bytes more in a bundle: each number of extra bits belongs to `1 << groupBits` symbols, zero to twice as many, and a
 * base is the first value after those of the symbol before. Only the longest length, 258, breaks that rule: it has a
 * symbol of its own.
 */
export const LENGTH_EXTRA_BITS: Uint8Array = /* @__PURE__ */ extraBits(28, 2);
export const LENGTH_BASE: Uint16Array = /* @__PURE__ */ bases(LENGTH_EXTRA_BITS, MIN_MATCH, MAX_MATCH);
export const DISTANCE_EXTRA_BITS: Uint8Array = /* @__PURE__ */ extraBits(DISTANCE_SYMBOLS, 1);
export const DISTANCE_BASE: Uint16Array = /* @__PURE__ */ bases(DISTANCE_EXTRA_BITS, 1, 24577);

/** RFC 1951 §3.2.7: the order in which the lengths of the code length code are sent. */
export const CODE_LENGTH_ORDER: Uint8Array = /* @__PURE__ */ new Uint8Array([
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
]);

/** Extra bits by code length symbol: only the three repeats have any. */
export const CODE_LENGTH_EXTRA_BITS: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7,
]);

/** For `count` symbols, and zero for one more. */
function extraBits(count: number, groupBits: number): Uint8Array {
  const table = new Uint8Array(count + 1);
  for (let symbol = 2 << groupBits; symbol < count; symbol++) table[symbol] = (symbol >> groupBits) - 1;
  return table;
}

function bases(extraBits: Uint8Array, first: number, last: number): Uint16Array {
  let next = first;
  return Uint16Array.from(extraBits, (bits) => {
    const base = Math.min(next, last);
    next += 1 << bits;
    return base;
  });
}

/** The code lengths of the fixed literal/length code (RFC 1951 §3.2.6). */
export function fixedLiteralLengths(): Uint8Array {
  return new Uint8Array(FIXED_LITERAL_LENGTH_SYMBOLS).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
}

/** The code lengths of the fixed distance code (RFC 1951 §3.2.6). */
export function fixedDistanceLengths(): Uint8Array {
  return new Uint8Array(FIXED_DISTANCE_SYMBOLS).fill(5);
}

/** The largest prime below 65536. */
export const ADLER_MODULUS = 65521;
/** Keeps the second sum, 255 n (n + 1) / 2 + (n + 1) 65520 at most, below 2^31, where engines compute in integers. */
const BYTES_BETWEEN_REDUCTIONS = 3800;

/** The Adler-32 of the first `length` bytes, as an unsigned 32-bit number. */
export function adler32(bytes: Uint8Array, length: number = bytes.length): number {
  let sum = 1;
  let sumOfSums = 0;
  for (let i = 0; i < length; ) {
    const end = Math.min(i + BYTES_BETWEEN_REDUCTIONS, length);
    // Four at a time takes a quarter less time: V8 re-checks the array on every iteration.
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
    sum %= ADLER_MODULUS;
    sumOfSums %= ADLER_MODULUS;
  }
  return ((sumOfSums << 16) | sum) >>> 0;
}
