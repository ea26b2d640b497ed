/**
 * One DEFLATE block: the symbols found, the choice between the three ways to send them, and the sending
 * (RFC 1951 §3.2.3 – §3.2.6). The choice and its ties are stock zlib's.
 */
import { alignToByte, type BitWriter, reserve, writeBits } from './bit-writer.ts';
import { leastDynamicBits, MAX_BOUNDED_SYMBOLS } from './dynamic-bound.ts';
import { createDynamicHeader, type DynamicHeader, measureHeader, writeHeader } from './dynamic-header.ts';
import {
  DISTANCE_BASE,
  DISTANCE_EXTRA_BITS,
  DISTANCE_SYMBOLS,
  DYNAMIC_BLOCK,
  END_OF_BLOCK,
  FIRST_LENGTH_SYMBOL,
  FIXED_BLOCK,
  fixedDistanceLengths,
  fixedLiteralLengths,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  LITERAL_LENGTH_SYMBOLS,
  MAX_CODE_LENGTH,
  MIN_MATCH,
  STORED_BLOCK,
} from './tables.ts';
import { assignCodes, buildLengths, type Code, codedBits, createCode } from './trees.ts';

/** memLevel 8: zlib's buffer takes 16,384 symbols, and a block ends one short of that. */
export const MAX_BLOCK_SYMBOLS = 16383;

/** The block header, and the end of the block in the fixed code. */
const HEADER_BITS = 3;
const FIXED_END_BITS = 7;
const FIXED_DISTANCE_BITS = 5;

/** A match as one number: distance, and length - 3 in the low bits. */
const MATCH_DISTANCE_SHIFT = 8;
const MATCH_LENGTH_MASK = 0xff;

/** A block: a stretch of the input and the matches in it; all that no match covers is literals. */
export interface Block {
  /** Where it begins in the input. */
  start: number;
  /** How many literals and matches it has. */
  count: number;
  matchCount: number;
  /** By match: where in the input it stands, and its length and distance. */
  readonly positions: Int32Array;
  readonly matches: Int32Array;
  /** What the symbols take in the fixed code, and how much of that is extra bits, which any code needs. */
  fixedBits: number;
  extraBits: number;
  /** Which literals and lengths occur, a bit each. */
  readonly present: Int32Array;
  readonly frequencies: Uint16Array;
  /** Two parts of `frequencies`. */
  readonly literalFrequencies: Uint16Array;
  readonly distanceFrequencies: Uint16Array;
  /** By length - 3: the symbol of the length, minus 257. */
  readonly lengthSymbols: Uint8Array;
}

export function createBlock(): Block {
  const lengthSymbols = new Uint8Array(256);
  for (const [symbol, base] of LENGTH_BASE.entries()) lengthSymbols.fill(symbol, base - MIN_MATCH);
  const frequencies = new Uint16Array(LITERAL_LENGTH_SYMBOLS + DISTANCE_SYMBOLS);
  return {
    start: 0,
    count: 0,
    matchCount: 0,
    positions: new Int32Array(MAX_BLOCK_SYMBOLS),
    matches: new Int32Array(MAX_BLOCK_SYMBOLS),
    fixedBits: 0,
    extraBits: 0,
    present: new Int32Array((LITERAL_LENGTH_SYMBOLS + 31) >> 5),
    frequencies,
    literalFrequencies: frequencies.subarray(0, LITERAL_LENGTH_SYMBOLS),
    distanceFrequencies: frequencies.subarray(LITERAL_LENGTH_SYMBOLS),
    lengthSymbols,
  };
}

/** Begins a block. */
export function beginBlock(block: Block, start: number): void {
  block.start = start;
  block.count = 0;
  block.matchCount = 0;
}

/** The symbol of a distance: two for each power of two. */
function distanceSymbol(distance: number): number {
  const below = distance - 1;
  if (below < 4) return below;
  const bits = 31 - Math.clz32(below);
  return 2 * bits + ((below >> (bits - 1)) & 1);
}

/** Adds a match. */
export function addMatch(block: Block, position: number, length: number, distance: number): void {
  block.positions[block.matchCount] = position;
  block.matches[block.matchCount] = (distance << MATCH_DISTANCE_SHIFT) | (length - MIN_MATCH);
  block.matchCount++;
  block.count++;
}

/** Counts the symbols of the block, which ends before `end`, and the bits that they take in the fixed code. */
export function measureBlock(block: Block, input: Uint8Array, end: number): void {
  const { matchCount, positions, matches, present, frequencies, literalFrequencies } = block;
  present.fill(0);
  frequencies.fill(0);
  // The end of the block counts as a symbol of its own.
  present[END_OF_BLOCK >> 5] = 1;
  literalFrequencies[END_OF_BLOCK] = 1;
  block.extraBits = 0;
  block.fixedBits = HEADER_BITS + FIXED_END_BITS;
  let literalBits = 0;
  let at = block.start;
  for (let i = 0; i <= matchCount; i++) {
    const runEnd = i < matchCount ? positions[i]! : end;
    for (; at < runEnd; at++) {
      const literal = input[at]!;
      literalFrequencies[literal]!++;
      present[literal >> 5]! |= 1 << (literal & 31);
      // In the fixed code 8 bits up to 143, 9 from 144.
      literalBits += 8 + ((literal + 112) >> 8);
    }
    if (i < matchCount) at += measureMatch(block, matches[i]!);
  }
  block.fixedBits += literalBits;
}

/** Counts a match, and returns its length. */
function measureMatch(block: Block, match: number): number {
  const lengthIndex = match & MATCH_LENGTH_MASK;
  const lengthSymbol = block.lengthSymbols[lengthIndex]!;
  const distanceIndex = distanceSymbol(match >> MATCH_DISTANCE_SHIFT);
  const extraBits = LENGTH_EXTRA_BITS[lengthSymbol]! + DISTANCE_EXTRA_BITS[distanceIndex]!;
  const symbol = FIRST_LENGTH_SYMBOL + lengthSymbol;
  block.present[symbol >> 5]! |= 1 << (symbol & 31);
  block.literalFrequencies[symbol]!++;
  block.distanceFrequencies[distanceIndex]!++;
  block.extraBits += extraBits;
  // The length symbols up to 279, and from 280.
  block.fixedBits += (lengthSymbol < 23 ? 7 : 8) + FIXED_DISTANCE_BITS + extraBits;
  return lengthIndex + MIN_MATCH;
}

/** The codes of a block. */
interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

/** Shared by all calls, made when first needed. */
let fixedCodes: Codes | undefined;
let dynamicCodes: (Codes & { readonly header: DynamicHeader }) | undefined;

function createFixedCodes(): Codes {
  return { literals: createFixedCode(fixedLiteralLengths()), distances: createFixedCode(fixedDistanceLengths()) };
}

function createFixedCode(lengths: Uint8Array): Code {
  const code = createCode(lengths.length);
  code.lengths.set(lengths);
  code.maxSymbol = lengths.length - 1;
  assignCodes(code);
  return code;
}

function createDynamicCodes() {
  return {
    literals: createCode(LITERAL_LENGTH_SYMBOLS),
    distances: createCode(DISTANCE_SYMBOLS),
    header: createDynamicHeader(),
  };
}

/** Writes the symbols of the block, which ends before `end`, and the one that ends it. */
function writeSymbols(
  writer: BitWriter,
  block: Block,
  input: Uint8Array,
  end: number,
  literalCode: Code,
  distanceCode: Code,
): void {
  const { matchCount, positions, matches, lengthSymbols } = block;
  const { bytes } = writer;
  const literals = literalCode.entries;
  const distances = distanceCode.entries;
  // Bundlers turn the constants of a module into variables, which the loops would read again and again.
  const lengthBase = LENGTH_BASE;
  const lengthExtraBits = LENGTH_EXTRA_BITS;
  const distanceBase = DISTANCE_BASE;
  const distanceExtraBits = DISTANCE_EXTRA_BITS;
  let { position, hold, bitCount } = writer;
  let at = block.start;
  for (let i = 0; ; i++) {
    const runEnd = i < matchCount ? positions[i]! : end;
    for (; at < runEnd; at++) {
      // Fewer than 16 bits wait, so that 15 more fit into 31.
      const entry = literals[input[at]!]!;
      hold |= (entry >> 4) << bitCount;
      bitCount += entry & 15;
      if (bitCount >= 16) {
        bytes[position++] = hold;
        bytes[position++] = hold >> 8;
        hold >>>= 16;
        bitCount -= 16;
      }
    }
    if (i === matchCount) break;

    // Here two bytes are stored each time and passed if they are full: a branch on that is a toss of a coin.
    const match = matches[i]!;
    const lengthIndex = match & MATCH_LENGTH_MASK;
    at += lengthIndex + MIN_MATCH;
    const lengthSymbol = lengthSymbols[lengthIndex]!;
    const lengthEntry = literals[FIRST_LENGTH_SYMBOL + lengthSymbol]!;
    hold |= (lengthEntry >> 4) << bitCount;
    bitCount += lengthEntry & 15;
    bytes[position] = hold;
    bytes[position + 1] = hold >> 8;
    let full = bitCount & 16;
    position += full >> 3;
    hold >>>= full;
    bitCount -= full;

    hold |= (lengthIndex + MIN_MATCH - lengthBase[lengthSymbol]!) << bitCount;
    bitCount += lengthExtraBits[lengthSymbol]!;
    bytes[position] = hold;
    bytes[position + 1] = hold >> 8;
    full = bitCount & 16;
    position += full >> 3;
    hold >>>= full;
    bitCount -= full;

    const distance = match >> MATCH_DISTANCE_SHIFT;
    const distanceIndex = distanceSymbol(distance);
    const distanceEntry = distances[distanceIndex]!;
    hold |= (distanceEntry >> 4) << bitCount;
    bitCount += distanceEntry & 15;
    bytes[position] = hold;
    bytes[position + 1] = hold >> 8;
    full = bitCount & 16;
    position += full >> 3;
    hold >>>= full;
    bitCount -= full;

    hold |= (distance - distanceBase[distanceIndex]!) << bitCount;
    bitCount += distanceExtraBits[distanceIndex]!;
    bytes[position] = hold;
    bytes[position + 1] = hold >> 8;
    full = bitCount & 16;
    position += full >> 3;
    hold >>>= full;
    bitCount -= full;
  }
  if (bitCount >= 8) {
    bytes[position++] = hold;
    hold >>>= 8;
    bitCount -= 8;
  }
  writer.position = position;
  writer.hold = hold | 0;
  writer.bitCount = bitCount;
  const endEntry = literals[END_OF_BLOCK]!;
  writeBits(writer, endEntry >> 4, endEntry & 15);
}

function writeStored(writer: BitWriter, input: Uint8Array, start: number, end: number, last: number): void {
  const length = end - start;
  reserve(writer, HEADER_BITS + 8 * (4 + length));
  writeBits(writer, (STORED_BLOCK << 1) | last, HEADER_BITS);
  alignToByte(writer);
  writeBits(writer, length, 16);
  writeBits(writer, length ^ 0xffff, 16);
  writer.bytes.set(input.subarray(start, end), writer.position);
  writer.position += length;
}

function writeFixed(writer: BitWriter, block: Block, input: Uint8Array, end: number, last: number): void {
  fixedCodes ??= createFixedCodes();
  reserve(writer, block.fixedBits);
  writeBits(writer, (FIXED_BLOCK << 1) | last, HEADER_BITS);
  writeSymbols(writer, block, input, end, fixedCodes.literals, fixedCodes.distances);
}

/**
 * Sends the block, which stands for the bytes of `input` up to `end`. `last` is 1 for the last block of the stream,
 * else 0.
 */
export function writeBlock(writer: BitWriter, block: Block, input: Uint8Array, end: number, last: number): void {
  measureBlock(block, input, end);
  /*
   * zlib cannot store a block whose beginning has left its window. That never decides: such a block is longer than
   * 32,506 bytes, so its 16,383 symbols or fewer replace at least 16,124 bytes by matches, and each of these saves a
   * bit or more against storing, even in the fixed code (a match of 3 takes at most 22 bits, of 4 at most 25, a
   * longer one at most 31). The literals, at most 9 bits each, cannot lose that many: there are fewer than 16,383 - 63
   * of them if all matches were of 258, which then save 2,000 bits each, and fewer than 8,322 if all were of 3.
   */
  const storedBytes = end - block.start + 4;
  const fixedBytes = (block.fixedBits + 7) >> 3;
  const bytesToBeat = Math.min(storedBytes, fixedBytes);
  const isBounded = block.count <= MAX_BOUNDED_SYMBOLS;
  // The quick bound decides nearly all tokens with short names, the precise one most of those with a UUID.
  const isLarger = (dynamicBits: number) => (dynamicBits + 7) >> 3 >= bytesToBeat;
  if (isBounded && (isLarger(leastDynamicBits(block, false)) || isLarger(leastDynamicBits(block, true)))) {
    if (storedBytes <= fixedBytes) writeStored(writer, input, block.start, end, last);
    else writeFixed(writer, block, input, end, last);
    return;
  }

  dynamicCodes ??= createDynamicCodes();
  const { literals, distances, header } = dynamicCodes;
  buildLengths(literals, block.literalFrequencies, MAX_CODE_LENGTH);
  buildLengths(distances, block.distanceFrequencies, MAX_CODE_LENGTH);
  const dynamicBits =
    HEADER_BITS +
    measureHeader(header, literals, distances) +
    codedBits(block.literalFrequencies, literals) +
    codedBits(block.distanceFrequencies, distances) +
    block.extraBits;
  const dynamicBytes = (dynamicBits + 7) >> 3;
  if (storedBytes <= Math.min(fixedBytes, dynamicBytes)) {
    writeStored(writer, input, block.start, end, last);
  } else if (fixedBytes <= dynamicBytes) {
    writeFixed(writer, block, input, end, last);
  } else {
    reserve(writer, dynamicBits);
    writeBits(writer, (DYNAMIC_BLOCK << 1) | last, HEADER_BITS);
    writeHeader(writer, header, literals, distances);
    assignCodes(literals);
    assignCodes(distances);
    writeSymbols(writer, block, input, end, literals, distances);
  }
}
