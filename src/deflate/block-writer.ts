/**
 * Sends a DEFLATE block: the choice between the three ways, and the sending (RFC 1951 §3.2.3 – §3.2.6). The choice and
 * its ties are stock zlib's.
 */

import {
  DISTANCE_SYMBOLS,
  DYNAMIC_BLOCK,
  FIXED_BLOCK,
  LITERAL_LENGTH_SYMBOLS,
  MAX_CODE_LENGTH,
  STORED_BLOCK,
} from '../zlib.ts';
import { alignToByte, type BitWriter, writeBits } from './bit-writer.ts';
import { type Block, createMeasureBlock, HEADER_BITS } from './block.ts';
import { leastDynamicBits, leastDynamicBitsPrecisely } from './dynamic-bound.ts';
import { createDynamicHeader, measureHeader, writeHeader } from './dynamic-header.ts';
import type { Input } from './matcher.ts';
import { createWriteSymbols } from './symbol-writer.ts';
import { assignCodes, buildLengths, codedBits, createCode } from './trees.ts';

/** What a stored block takes beside its bytes: what is left of a byte, and its length twice. */
export const STORED_BLOCK_BYTES = 5;

function bytesOf(bits: number): number {
  return (bits + 7) >> 3;
}

/**
 * Whether a dynamic block may take fewer bytes than that. The quick bound tells of nearly all tokens with short names
 * that it does not, the precise one of most of those with a UUID.
 */
function mayBeShorter(block: Block, bytes: number): boolean {
  if (!block.isScanned) return true;
  return bytesOf(leastDynamicBits(block)) < bytes && bytesOf(leastDynamicBitsPrecisely(block)) < bytes;
}

/**
 * Sends the block, which stands for the bytes of the input up to `end`. `last` is 1 for the last block of the stream,
 * else 0.
 */
export type WriteBlock = (end: number, last: number) => void;

/** Makes it for these buffers. */
export function createWriteBlock(block: Block, input: Input, writer: BitWriter): WriteBlock {
  const { literalFrequencies, distanceFrequencies } = block;
  const measureBlock = createMeasureBlock(block, input);
  const writeSymbols = createWriteSymbols(block, input, writer);
  const literals = createCode(LITERAL_LENGTH_SYMBOLS);
  const distances = createCode(DISTANCE_SYMBOLS);
  const header = createDynamicHeader();

  /** Makes the codes of a dynamic block, and returns how many bits it takes with them. */
  function measureDynamic(): number {
    buildLengths(literals, literalFrequencies, MAX_CODE_LENGTH);
    buildLengths(distances, distanceFrequencies, MAX_CODE_LENGTH);
    return (
      HEADER_BITS +
      measureHeader(header, literals, distances) +
      codedBits(literalFrequencies, literals) +
      codedBits(distanceFrequencies, distances) +
      block.extraBits
    );
  }

  function writeHeaderBits(way: number, last: number): void {
    writeBits(writer, (way << 1) | last, HEADER_BITS);
  }

  function writeStored(end: number): void {
    const length = end - block.start;
    alignToByte(writer);
    writeBits(writer, length, 16);
    writeBits(writer, length ^ 0xffff, 16);
    writer.bytes.set(input.bytes.subarray(block.start, end), writer.position);
    writer.position += length;
  }

  return (end, last) => {
    measureBlock(end);
    /*
     * zlib cannot store a block whose beginning has left its window. That never decides: such a block is longer than
     * 32,506 bytes, so its 16,383 symbols or fewer replace at least 16,124 bytes by matches, and each of these saves a
     * bit or more against storing, even in the fixed code (a match of 3 takes at most 22 bits, of 4 at most 25, a
     * longer one at most 31). The literals, at most 9 bits each, cannot lose that many: there are fewer than 16,383 - 63
     * of them if all matches were of 258, which then save 2,000 bits each, and fewer than 8,322 if all were of 3.
     */
    const storedBytes = end - block.start + STORED_BLOCK_BYTES - 1;
    const fixedBytes = bytesOf(block.fixedBits);
    const bytesToBeat = Math.min(storedBytes, fixedBytes);
    if (mayBeShorter(block, bytesToBeat) && bytesOf(measureDynamic()) < bytesToBeat) {
      writeHeaderBits(DYNAMIC_BLOCK, last);
      writeHeader(writer, header, literals, distances);
      assignCodes(literals);
      assignCodes(distances);
      writeSymbols(end, literals, distances);
    } else if (storedBytes <= fixedBytes) {
      writeHeaderBits(STORED_BLOCK, last);
      writeStored(end);
    } else {
      writeHeaderBits(FIXED_BLOCK, last);
      writeSymbols(end);
    }
  };
}
