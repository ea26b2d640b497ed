/**
 * One DEFLATE block: the symbols found, what each of the three ways to send them would cost, and the sending
 * (RFC 1951 §3.2.3 – §3.2.7). The choice and its ties are stock zlib's.
 */
import { alignToByte, type BitWriter, reserve, writeBits } from './bit-writer.ts';
import {
  CODE_LENGTH_EXTRA_BITS,
  CODE_LENGTH_ORDER,
  CODE_LENGTH_SYMBOLS,
  DISTANCE_BASE,
  DISTANCE_EXTRA_BITS,
  DISTANCE_SYMBOLS,
  DYNAMIC_BLOCK,
  END_OF_BLOCK,
  FIRST_LENGTH_SYMBOL,
  FIXED_BLOCK,
  FIXED_DISTANCE_SYMBOLS,
  FIXED_LITERAL_LENGTH_SYMBOLS,
  fixedDistanceLengths,
  fixedLiteralLengths,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  LITERAL_LENGTH_SYMBOLS,
  MAX_CODE_LENGTH,
  MAX_CODE_LENGTH_CODE_LENGTH,
  MIN_MATCH,
  REPEAT_PREVIOUS,
  REPEAT_ZERO_LONG,
  REPEAT_ZERO_SHORT,
  STORED_BLOCK,
} from './tables.ts';
import { assignCodes, buildLengths, type Code, createCode } from './trees.ts';

/** memLevel 8: zlib's buffer takes 16,384 symbols, and a block ends one short of that. */
export const MAX_BLOCK_SYMBOLS = 16383;

/** The symbols of a block. */
export interface Block {
  /** A literal, or a match as distance << 8 | length - 3. */
  readonly symbols: Int32Array;
  count: number;
  readonly literalFrequencies: Uint16Array;
  readonly distanceFrequencies: Uint16Array;
  /** By length - 3: the symbol of the length, minus 257. */
  readonly lengthSymbols: Uint8Array;
}

export function createBlock(): Block {
  const lengthSymbols = new Uint8Array(256);
  for (const [symbol, base] of LENGTH_BASE.entries()) lengthSymbols.fill(symbol, base - MIN_MATCH);
  return {
    symbols: new Int32Array(MAX_BLOCK_SYMBOLS + 1),
    count: 0,
    literalFrequencies: new Uint16Array(LITERAL_LENGTH_SYMBOLS),
    distanceFrequencies: new Uint16Array(DISTANCE_SYMBOLS),
    lengthSymbols,
  };
}

/** The symbol of a distance: two for each power of two. */
export function distanceSymbol(distance: number): number {
  const below = distance - 1;
  if (below < 4) return below;
  const bits = 31 - Math.clz32(below);
  return 2 * bits + ((below >> (bits - 1)) & 1);
}

/** Empties the block; its end counts as a symbol of its own. */
export function resetBlock(block: Block): void {
  block.count = 0;
  block.literalFrequencies.fill(0);
  block.distanceFrequencies.fill(0);
  block.literalFrequencies[END_OF_BLOCK] = 1;
}

/** What the blocks of all calls share. */
interface Codes {
  readonly literals: Code;
  readonly distances: Code;
  readonly codeLengths: Code;
  readonly fixedLiterals: Code;
  readonly fixedDistances: Code;
}

let codes: Codes | undefined;

function createCodes(): Codes {
  const fixedLiterals = createCode(FIXED_LITERAL_LENGTH_SYMBOLS);
  fixedLiterals.lengths.set(fixedLiteralLengths());
  fixedLiterals.maxSymbol = FIXED_LITERAL_LENGTH_SYMBOLS - 1;
  assignCodes(fixedLiterals);
  const fixedDistances = createCode(FIXED_DISTANCE_SYMBOLS);
  fixedDistances.lengths.set(fixedDistanceLengths());
  fixedDistances.maxSymbol = FIXED_DISTANCE_SYMBOLS - 1;
  assignCodes(fixedDistances);
  return {
    literals: createCode(LITERAL_LENGTH_SYMBOLS),
    distances: createCode(DISTANCE_SYMBOLS),
    codeLengths: createCode(CODE_LENGTH_SYMBOLS),
    fixedLiterals,
    fixedDistances,
  };
}

/** The code lengths of a dynamic block, run-length coded: symbol | extra << 5. Scratch, like its frequencies. */
const runs: Uint16Array = /* @__PURE__ */ new Uint16Array(LITERAL_LENGTH_SYMBOLS + DISTANCE_SYMBOLS);
const RUN_EXTRA_SHIFT = 5;
const RUN_SYMBOL_MASK = (1 << RUN_EXTRA_SHIFT) - 1;
const runFrequencies: Uint16Array = /* @__PURE__ */ new Uint16Array(CODE_LENGTH_SYMBOLS);
let runCount = 0;

function addRun(symbol: number, extra: number): void {
  runs[runCount++] = symbol | (extra << RUN_EXTRA_SHIFT);
  runFrequencies[symbol]!++;
}

/** `count` times the same length, cut up as zlib does: never across the two codes, and the longest run first. */
function addLengthRun(length: number, count: number): void {
  let left = count;
  if (length === 0) {
    for (; left >= 11; left -= Math.min(left, 138)) addRun(REPEAT_ZERO_LONG, Math.min(left, 138) - 11);
    if (left >= 3) {
      addRun(REPEAT_ZERO_SHORT, left - 3);
      return;
    }
  } else {
    addRun(length, 0);
    left--;
    for (; left >= 3; left -= Math.min(left, 6)) addRun(REPEAT_PREVIOUS, Math.min(left, 6) - 3);
  }
  for (; left > 0; left--) addRun(length, 0);
}

function addCodeLengths({ lengths, maxSymbol }: Code): void {
  let start = 0;
  for (let symbol = 1; symbol <= maxSymbol + 1; symbol++) {
    if (symbol <= maxSymbol && lengths[symbol] === lengths[start]) continue;
    addLengthRun(lengths[start]!, symbol - start);
    start = symbol;
  }
}

/** The bits that the symbols take in this code, without their extra bits. */
function codedBits(frequencies: Uint16Array, { lengths }: Code): number {
  let bits = 0;
  for (let symbol = 0; symbol < frequencies.length; symbol++) bits += frequencies[symbol]! * lengths[symbol]!;
  return bits;
}

/** The extra bits of all lengths and distances: the same in either code. */
function extraBits({ literalFrequencies, distanceFrequencies }: Block): number {
  let bits = 0;
  for (let symbol = 0; symbol < LENGTH_EXTRA_BITS.length; symbol++) {
    bits += literalFrequencies[FIRST_LENGTH_SYMBOL + symbol]! * LENGTH_EXTRA_BITS[symbol]!;
  }
  for (let symbol = 0; symbol < DISTANCE_SYMBOLS; symbol++) {
    bits += distanceFrequencies[symbol]! * DISTANCE_EXTRA_BITS[symbol]!;
  }
  return bits;
}

/** Writes the symbols and the end of the block. */
function writeSymbols(writer: BitWriter, block: Block, literalCode: Code, distanceCode: Code): void {
  const { symbols, count, lengthSymbols } = block;
  const { bytes } = writer;
  const literals = literalCode.entries;
  const distances = distanceCode.entries;
  let { position, hold, bitCount } = writer;
  for (let i = 0; i < count; i++) {
    const symbol = symbols[i]!;
    if (symbol < 256) {
      const entry = literals[symbol]!;
      hold |= (entry >> 4) << bitCount;
      bitCount += entry & 15;
    } else {
      const lengthIndex = symbol & 255;
      const lengthSymbol = lengthSymbols[lengthIndex]!;
      let entry = literals[FIRST_LENGTH_SYMBOL + lengthSymbol]!;
      hold |= (entry >> 4) << bitCount;
      bitCount += entry & 15;
      if (bitCount >= 16) {
        bytes[position++] = hold;
        bytes[position++] = hold >> 8;
        hold >>>= 16;
        bitCount -= 16;
      }
      hold |= (lengthIndex + MIN_MATCH - LENGTH_BASE[lengthSymbol]!) << bitCount;
      bitCount += LENGTH_EXTRA_BITS[lengthSymbol]!;
      if (bitCount >= 16) {
        bytes[position++] = hold;
        bytes[position++] = hold >> 8;
        hold >>>= 16;
        bitCount -= 16;
      }
      const distance = symbol >> 8;
      const distanceIndex = distanceSymbol(distance);
      entry = distances[distanceIndex]!;
      hold |= (entry >> 4) << bitCount;
      bitCount += entry & 15;
      if (bitCount >= 16) {
        bytes[position++] = hold;
        bytes[position++] = hold >> 8;
        hold >>>= 16;
        bitCount -= 16;
      }
      hold |= (distance - DISTANCE_BASE[distanceIndex]!) << bitCount;
      bitCount += DISTANCE_EXTRA_BITS[distanceIndex]!;
    }
    if (bitCount >= 16) {
      bytes[position++] = hold;
      bytes[position++] = hold >> 8;
      hold >>>= 16;
      bitCount -= 16;
    }
  }
  if (bitCount >= 8) {
    bytes[position++] = hold;
    hold >>>= 8;
    bitCount -= 8;
  }
  writer.position = position;
  writer.hold = hold;
  writer.bitCount = bitCount;
  const end = literals[END_OF_BLOCK]!;
  writeBits(writer, end >> 4, end & 15);
}

function writeDynamicHeader(writer: BitWriter, { literals, distances, codeLengths }: Codes, sent: number): void {
  writeBits(writer, literals.maxSymbol + 1 - FIRST_LENGTH_SYMBOL, 5);
  writeBits(writer, distances.maxSymbol, 5);
  writeBits(writer, sent - 4, 4);
  for (let i = 0; i < sent; i++) writeBits(writer, codeLengths.lengths[CODE_LENGTH_ORDER[i]!]!, 3);
  assignCodes(codeLengths);
  for (let i = 0; i < runCount; i++) {
    const symbol = runs[i]! & RUN_SYMBOL_MASK;
    const entry = codeLengths.entries[symbol]!;
    writeBits(writer, entry >> 4, entry & 15);
    writeBits(writer, runs[i]! >> RUN_EXTRA_SHIFT, CODE_LENGTH_EXTRA_BITS[symbol]!);
  }
}

function writeStoredBlock(writer: BitWriter, input: Uint8Array, start: number, end: number, last: number): void {
  const length = end - start;
  reserve(writer, length + 8);
  writeBits(writer, (STORED_BLOCK << 1) | last, 3);
  alignToByte(writer);
  writeBits(writer, length, 16);
  writeBits(writer, length ^ 0xffff, 16);
  writer.bytes.set(input.subarray(start, end), writer.position);
  writer.position += length;
}

/**
 * Sends the block: the bytes of `input` from `start` to `end`.
 *
 * zlib cannot store a block whose beginning has left its window. That never decides: such a block is longer than
 * 32,506 bytes, so its 16,383 symbols or fewer replace at least 16,124 bytes by matches, and each of these saves a
 * bit or more against storing, even in the fixed code (a match of 3 takes at most 22 bits, of 4 at most 25, a longer
 * one at most 31). The literals, at most 9 bits each, cannot lose that many: there are fewer than 16,383 - 63 of them
 * if all matches were of 258, which then save 2,000 bits each, and fewer than 8,322 if all were of 3.
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
  const { literals, distances, codeLengths } = codes;
  const extra = extraBits(block);
  const fixedBytes =
    (3 +
      extra +
      codedBits(block.literalFrequencies, codes.fixedLiterals) +
      codedBits(block.distanceFrequencies, codes.fixedDistances) +
      7) >>
    3;

  buildLengths(literals, block.literalFrequencies, LITERAL_LENGTH_SYMBOLS, MAX_CODE_LENGTH);
  buildLengths(distances, block.distanceFrequencies, DISTANCE_SYMBOLS, MAX_CODE_LENGTH);
  runCount = 0;
  runFrequencies.fill(0);
  addCodeLengths(literals);
  addCodeLengths(distances);
  buildLengths(codeLengths, runFrequencies, CODE_LENGTH_SYMBOLS, MAX_CODE_LENGTH_CODE_LENGTH);
  let sent = CODE_LENGTH_SYMBOLS;
  while (sent > 4 && codeLengths.lengths[CODE_LENGTH_ORDER[sent - 1]!] === 0) sent--;
  const repeatBits =
    2 * runFrequencies[REPEAT_PREVIOUS]! +
    3 * runFrequencies[REPEAT_ZERO_SHORT]! +
    7 * runFrequencies[REPEAT_ZERO_LONG]!;
  const headerBits = 5 + 5 + 4 + 3 * sent + codedBits(runFrequencies, codeLengths) + repeatBits;
  const dynamicBytes =
    (3 +
      headerBits +
      extra +
      codedBits(block.literalFrequencies, literals) +
      codedBits(block.distanceFrequencies, distances) +
      7) >>
    3;

  const length = end - start;
  if (length + 4 <= Math.min(fixedBytes, dynamicBytes)) {
    writeStoredBlock(writer, input, start, end, last);
  } else if (fixedBytes <= dynamicBytes) {
    reserve(writer, fixedBytes + 8);
    writeBits(writer, (FIXED_BLOCK << 1) | last, 3);
    writeSymbols(writer, block, codes.fixedLiterals, codes.fixedDistances);
  } else {
    reserve(writer, dynamicBytes + 8);
    writeBits(writer, (DYNAMIC_BLOCK << 1) | last, 3);
    writeDynamicHeader(writer, codes, sent);
    assignCodes(literals);
    assignCodes(distances);
    writeSymbols(writer, block, literals, distances);
  }
  if (last === 1) alignToByte(writer);
}
