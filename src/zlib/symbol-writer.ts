/**
 * Sends the symbols of a DEFLATE block in the codes chosen: literals, and lengths and distances with their extra bits
 * (RFC 1951 §3.2.5, §3.2.6).
 */
import { type BitWriter, writeBits } from './bit-writer.ts';
import { type Block, distanceSymbol, MATCH_DISTANCE_SHIFT, MATCH_LENGTH_MASK, ninthBit } from './block.ts';
import type { Input } from './input.ts';
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
} from './tables.ts';
import { assignCodes, type Code, createCode } from './trees.ts';

/** By literal: its code, first bit lowest, and above it whether there is a ninth bit. */
const NINTH_BIT_SHIFT = 9;
const FIXED_CODE_MASK = (1 << NINTH_BIT_SHIFT) - 1;

/** Sends the symbols of the block, which ends before `end`, and the one that ends it. */
export interface SymbolWriter {
  write(end: number, literalCode: Code, distanceCode: Code): void;
  writeFixed(end: number): void;
}

function createFixedCode(lengths: Uint8Array): Code {
  const code = createCode(lengths.length);
  code.lengths.set(lengths);
  code.maxSymbol = lengths.length - 1;
  assignCodes(code);
  return code;
}

/** Makes it for these buffers: closures over constants, as in small-input.ts. */
export function createSymbolWriter(block: Block, { bytes: input }: Input, writer: BitWriter): SymbolWriter {
  const { positions, matches, lengthSymbols } = block;
  const { bytes } = writer;
  const fixedLiteralCode = createFixedCode(fixedLiteralLengths());
  const fixedDistanceCode = createFixedCode(fixedDistanceLengths());
  const fixedLiterals = Uint16Array.from(
    { length: END_OF_BLOCK },
    (_, literal) => (fixedLiteralCode.entries[literal]! >> 4) | (ninthBit(literal) << NINTH_BIT_SHIFT),
  );

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

  function writeEnd(literals: Int32Array): void {
    const entry = literals[END_OF_BLOCK]!;
    writeBits(writer, entry >> 4, entry & 15);
  }

  return {
    write(end, { entries: literals }, { entries: distances }) {
      const { matchCount } = block;
      let at = block.start;
      for (let i = 0; ; i++) {
        const runEnd = i < matchCount ? positions[i]! : end;
        let { position, hold, bitCount } = writer;
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
        writer.position = position;
        writer.hold = hold;
        writer.bitCount = bitCount;
        if (i === matchCount) break;
        writeMatch(matches[i]!, literals, distances);
        at += (matches[i]! & MATCH_LENGTH_MASK) + MIN_MATCH;
      }
      writeEnd(literals);
    },

    // Blocks in the fixed code are mostly literals, and each of these fills a byte: no branch on that.
    writeFixed(end) {
      const { matchCount } = block;
      const codeMask = FIXED_CODE_MASK;
      const ninthBitShift = NINTH_BIT_SHIFT;
      let at = block.start;
      for (let i = 0; ; i++) {
        const runEnd = i < matchCount ? positions[i]! : end;
        let { position, hold, bitCount } = writer;
        if (bitCount >= 8) {
          bytes[position++] = hold;
          hold >>>= 8;
          bitCount -= 8;
        }
        for (; at < runEnd; at++) {
          const literal = fixedLiterals[input[at]!]!;
          hold |= (literal & codeMask) << bitCount;
          bytes[position++] = hold;
          hold >>= 8;
          bitCount += literal >> ninthBitShift;
          if (bitCount === 8) {
            bytes[position++] = hold;
            hold = 0;
            bitCount = 0;
          }
        }
        writer.position = position;
        writer.hold = hold;
        writer.bitCount = bitCount;
        if (i === matchCount) break;
        writeMatch(matches[i]!, fixedLiteralCode.entries, fixedDistanceCode.entries);
        at += (matches[i]! & MATCH_LENGTH_MASK) + MIN_MATCH;
      }
      writeEnd(fixedLiteralCode.entries);
    },
  };
}
