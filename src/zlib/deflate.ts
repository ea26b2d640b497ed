/**
 * Bytes into a zlib stream (RFC 1950, RFC 1951), in one shot: exactly the bytes that stock zlib makes at level 6
 * with its defaults (memLevel 8, a window of 32 KiB). Not a general encoder: no levels, no flushes, no streaming.
 */
import { adler32 } from './adler32.ts';
import { alignToByte, type BitWriter } from './bit-writer.ts';
import { addLiterals, addMatch, type Block, createBlock, MAX_BLOCK_SYMBOLS, resetBlock, writeBlock } from './block.ts';
import {
  CHAIN_MASK,
  type Chains,
  createChains,
  forgetPositions,
  MAX_DISTANCE,
  type Matcher,
  MIN_LOOKAHEAD,
  NO_CANDIDATE,
  SLIDE_POSITION,
  stockMatcher,
  WINDOW_SIZE,
} from './matcher.ts';
import { MAX_MATCH, MIN_MATCH } from './tables.ts';

/** Level 6. A match this long at the last position: only a quarter of the chain is searched for a better one. */
const GOOD_MATCH = 8;
/** Level 6. A match this long at the last position: none is looked for. */
const MAX_LAZY = 16;
/** Level 6. A match this long ends the search. */
const NICE_LENGTH = 128;
/** Level 6. The candidates looked at. */
const MAX_CHAIN = 128;
/** A match of three bytes costs more than the literals when it lies farther back than this. */
const TOO_FAR = 4096;
const NO_MATCH = MIN_MATCH - 1;

/** A match as one number: length above 16 bits of distance; 0 = nothing longer was found. */
const LENGTH_SHIFT = 16;
const MATCH_DISTANCE_MASK = 0xffff;

/** The output buffer: what it begins with, and what it may keep from one call to the next. */
const INITIAL_BYTES = 1 << 12;
const MAX_KEPT_BYTES = 1 << 17;

/** Kept from call to call: allocating it costs more than compressing a token. No user code runs in between. */
interface Scratch {
  readonly chains: Chains;
  readonly block: Block;
  readonly writer: BitWriter;
}

let scratch: Scratch | undefined;

function createScratch(): Scratch {
  return {
    chains: createChains(),
    block: createBlock(),
    writer: { bytes: new Uint8Array(INITIAL_BYTES), position: 0, hold: 0, bitCount: 0 },
  };
}

/**
 * The longest match at `position` that is longer than `previousLength`, the nearest of equal ones, as zlib finds it.
 * `firstDistance`: from the chains. `windowStart`: what zlib takes for "none", and so never matches.
 */
function longestMatch(
  input: Uint8Array,
  distances: Uint16Array,
  position: number,
  firstDistance: number,
  previousLength: number,
  windowStart: number,
): number {
  // Bundlers turn the constants of a module into variables, which the loop would read again and again.
  const chainMask = CHAIN_MASK;
  const lookahead = input.length - position;
  let candidate = position - firstDistance;
  if (candidate <= windowStart || previousLength >= lookahead) return 0;
  const maxLength = lookahead < MAX_MATCH ? lookahead : MAX_MATCH;
  const niceLength = lookahead < NICE_LENGTH ? lookahead : NICE_LENGTH;
  const limit = position - MAX_DISTANCE > windowStart ? position - MAX_DISTANCE : windowStart;
  const firstByte = input[position]!;
  const secondByte = input[position + 1]!;
  let chainLength = previousLength >= GOOD_MATCH ? MAX_CHAIN >> 2 : MAX_CHAIN;
  let bestLength = previousLength;
  let bestDistance = 0;
  let endByte = input[position + bestLength]!;
  let beforeEndByte = input[position + bestLength - 1]!;
  do {
    if (
      input[candidate + bestLength] === endByte &&
      input[candidate + bestLength - 1] === beforeEndByte &&
      input[candidate] === firstByte &&
      input[candidate + 1] === secondByte
    ) {
      let length = 2;
      while (length < maxLength && input[candidate + length] === input[position + length]) length++;
      if (length > bestLength) {
        bestLength = length;
        bestDistance = position - candidate;
        if (length >= niceLength) break;
        endByte = input[position + bestLength]!;
        beforeEndByte = input[position + bestLength - 1]!;
      }
    }
    candidate -= distances[candidate & chainMask]!;
  } while (candidate > limit && --chainLength !== 0);
  if (bestLength === MIN_MATCH && bestDistance > TOO_FAR) return 0;
  return bestDistance === 0 ? 0 : (bestLength << LENGTH_SHIFT) | bestDistance;
}

/**
 * Where zlib's window begins when its search has come to `position`. It reads ahead as far as its buffer of two windows
 * goes; when that leaves it too little lookahead, the upper half moves down.
 */
function slideWindow(windowStart: number, position: number, inputLength: number): number {
  let start = windowStart;
  while (
    position - start >= SLIDE_POSITION &&
    Math.min(start + 2 * WINDOW_SIZE, inputLength) - position < MIN_LOOKAHEAD
  ) {
    start += WINDOW_SIZE;
  }
  return start;
}

/** zlib's lazy matching: a match is taken only if the next position has no longer one. */
function compress({ chains, block, writer }: Scratch, input: Uint8Array, matcher: Matcher): void {
  const { length } = input;
  const { distances } = chains;
  const chainMask = CHAIN_MASK;
  const noCandidate = NO_CANDIDATE;
  /** Behind the last position that has the three bytes of a hash. */
  const linkable = length - MIN_MATCH + 1;
  let linked = 0;
  let windowStart = 0;
  let blockStart = 0;
  /** The first position that is not in the block yet. */
  let pending = 0;
  let position = 0;

  const endBlock = (end: number, last: number) => {
    writeBlock(writer, block, input, blockStart, end, last);
    resetBlock(block);
    blockStart = end;
  };
  const addPendingLiterals = (end: number) => {
    while (pending < end) {
      const until = Math.min(end, pending + MAX_BLOCK_SYMBOLS - block.count);
      addLiterals(block, input, pending, until);
      pending = until;
      // The last literal of all does not end a block before the last one.
      if (block.count === MAX_BLOCK_SYMBOLS && pending < length) endBlock(pending, 0);
    }
  };
  /** Links on, beyond `at`, and as far as this overwrites nothing that a match at `at` may still need. */
  const linkAhead = (at: number) => {
    const end = Math.min(Math.max(WINDOW_SIZE, at + MIN_LOOKAHEAD), linkable);
    matcher(chains, input, linked, end);
    linked = end;
  };
  const search = (at: number, previousLength: number): number => {
    if (at >= linked) linkAhead(at);
    const distance = distances[at & chainMask]!;
    if (distance === noCandidate) return 0;
    windowStart = slideWindow(windowStart, at, length);
    return longestMatch(input, distances, at, distance, previousLength, windowStart);
  };

  resetBlock(block);
  while (position < linkable) {
    // Most positions of a token have no candidate.
    while (position < linked && distances[position & chainMask] === noCandidate) position++;
    if (position >= linked) {
      if (linked < linkable) linkAhead(position);
      continue;
    }
    let match = search(position, NO_MATCH);
    if (match === 0) {
      position++;
      continue;
    }
    while (match >> LENGTH_SHIFT < MAX_LAZY && position + 1 < linkable) {
      const next = search(position + 1, match >> LENGTH_SHIFT);
      if (next === 0) break;
      match = next;
      position++;
    }
    const matchLength = match >> LENGTH_SHIFT;
    addPendingLiterals(position);
    addMatch(block, matchLength, match & MATCH_DISTANCE_MASK);
    position += matchLength;
    pending = position;
    if (block.count === MAX_BLOCK_SYMBOLS) endBlock(position, 0);
  }
  addPendingLiterals(length);
  endBlock(length, 1);
}

/** Appends the checksum of the input, most significant byte first (RFC 1950 §2.2). */
function writeChecksum(writer: BitWriter, input: Uint8Array): void {
  const checksum = adler32(input);
  writer.bytes[writer.position++] = checksum >>> 24;
  writer.bytes[writer.position++] = checksum >>> 16;
  writer.bytes[writer.position++] = checksum >>> 8;
  writer.bytes[writer.position++] = checksum;
}

/**
 * As `deflate`, but the result is a view that the next call overwrites, for callers who use it up at once: an array of
 * its own would take a tenth of the time of a token.
 */
export function deflateShared(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  scratch ??= createScratch();
  const { chains, writer } = scratch;
  // 0x78: deflate, 32 KiB window; 0x9c: default level, and the check bits of the two (RFC 1950 §2.2).
  writer.bytes[0] = 0x78;
  writer.bytes[1] = 0x9c;
  writer.position = 2;
  compress(scratch, input, matcher);
  forgetPositions(chains, input.length);
  alignToByte(writer);
  writeChecksum(writer, input);
  const stream = writer.bytes.subarray(0, writer.position);
  if (writer.bytes.length > MAX_KEPT_BYTES) writer.bytes = new Uint8Array(INITIAL_BYTES);
  return stream;
}

/**
 * Compresses `input` into a zlib stream, byte for byte as stock zlib does at level 6.
 * With `chromiumMatcher`: as Node's `zlib.deflateSync` does.
 */
export function deflate(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  return deflateShared(input, matcher).slice();
}
