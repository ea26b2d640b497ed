/**
 * MD5 (RFC 1321), only as an identifier: Agora's aPaaS builders use the MD5 of the user ID as Chat user ID. Not for
 * security: MD5 is broken. Small rather than fast, since the strings are short, and in a separate file so that only
 * bundles with these builders contain it.
 */

/** The rotations of each round, §3.4. */
const ROTATIONS: readonly (readonly number[])[] = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** T[i], §3.4: the integer part of 2^32 · |sin(i)|, i from 1, in radians. Doubles are precise enough for all 64. */
function sineWord(step: number): number {
  return Math.floor(0x100000000 * Math.abs(Math.sin(step + 1))) | 0;
}

/** The message with its padding and its length in bits, §3.1 and §3.2, as little-endian words. */
function paddedWords(bytes: Uint8Array): Int32Array {
  const length = bytes.length;
  const words = new Int32Array((((length + 8) >>> 6) + 1) * 16);
  for (let i = 0; i < length; i++) words[i >>> 2] = words[i >>> 2]! | (bytes[i]! << (8 * (i & 3)));
  words[length >>> 2] = words[length >>> 2]! | (0x80 << (8 * (length & 3)));
  words[words.length - 2] = length << 3;
  words[words.length - 1] = length / 0x20000000;
  return words;
}

/** F, G, H and I of §3.4, by round. */
function mix(round: number, x: number, y: number, z: number): number {
  if (round === 0) return (x & y) | (~x & z);
  if (round === 1) return (x & z) | (y & ~z);
  if (round === 2) return x ^ y ^ z;
  return y ^ (x | ~z);
}

/** The index of the word that a step uses, §3.4. */
function wordIndex(round: number, step: number): number {
  if (round === 0) return step & 15;
  if (round === 1) return (5 * step + 1) & 15;
  if (round === 2) return (3 * step + 5) & 15;
  return (7 * step) & 15;
}

/** The MD5 of `bytes` as 32 lower-case hexadecimal digits. */
export function md5Hex(bytes: Uint8Array): string {
  const words = paddedWords(bytes);
  let a = 0x67452301;
  let b = 0xefcdab89 | 0;
  let c = 0x98badcfe | 0;
  let d = 0x10325476;
  for (let block = 0; block < words.length; block += 16) {
    const before = [a, b, c, d] as const;
    for (let step = 0; step < 64; step++) {
      const round = step >>> 4;
      const sum = (a + mix(round, b, c, d) + words[block + wordIndex(round, step)]! + sineWord(step)) | 0;
      const rotation = ROTATIONS[round]![step & 3]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << rotation) | (sum >>> (32 - rotation)))) | 0;
    }
    a = (a + before[0]) | 0;
    b = (b + before[1]) | 0;
    c = (c + before[2]) | 0;
    d = (d + before[3]) | 0;
  }
  let hex = '';
  for (const word of [a, b, c, d]) {
    for (let shift = 0; shift < 32; shift += 8) hex += ((word >>> shift) & 0xff).toString(16).padStart(2, '0');
  }
  return hex;
}
