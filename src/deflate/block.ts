/**
 * One DEFLATE block before it is sent: a stretch of the input, the matches in it, and how often each symbol occurs
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
import { informationSteps } from './information.ts';
import type { Input } from './input.ts';

/** memLevel 8: zlib's buffer takes 16,384 symbols, and a block ends one short of that. */
export const MAX_BLOCK_SYMBOLS = 16383;

/** The block header, and the end of the block in the fixed code. */
export const HEADER_BITS = 3;
const FIXED_END_BITS = 7;
const FIXED_DISTANCE_BITS = 5;

/** For the bits of 286 symbols, and one word more. */
export const PRESENT_WORDS = 10;

/** A match as one number: distance, and length - 3 in the low bits. */
export const MATCH_DISTANCE_SHIFT = 8;
export const MATCH_LENGTH_MASK = 0xff;

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
  readonly frequencies: Uint16Array;
  /** Two parts of `frequencies`. */
  readonly literalFrequencies: Uint16Array;
  readonly distanceFrequencies: Uint16Array;
  /** Whether its bytes have been counted ahead, all as literals: then the three below are kept, too. */
  isScanned: boolean;
  /** Which literals and lengths occur, a bit each, and a word of zeros; the same of distances. */
  readonly present: Int32Array;
  presentDistances: number;
  /** The sum of n log n of the frequencies of literals and lengths. */
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
    // Of a buffer of its own: V8 moves small arrays without one about, and code cannot know where they are.
    present: new Int32Array(new ArrayBuffer(4 * PRESENT_WORDS)),
    presentDistances: 0,
    information: 0,
    lengthSymbols,
  };
}

/** Begins a block. */
export function beginBlock(block: Block, start: number): void {
  block.start = start;
  block.count = 0;
  block.matchCount = 0;
  block.isScanned = false;
  block.frequencies.fill(0);
  // The end of the block counts as a symbol of its own.
  block.literalFrequencies[END_OF_BLOCK] = 1;
  block.fixedBits = HEADER_BITS + FIXED_END_BITS;
  block.extraBits = 0;
}

/** The symbol of a distance: two for each power of two. */
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

/** In the fixed code a literal takes 8 bits up to 143, and one more from 144. */
export function ninthBit(literal: number): number {
  return (literal + 112) >> 8;
}

/** Counts the symbols of the block, which ends before `end`, and the bits that they take in the fixed code. */
export type MeasureBlock = (end: number) => void;

/** Makes it for these buffers: a closure over constants, see README.md. */
export function createMeasureBlock(block: Block, { bytes: input }: Input): MeasureBlock {
  const { positions, matches, literalFrequencies } = block;
  return (end) => {
    const { matchCount } = block;
    if (block.isScanned) {
      for (let i = 0; i < matchCount; i++) measureScannedMatch(block, input, i);
      return;
    }
    // Read here: in the loop V8 would take the constants for variables.
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
  // The length symbols up to 279, and from 280.
  block.fixedBits += (lengthSymbol < 23 ? 7 : 8) + FIXED_DISTANCE_BITS + extraBits;
}

/** Takes back the literals under a match of a scanned block, and counts the match in their place. */
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
    block.information -= informationSteps[left]!;
    block.fixedBits -= 8 + ninthBit(literal);
    if (left === 0) present[literal >> 5]! &= ~(1 << (literal & 31));
  }
  const symbol = FIRST_LENGTH_SYMBOL + block.lengthSymbols[lengthIndex]!;
  block.information += informationSteps[literalFrequencies[symbol]!]!;
  countMatch(block, match);
  present[symbol >> 5]! |= 1 << (symbol & 31);
  block.presentDistances |= 1 << distanceSymbol(match >> MATCH_DISTANCE_SHIFT);
}
