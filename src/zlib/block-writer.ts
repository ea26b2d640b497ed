/**
 * Sends a DEFLATE block: the choice between the three ways, and the sending (RFC 1951 §3.2.3 – §3.2.6). The choice and
 * its ties are stock zlib's.
 */
import { alignToByte, type BitWriter, reserve, writeBits } from './bit-writer.ts';
import {
  type Block,
  distanceSymbol,
  HEADER_BITS,
  MATCH_DISTANCE_SHIFT,
  MATCH_LENGTH_MASK,
  measureBlock,
} from './block.ts';
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
  if (
    isBounded &&
    ((leastDynamicBits(block, false) + 7) >> 3 >= bytesToBeat ||
      (leastDynamicBits(block, true) + 7) >> 3 >= bytesToBeat)
  ) {
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
