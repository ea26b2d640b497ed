/**
 * One DEFLATE block before it is written: a range of the input, the matches in it, and the frequency of each symbol
 * (RFC 1951 §3.2.5).
 */

import {
  DISTANCE_EXTRA_BITS,
  DISTANCE_SYMBOLS,
  END_OF_BLOCK,
  FIRST_LENGTH_SYMBOL,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  LITERAL_LENGTH_SYMBOLS,
  MIN_MATCH,
} from '../zlib.ts';
import { N_LOG2_N_STEPS, PRESENT_WORDS } from './dynamic-bound.ts';
import type { Input } from './matcher.ts';

/** memLevel 8: zlib's buffer has room for 16,384 symbols, and a block ends one before that. */
export const MAX_BLOCK_SYMBOLS = 16383;

/** The size of the block header, and of the end of the block in the fixed code. */
export const HEADER_BITS = 3;
const FIXED_END_BITS = 7;
const FIXED_DISTANCE_BITS = 5;

/** A match is one number: the distance, with length - 3 in the low bits. */
export const MATCH_DISTANCE_SHIFT = 8;
export const MATCH_LENGTH_MASK = 0xff;

/** A block: a range of the input and the matches in it. All bytes that no match covers are literals. */
export interface Block {
  /** The index of its first byte in the input. */
  start: number;
  /** The number of literals and matches. */
  count: number;
  matchCount: number;
  /** By match: its index in the input, and its length and distance. */
  readonly positions: Int32Array;
  readonly matches: Int32Array;
  /** The size in the fixed code, and the extra bits in it, whose number is the same in every code. */
  fixedBits: number;
  extraBits: number;
  readonly frequencies: Uint16Array;
  /** Two parts of `frequencies`. */
  readonly literalFrequencies: Uint16Array;
  readonly distanceFrequencies: Uint16Array;
  /** Whether all its bytes were counted as literals in advance. If so, the next three fields are kept up to date. */
  isScanned: boolean;
  /** Bit sets of the literals and lengths that occur, with a word of zeros at the end, and of the distances that occur. */
  readonly present: Int32Array;
  presentDistances: number;
  /** The sum of n log2 n over the frequencies of literals and lengths, in the units of dynamic-bound.ts. */
  information: number;
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
    frequencies,
    literalFrequencies: frequencies.subarray(0, LITERAL_LENGTH_SYMBOLS),
    distanceFrequencies: frequencies.subarray(LITERAL_LENGTH_SYMBOLS),
    isScanned: false,
    // With its own buffer: V8 may move a small array without one, so compiled code could not contain its address.
    present: new Int32Array(new ArrayBuffer(4 * PRESENT_WORDS)),
    presentDistances: 0,
    information: 0,
    lengthSymbols,
  };
}

/** Resets the block to an empty one at `start`. */
export function beginBlock(block: Block, start: number): void {
  block.start = start;
  block.count = 0;
  block.matchCount = 0;
  block.isScanned = false;
  block.frequencies.fill(0);
  // The end of the block, which occurs once.
  block.literalFrequencies[END_OF_BLOCK] = 1;
  block.fixedBits = HEADER_BITS + FIXED_END_BITS;
  block.extraBits = 0;
}

/** The symbol of a distance: there are two for each power of two. */
export function distanceSymbol(distance: number): number {
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

/** In the fixed code, literals from 144 on take nine bits instead of eight. Returns 1 for them, else 0. */
export function ninthBit(literal: number): number {
  return (literal + 112) >> 8;
}

/** Counts the symbols of the block, which ends before `end`, and their size in the fixed code. */
export type MeasureBlock = (end: number) => void;

/** Makes the `MeasureBlock` for these buffers: a closure over constants, see README.md. */
export function createMeasureBlock(block: Block, { bytes: input }: Input): MeasureBlock {
  const { positions, matches, literalFrequencies } = block;
  return (end) => {
    const { matchCount } = block;
    if (block.isScanned) {
      for (let i = 0; i < matchCount; i++) measureScannedMatch(block, input, i);
      return;
    }
    // Locals, since V8 would reload the constants on every iteration.
    const source = input;
    const frequencies = literalFrequencies;
    let literalBits = 0;
    let at = block.start;
    for (let i = 0; ; i++) {
      const runEnd = i < matchCount ? positions[i]! : end;
      for (; at < runEnd; at++) {
        const literal = source[at]!;
        frequencies[literal]!++;
        literalBits += 8 + ninthBit(literal);
      }
      if (i === matchCount) break;
      countMatch(block, matches[i]!);
      at += (matches[i]! & MATCH_LENGTH_MASK) + MIN_MATCH;
    }
    block.fixedBits += literalBits;
  };
}

/** Counts a match. */
function countMatch(block: Block, match: number): void {
  const lengthSymbol = block.lengthSymbols[match & MATCH_LENGTH_MASK]!;
  const distanceIndex = distanceSymbol(match >> MATCH_DISTANCE_SHIFT);
  const extraBits = LENGTH_EXTRA_BITS[lengthSymbol]! + DISTANCE_EXTRA_BITS[distanceIndex]!;
  block.literalFrequencies[FIRST_LENGTH_SYMBOL + lengthSymbol]!++;
  block.distanceFrequencies[distanceIndex]!++;
  block.extraBits += extraBits;
  // Symbols up to 279 have seven bits, those from 280 on eight (RFC 1951 §3.2.6).
  block.fixedBits += (lengthSymbol < 23 ? 7 : 8) + FIXED_DISTANCE_BITS + extraBits;
}

/** Replaces the literals that a match covers by the match, in a scanned block. */
function measureScannedMatch(block: Block, input: Uint8Array, i: number): void {
  const { present, literalFrequencies } = block;
  const match = block.matches[i]!;
  const lengthIndex = match & MATCH_LENGTH_MASK;
  const start = block.positions[i]!;
  const end = start + lengthIndex + MIN_MATCH;
  for (let at = start; at < end; at++) {
    const literal = input[at]!;
    const left = literalFrequencies[literal]! - 1;
    literalFrequencies[literal] = left;
    block.information -= N_LOG2_N_STEPS[left]!;
    block.fixedBits -= 8 + ninthBit(literal);
    if (left === 0) present[literal >> 5]! &= ~(1 << (literal & 31));
  }
  const symbol = FIRST_LENGTH_SYMBOL + block.lengthSymbols[lengthIndex]!;
  block.information += N_LOG2_N_STEPS[literalFrequencies[symbol]!]!;
  countMatch(block, match);
  present[symbol >> 5]! |= 1 << (symbol & 31);
  block.presentDistances |= 1 << distanceSymbol(match >> MATCH_DISTANCE_SHIFT);
}
