/**
 * Decodes Huffman codes: builds tables from the code lengths of a DEFLATE block (RFC 1951 §3.2.2), and checks whether the
 * lengths form a complete code. Codes up to nine bits are looked up; the few longer ones are decoded bit by bit.
 */
import { FIXED_LITERAL_LENGTH_SYMBOLS, MAX_CODE_LENGTH } from '../zlib.ts';

/** The longest code in the lookup table; longer ones occur less than once in 512 symbols. */
const MAX_ROOT_BITS = 9;

/**
 * An entry has the length of the code in its lowest five bits, the only ones that a shift uses: `bits >>> entry` removes
 * the code.
 */
export const LENGTH_BITS = 5;

/** The tables to decode one code. */
export interface Decoder {
  /** By the next `rootBits` bits of the stream: symbol << LENGTH_BITS | length; 0 = a longer code, or none. */
  readonly table: Uint16Array;
  rootBits: number;
  /** The number of codes, by length. */
  readonly counts: Uint16Array;
  /** The symbols in the order of their codes. */
  readonly symbols: Uint16Array;
}

export function createDecoder(): Decoder {
  return {
    table: new Uint16Array(1 << MAX_ROOT_BITS),
    rootBits: 1,
    counts: new Uint16Array(MAX_CODE_LENGTH + 1),
    symbols: new Uint16Array(FIXED_LITERAL_LENGTH_SYMBOLS),
  };
}

/** Where the codes of each length begin in `symbols`. Scratch. */
const offsets: Uint16Array = /* @__PURE__ */ new Uint16Array(MAX_CODE_LENGTH + 2);

/**
 * Builds the decoder of `count` code lengths, `lengths[start …]`, and returns how much of the code space they leave
 * unused: 0 for a complete code, a positive number for no code at all or a single one of one bit. All other sets of
 * lengths are invalid: the result is negative, and the decoder must not be used.
 */
export function buildDecoder(decoder: Decoder, lengths: Uint8Array, start: number, count: number): number {
  const { counts, symbols } = decoder;
  counts.fill(0);
  for (let i = start; i < start + count; i++) counts[lengths[i]!]!++;
  counts[0] = 0;

  let maxLength = 0;
  let left = 1;
  offsets[1] = 0;
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
    left = (left << 1) - counts[length]!;
    if (left < 0) return left;
    if (counts[length] !== 0) maxLength = length;
    offsets[length + 1] = offsets[length]! + counts[length]!;
  }
  for (let symbol = 0; symbol < count; symbol++) {
    const length = lengths[start + symbol]!;
    if (length !== 0) symbols[offsets[length]!++] = symbol;
  }
  fillTable(decoder, maxLength);
  return maxLength > 1 ? -left : left;
}

/** Fills the table in ascending order of the codes: a code's entry is at every index whose low bits are the code. */
function fillTable(decoder: Decoder, maxLength: number): void {
  const { table, counts, symbols } = decoder;
  const rootBits = Math.max(1, Math.min(maxLength, MAX_ROOT_BITS));
  const size = 1 << rootBits;
  decoder.rootBits = rootBits;
  table.fill(0, 0, size);
  /** The code, first bit lowest. */
  let code = 0;
  let next = 0;
  for (let length = 1; length <= rootBits; length++) {
    const step = 1 << length;
    for (let left = counts[length]!; left > 0; left--) {
      const entry = (symbols[next++]! << LENGTH_BITS) | length;
      for (let i = code; i < size; i += step) table[i] = entry;
      // Increments the code, whose first bit is the lowest.
      let bit = step >> 1;
      while ((code & bit) !== 0) {
        code ^= bit;
        bit >>= 1;
      }
      code |= bit;
    }
  }
}

/**
 * Decodes a code that is not in the table from the low bits of `bits`: symbol << LENGTH_BITS | length, or 0 if there is no
 * such code. Past the end of the input, `bits` has zeros: the caller compares the length with the number of bits left.
 */
export function decodeLongCode({ counts, symbols }: Decoder, bits: number): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
    code |= (bits >>> (length - 1)) & 1;
    const count = counts[length]!;
    if (code - first < count) return (symbols[index + code - first]! << LENGTH_BITS) | length;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return 0;
}
