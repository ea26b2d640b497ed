/** Builds zlib streams bit by bit, for input that no encoder writes. */

/** A number sent lowest bit first, or (as a string of 0 and 1) a Huffman code, sent as written. */
export type Piece = readonly [value: number, bits: number] | string;

/** Whole bytes; the last one padded with zeros or with `padding`. */
export function packBits(pieces: readonly Piece[], padding = '0000000'): Uint8Array {
  const bytes: number[] = [];
  let length = 0;
  function push(bit: boolean): void {
    if (length % 8 === 0) bytes.push(0);
    if (bit) bytes[length >> 3]! |= 1 << (length & 7);
    length++;
  }
  const pushCode = (code: string) => {
    for (let i = 0; i < code.length; i++) push(code[i] === '1');
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') pushCode(piece);
    else for (let i = 0; i < piece[1]; i++) push(((piece[0] >> i) & 1) === 1);
  }
  pushCode(padding.slice(0, (8 - (length % 8)) % 8));
  return Uint8Array.from(bytes);
}

/** The Adler-32 of the content, from the definition (RFC 1950 §8.2). */
export function checksum(content: Uint8Array): Uint8Array {
  let a = 1;
  let b = 0;
  for (const byte of content) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return Uint8Array.of(b >> 8, b, a >> 8, a);
}

/** Header, blocks, checksum. */
export function zlibStream(blocks: Uint8Array, content: Uint8Array = new Uint8Array(0)): Uint8Array {
  return Uint8Array.from([0x78, 0x9c, ...blocks, ...checksum(content)]);
}

export const LAST: Piece = [1, 1];
export const NOT_LAST: Piece = [0, 1];
export const STORED: Piece = [0, 2];
export const FIXED: Piece = [1, 2];
export const DYNAMIC: Piece = [2, 2];
export const RESERVED: Piece = [3, 2];

/** RFC 1951 §3.2.6: the fixed code of a literal or length symbol. */
export function fixedCode(symbol: number): string {
  if (symbol < 144) return (0x30 + symbol).toString(2).padStart(8, '0');
  if (symbol < 256) return (0x190 + symbol - 144).toString(2).padStart(9, '0');
  if (symbol < 280) return (symbol - 256).toString(2).padStart(7, '0');
  return (0xc0 + symbol - 280).toString(2).padStart(8, '0');
}

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Lengths of codes by symbol; a symbol that is not named has none. */
export type Lengths = Readonly<Record<number, number>>;

/** RFC 1951 §3.2.2: the code of each symbol by the lengths; undefined for a symbol that has none. */
export function canonicalCodes(lengths: readonly number[]): (string | undefined)[] {
  const codes: (string | undefined)[] = lengths.map(() => undefined);
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      // In an over-subscribed set the last codes would have an extra bit, which is dropped.
      if (lengths[symbol] === length) codes[symbol] = (code++).toString(2).padStart(length, '0').slice(-length);
    }
    code <<= 1;
  }
  return codes;
}

/** All 19 lengths of the code that the code lengths are sent in. */
export function codeLengthHeader(codeLengths: Lengths): Piece[] {
  return [[15, 4], ...ORDER.map((symbol): Piece => [codeLengths[symbol] ?? 0, 3])];
}

/** The header of a dynamic block: counts, the code length code, and the pieces that are sent with it. */
export function dynamicHeader(
  counts: { literals?: number; distances?: number },
  codeLengths: Lengths,
  lengths: readonly Piece[],
): Piece[] {
  const { literals = 257, distances = 1 } = counts;
  return [DYNAMIC, [literals - 257, 5], [distances - 1, 5], ...codeLengthHeader(codeLengths), ...lengths];
}

/**
 * A code length code in which every length 0 … 15 has four bits: a dynamic header can then say anything without
 * repeats. The code of a length is the length itself.
 */
export const PLAIN_CODE_LENGTHS: Lengths = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [i, 4]));

export function plainLengths(count: number, lengths: Lengths): Piece[] {
  return Array.from({ length: count }, (_, symbol) => (lengths[symbol] ?? 0).toString(2).padStart(4, '0'));
}

/** A dynamic header with these lengths for literals and distances, and no repeats. */
export function plainHeader(
  literals: Lengths,
  distances: Lengths,
  counts: { literals?: number; distances?: number } = {},
) {
  const { literals: literalCount = 257, distances: distanceCount = 1 } = counts;
  return dynamicHeader({ literals: literalCount, distances: distanceCount }, PLAIN_CODE_LENGTHS, [
    ...plainLengths(literalCount, literals),
    ...plainLengths(distanceCount, distances),
  ]);
}
