/**
 * Writes the symbols of a DEFLATE block in its codes: literals, lengths and distances, with extra bits (RFC 1951 §3.2.5,
 * §3.2.6).
 */

import {
  DISTANCE_BASE,
  DISTANCE_EXTRA_BITS,
  END_OF_BLOCK,
  FIRST_LENGTH_SYMBOL,
  fixedDistanceLengths,
  fixedLiteralLengths,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  MIN_MATCH,
} from '../zlib.ts';
import { type BitWriter, writeBits } from './bit-writer.ts';
import { type Block, distanceSymbol, MATCH_DISTANCE_SHIFT, MATCH_LENGTH_MASK } from './block.ts';
import type { Input } from './matcher.ts';
import { assignCodes, type Code, createCode } from './trees.ts';

/** Writes the symbols of the block, which ends before `end`, and the end of the block. The default codes are the fixed ones. */
export type WriteSymbols = (end: number, literalCode?: Code, distanceCode?: Code) => void;

function createFixedCode(lengths: Uint8Array): Code {
  const code = createCode(lengths.length);
  code.lengths.set(lengths);
  code.maxSymbol = lengths.length - 1;
  assignCodes(code);
  return code;
}

/** Makes the `WriteSymbols` for these buffers: closures over constants, see README.md. */
export function createWriteSymbols(block: Block, { bytes: input }: Input, writer: BitWriter): WriteSymbols {
  const { positions, matches, lengthSymbols } = block;
  const { bytes } = writer;
  const fixedLiteralCode = createFixedCode(fixedLiteralLengths());
  const fixedDistanceCode = createFixedCode(fixedDistanceLengths());

  function writeMatch(match: number, literals: Int32Array, distances: Int32Array): void {
    const lengthIndex = match & MATCH_LENGTH_MASK;
    const lengthSymbol = lengthSymbols[lengthIndex]!;
    const lengthEntry = literals[FIRST_LENGTH_SYMBOL + lengthSymbol]!;
    const distance = match >> MATCH_DISTANCE_SHIFT;
    const distanceIndex = distanceSymbol(distance);
    const distanceEntry = distances[distanceIndex]!;
    writeBits(writer, lengthEntry >> 4, lengthEntry & 15);
    writeBits(writer, lengthIndex + MIN_MATCH - LENGTH_BASE[lengthSymbol]!, LENGTH_EXTRA_BITS[lengthSymbol]!);
    writeBits(writer, distanceEntry >> 4, distanceEntry & 15);
    writeBits(writer, distance - DISTANCE_BASE[distanceIndex]!, DISTANCE_EXTRA_BITS[distanceIndex]!);
  }

  /** Writes the literals from `start` to `end`. */
  function writeRun(start: number, end: number, literals: Int32Array): void {
    // Locals, since V8 would reload the constants on every iteration.
    const source = input;
    const target = bytes;
    let { position, hold, bitCount } = writer;
    for (let at = start; at < end; at++) {
      // Fewer than 16 bits are pending, so 15 more fit.
      const entry = literals[source[at]!]!;
      hold |= (entry >> 4) << bitCount;
      bitCount += entry & 15;
      if (bitCount >= 16) {
        target[position++] = hold;
        target[position++] = hold >> 8;
        hold >>>= 16;
        bitCount -= 16;
      }
    }
    writer.position = position;
    writer.hold = hold;
    writer.bitCount = bitCount;
  }

  return (end, { entries: literals } = fixedLiteralCode, { entries: distances } = fixedDistanceCode) => {
    const { matchCount } = block;
    let at = block.start;
    for (let i = 0; ; i++) {
      const runEnd = i < matchCount ? positions[i]! : end;
      writeRun(at, runEnd, literals);
      if (i === matchCount) break;
      const match = matches[i]!;
      writeMatch(match, literals, distances);
      at = runEnd + (match & MATCH_LENGTH_MASK) + MIN_MATCH;
    }
    const entry = literals[END_OF_BLOCK]!;
    writeBits(writer, entry >> 4, entry & 15);
  };
}
