/**
 * Writes a DEFLATE block in the smallest of its three forms (RFC 1951 §3.2.3 – §3.2.6). The choice and its ties are stock
 * zlib's.
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

/** The size of a stored block without its data: its header, padded to a byte, and its length twice. */
export const STORED_BLOCK_BYTES = 5;

function bytesOf(bits: number): number {
  return (bits + 7) >> 3;
}

/**
 * Whether a dynamic block can be shorter than `bytes`. The quick bound excludes it for nearly all tokens with short user
 * IDs, the precise one for most of those with a UUID.
 */
function mayBeShorter(block: Block, bytes: number): boolean {
  if (!block.isScanned) return true;
  return bytesOf(leastDynamicBits(block)) < bytes && bytesOf(leastDynamicBitsPrecisely(block)) < bytes;
}

/** Writes the block, which covers the input up to `end`. `last` is 1 for the last block of the stream, else 0. */
export type WriteBlock = (end: number, last: number) => void;

/** Makes the `WriteBlock` for these buffers. */
export function createWriteBlock(block: Block, input: Input, writer: BitWriter): WriteBlock {
  const { literalFrequencies, distanceFrequencies } = block;
  const measureBlock = createMeasureBlock(block, input);
  const writeSymbols = createWriteSymbols(block, input, writer);
  const literals = createCode(LITERAL_LENGTH_SYMBOLS);
  const distances = createCode(DISTANCE_SYMBOLS);
  const header = createDynamicHeader();

  /** Builds the codes of a dynamic block, and returns its size in bits. */
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

  function writeHeaderBits(type: number, last: number): void {
    writeBits(writer, (type << 1) | last, HEADER_BITS);
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
     * zlib cannot store a block whose start has left its window. That never changes the choice: such a block has more than
     * 32,506 bytes but at most 16,383 symbols, so its matches replace at least 16,124 bytes. Each of these bytes saves a
     * bit or more compared to storing it, even in the fixed code: a match of 3 takes at most 22 bits, of 4 at most 25,
     * and a longer one at most 31. The literals, at most 9 bits each, cannot outweigh that: there are fewer than
     * 16,383 - 63 of them if all matches have length 258, which save 2,000 bits each, and fewer than 8,322 if all have 3.
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
