/**
 * The header of a dynamic block: the lengths of its two codes, run-length encoded, and the code for these runs
 * (RFC 1951 §3.2.7). Splits runs as zlib does.
 */

import {
  CODE_LENGTH_EXTRA_BITS,
  CODE_LENGTH_ORDER,
  CODE_LENGTH_SYMBOLS,
  DISTANCE_SYMBOLS,
  FIRST_LENGTH_SYMBOL,
  LITERAL_LENGTH_SYMBOLS,
  MAX_CODE_LENGTH_CODE_LENGTH,
  REPEAT_PREVIOUS,
  REPEAT_ZERO_LONG,
  REPEAT_ZERO_SHORT,
} from '../zlib.ts';
import { type BitWriter, writeBits } from './bit-writer.ts';
import { assignCodes, buildLengths, type Code, codedBits, createCode } from './trees.ts';

/** A header that was measured and can be written. */
export interface DynamicHeader {
  /** Runs: symbol | extra << 5. */
  readonly runs: Uint16Array;
  runCount: number;
  readonly frequencies: Uint16Array;
  readonly code: Code;
  /** The number of lengths of `code` to write. */
  sent: number;
}

const EXTRA_SHIFT = 5;
const SYMBOL_MASK = (1 << EXTRA_SHIFT) - 1;

export function createDynamicHeader(): DynamicHeader {
  return {
    runs: new Uint16Array(LITERAL_LENGTH_SYMBOLS + DISTANCE_SYMBOLS),
    runCount: 0,
    frequencies: new Uint16Array(CODE_LENGTH_SYMBOLS),
    code: createCode(CODE_LENGTH_SYMBOLS),
    sent: 0,
  };
}

function addRun(header: DynamicHeader, symbol: number, extra: number): void {
  header.runs[header.runCount++] = symbol | (extra << EXTRA_SHIFT);
  header.frequencies[symbol]!++;
}

/** Adds the same length `count` times: the longest runs first, then single lengths if too few remain for a run. */
function addLengths(header: DynamicHeader, length: number, count: number): void {
  let left = count;
  if (length === 0) {
    for (; left >= 11; left -= Math.min(left, 138)) addRun(header, REPEAT_ZERO_LONG, Math.min(left, 138) - 11);
    if (left >= 3) {
      addRun(header, REPEAT_ZERO_SHORT, left - 3);
      return;
    }
  } else {
    addRun(header, length, 0);
    left--;
    for (; left >= 3; left -= Math.min(left, 6)) addRun(header, REPEAT_PREVIOUS, Math.min(left, 6) - 3);
  }
  for (; left > 0; left--) addRun(header, length, 0);
}

/** Adds the lengths of a code. As in zlib, no run continues from one code into the other. */
function addCode(header: DynamicHeader, { lengths, maxSymbol }: Code): void {
  let start = 0;
  for (let symbol = 1; symbol <= maxSymbol; symbol++) {
    if (lengths[symbol] === lengths[start]) continue;
    addLengths(header, lengths[start]!, symbol - start);
    start = symbol;
  }
  addLengths(header, lengths[start]!, maxSymbol + 1 - start);
}

/** Prepares the header of these codes, and returns its size in bits. */
export function measureHeader(header: DynamicHeader, literals: Code, distances: Code): number {
  const { frequencies, code } = header;
  header.runCount = 0;
  frequencies.fill(0);
  addCode(header, literals);
  addCode(header, distances);
  buildLengths(code, frequencies, MAX_CODE_LENGTH_CODE_LENGTH);
  header.sent = CODE_LENGTH_SYMBOLS;
  while (header.sent > 4 && code.lengths[CODE_LENGTH_ORDER[header.sent - 1]!] === 0) header.sent--;
  let extraBits = 0;
  for (let symbol = REPEAT_PREVIOUS; symbol <= REPEAT_ZERO_LONG; symbol++) {
    extraBits += frequencies[symbol]! * CODE_LENGTH_EXTRA_BITS[symbol]!;
  }
  return 5 + 5 + 4 + 3 * header.sent + codedBits(frequencies, code) + extraBits;
}

export function writeHeader(writer: BitWriter, header: DynamicHeader, literals: Code, distances: Code): void {
  const { runs, runCount, code, sent } = header;
  writeBits(writer, literals.maxSymbol + 1 - FIRST_LENGTH_SYMBOL, 5);
  writeBits(writer, distances.maxSymbol, 5);
  writeBits(writer, sent - 4, 4);
  for (let i = 0; i < sent; i++) writeBits(writer, code.lengths[CODE_LENGTH_ORDER[i]!]!, 3);
  assignCodes(code);
  for (let i = 0; i < runCount; i++) {
    const symbol = runs[i]! & SYMBOL_MASK;
    const entry = code.entries[symbol]!;
    writeBits(writer, entry >> 4, entry & 15);
    writeBits(writer, runs[i]! >> EXTRA_SHIFT, CODE_LENGTH_EXTRA_BITS[symbol]!);
  }
}
