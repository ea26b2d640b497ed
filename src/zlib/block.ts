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

/** The symbols of a block. */
export interface Block {
  /** A literal, or a match as distance << 8 | length - 3. */
  readonly symbols: Int32Array;
  count: number;
  /** What the symbols take in the fixed code, and how much of that is extra bits, which any code needs. */
  fixedBits: number;
  extraBits: number;
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
    symbols: new Int32Array(MAX_BLOCK_SYMBOLS + 1),
    count: 0,
    fixedBits: 0,
    extraBits: 0,
    frequencies,
    literalFrequencies: frequencies.subarray(0, LITERAL_LENGTH_SYMBOLS),
    distanceFrequencies: frequencies.subarray(LITERAL_LENGTH_SYMBOLS),
    lengthSymbols,
  };
}

/** Empties the block; its end counts as a symbol of its own. */
export function resetBlock(block: Block): void {
  block.count = 0;
  block.fixedBits = HEADER_BITS + FIXED_END_BITS;
  block.extraBits = 0;
  block.frequencies.fill(0);
  block.frequencies[END_OF_BLOCK] = 1;
}

/** The symbol of a distance: two for each power of two. */
function distanceSymbol(distance: number): number {
  const below = distance - 1;
  if (below < 4) return below;
  const bits = 31 - Math.clz32(below);
  return 2 * bits + ((below >> (bits - 1)) & 1);
}

/** Adds the bytes of `input` from `start` to `end` as literals. */
export function addLiterals(block: Block, input: Uint8Array, start: number, end: number): void {
  const { symbols, literalFrequencies } = block;
  let { count, fixedBits } = block;
  for (let i = start; i < end; i++) {
    const literal = input[i]!;
    symbols[count++] = literal;
    literalFrequencies[literal]!++;
    // In the fixed code 8 bits up to 143, 9 from 144.
    fixedBits += 8 + ((literal + 112) >> 8);
  }
  block.count = count;
  block.fixedBits = fixedBits;
}

/** Adds a match. */
export function addMatch(block: Block, length: number, distance: number): void {
  const lengthIndex = length - MIN_MATCH;
  const lengthSymbol = block.lengthSymbols[lengthIndex]!;
  const distanceIndex = distanceSymbol(distance);
  const extraBits = LENGTH_EXTRA_BITS[lengthSymbol]! + DISTANCE_EXTRA_BITS[distanceIndex]!;
  block.symbols[block.count++] = (distance << 8) | lengthIndex;
  block.literalFrequencies[FIRST_LENGTH_SYMBOL + lengthSymbol]!++;
  block.distanceFrequencies[distanceIndex]!++;
  block.extraBits += extraBits;
  // The length symbols up to 279, and from 280.
  block.fixedBits += (lengthSymbol < 23 ? 7 : 8) + FIXED_DISTANCE_BITS + extraBits;
}

/** What the blocks of all calls share. */
interface Codes {
  readonly literals: Code;
  readonly distances: Code;
  readonly header: DynamicHeader;
  readonly fixedLiterals: Code;
  readonly fixedDistances: Code;
}

let codes: Codes | undefined;

function createFixedCode(lengths: Uint8Array): Code {
  const code = createCode(lengths.length);
  code.lengths.set(lengths);
  code.maxSymbol = lengths.length - 1;
  assignCodes(code);
  return code;
}

function createCodes(): Codes {
  return {
    literals: createCode(LITERAL_LENGTH_SYMBOLS),
    distances: createCode(DISTANCE_SYMBOLS),
    header: createDynamicHeader(),
    fixedLiterals: createFixedCode(fixedLiteralLengths()),
    fixedDistances: createFixedCode(fixedDistanceLengths()),
  };
}

/** Writes the symbols and the end of the block. */
function writeSymbols(writer: BitWriter, block: Block, literalCode: Code, distanceCode: Code): void {
  const { symbols, count, lengthSymbols } = block;
  const { bytes } = writer;
  const literals = literalCode.entries;
  const distances = distanceCode.entries;
  const lengthBase = LENGTH_BASE;
  const lengthExtraBits = LENGTH_EXTRA_BITS;
  const distanceBase = DISTANCE_BASE;
  const distanceExtraBits = DISTANCE_EXTRA_BITS;
  let { position, hold, bitCount } = writer;
  for (let i = 0; i < count; i++) {
    const symbol = symbols[i]!;
    // A literal, or the length of a match. Fewer than 16 bits wait, so that 15 more fit into 31.
    const lengthSymbol = symbol > 255 ? lengthSymbols[symbol & 255]! : 0;
    const entry = literals[symbol > 255 ? FIRST_LENGTH_SYMBOL + lengthSymbol : symbol]!;
    hold |= (entry >> 4) << bitCount;
    bitCount += entry & 15;
    if (bitCount >= 16) {
      bytes[position++] = hold;
      bytes[position++] = hold >> 8;
      hold >>>= 16;
      bitCount -= 16;
    }
    if (symbol < 256) continue;

    // From here two bytes are stored each time and passed if they are full: a branch on that is a toss of a coin.
    const distance = symbol >> 8;
    const distanceIndex = distanceSymbol(distance);
    const distanceEntry = distances[distanceIndex]!;
    hold |= ((symbol & 255) + MIN_MATCH - lengthBase[lengthSymbol]!) << bitCount;
    bitCount += lengthExtraBits[lengthSymbol]!;
    bytes[position] = hold;
    bytes[position + 1] = hold >> 8;
    let full = bitCount & 16;
    position += full >> 3;
    hold >>>= full;
    bitCount -= full;

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
  const end = literals[END_OF_BLOCK]!;
  writeBits(writer, end >> 4, end & 15);
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

function writeFixed(writer: BitWriter, block: Block, { fixedLiterals, fixedDistances }: Codes, last: number): void {
  reserve(writer, block.fixedBits);
  writeBits(writer, (FIXED_BLOCK << 1) | last, HEADER_BITS);
  writeSymbols(writer, block, fixedLiterals, fixedDistances);
}

/**
 * Sends the block, whose symbols stand for the bytes of `input` from `start` to `end`. `last` is 1 for the last block
 * of the stream, else 0.
 */
export function writeBlock(
  writer: BitWriter,
  block: Block,
  input: Uint8Array,
  start: number,
  end: number,
  last: number,
): void {
  codes ??= createCodes();
  /*
   * zlib cannot store a block whose beginning has left its window. That never decides: such a block is longer than
   * 32,506 bytes, so its 16,383 symbols or fewer replace at least 16,124 bytes by matches, and each of these saves a
   * bit or more against storing, even in the fixed code (a match of 3 takes at most 22 bits, of 4 at most 25, a
   * longer one at most 31). The literals, at most 9 bits each, cannot lose that many: there are fewer than 16,383 - 63
   * of them if all matches were of 258, which then save 2,000 bits each, and fewer than 8,322 if all were of 3.
   */
  const storedBytes = end - start + 4;
  const fixedBytes = (block.fixedBits + 7) >> 3;
  const bytesToBeat = Math.min(storedBytes, fixedBytes);
  if (block.count <= MAX_BOUNDED_SYMBOLS && (leastDynamicBits(block) + 7) >> 3 >= bytesToBeat) {
    if (storedBytes <= fixedBytes) writeStored(writer, input, start, end, last);
    else writeFixed(writer, block, codes, last);
    return;
  }

  const { literals, distances, header } = codes;
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
    writeStored(writer, input, start, end, last);
  } else if (fixedBytes <= dynamicBytes) {
    writeFixed(writer, block, codes, last);
  } else {
    reserve(writer, dynamicBits);
    writeBits(writer, (DYNAMIC_BLOCK << 1) | last, HEADER_BITS);
    writeHeader(writer, header, literals, distances);
    assignCodes(literals);
    assignCodes(distances);
    writeSymbols(writer, block, literals, distances);
  }
}
