/**
 * Bytes into a zlib stream (RFC 1950, RFC 1951), in one shot: exactly the bytes that stock zlib makes at level 6
 * with its defaults (memLevel 8, a window of 32 KiB). Not a general encoder: no levels, no flushes, no streaming.
 */
import { adler32 } from './adler32.ts';
import { alignToByte, type BitWriter } from './bit-writer.ts';
import { addMatch, type Block, beginBlock, createBlock, MAX_BLOCK_SYMBOLS } from './block.ts';
import { writeBlock } from './block-writer.ts';
import {
  BYTES_BEHIND,
  CHAIN_MASK,
  type Chains,
  createChains,
  createInput,
  forgetPositions,
  type Input,
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

/** The buffers for input and output: what they begin with, and what they may keep from one call to the next. */
const INITIAL_BYTES = 1 << 12;
const MAX_KEPT_BYTES = 1 << 17;

/** Kept from call to call: allocating it costs more than compressing a token. No user code runs in between. */
interface Scratch {
  readonly chains: Chains;
  readonly block: Block;
  readonly writer: BitWriter;
  input: Input;
}

let scratch: Scratch | undefined;

function createScratch(): Scratch {
  return {
    chains: createChains(),
    block: createBlock(),
    writer: { bytes: new Uint8Array(INITIAL_BYTES), position: 0, hold: 0, bitCount: 0 },
    input: createInput(INITIAL_BYTES),
  };
}

/** Copies the input to where it can be read four bytes at a time, and completes it with the byte behind. */
function readInput(state: Scratch, bytes: Uint8Array): Input {
  const { length } = bytes;
  if (length + BYTES_BEHIND > state.input.bytes.length) state.input = createInput(2 * (length + BYTES_BEHIND));
  const { input } = state;
  input.bytes.set(bytes);
  input.bytes[length] = length - MIN_MATCH >= SLIDE_POSITION ? bytes[length - WINDOW_SIZE]! : 0;
  input.length = length;
  return input;
}

/**
 * The longest match at `position` that is longer than `previousLength`, the nearest of equal ones, as zlib finds it.
 * `windowStart`: what zlib takes for "none", and so never matches.
 */
function longestMatch(
  input: Input,
  distances: Uint16Array,
  position: number,
  previousLength: number,
  windowStart: number,
): number {
  // Bundlers turn the constants of a module into variables, which the loop would read again and again.
  const chainMask = CHAIN_MASK;
  const { view } = input;
  const lookahead = input.length - position;
  let candidate = position - distances[position & chainMask]!;
  if (candidate <= windowStart || previousLength >= lookahead) return 0;
  const maxLength = lookahead < MAX_MATCH ? lookahead : MAX_MATCH;
  const niceLength = lookahead < NICE_LENGTH ? lookahead : NICE_LENGTH;
  const limit = position - MAX_DISTANCE > windowStart ? position - MAX_DISTANCE : windowStart;
  let chainLength = previousLength >= GOOD_MATCH ? MAX_CHAIN >> 2 : MAX_CHAIN;
  let bestLength = previousLength;
  let bestDistance = 0;
  // Four bytes at a time. The first test is the last four of a longer match, or all three of a first one.
  let tail = bestLength < MIN_MATCH ? 0 : bestLength - MIN_MATCH;
  let ignoredBits = bestLength < MIN_MATCH ? 8 : 0;
  let tailBytes = view.getInt32(position + tail, true);
  do {
    if ((view.getInt32(candidate + tail, true) ^ tailBytes) << ignoredBits === 0) {
      let length = 0;
      let difference = 0;
      while (length < maxLength) {
        difference = view.getInt32(candidate + length, true) ^ view.getInt32(position + length, true);
        if (difference !== 0) break;
        length += 4;
      }
      // The lowest bit that differs is in the first byte that does.
      if (difference !== 0) length += (31 - Math.clz32(difference & -difference)) >> 3;
      if (length > maxLength) length = maxLength;
      if (length > bestLength) {
        bestLength = length;
        bestDistance = position - candidate;
        if (length >= niceLength) break;
        tail = length - MIN_MATCH;
        tailBytes = view.getInt32(position + tail, true);
        ignoredBits = 0;
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
function compress({ chains, block, writer, input }: Scratch, matcher: Matcher): void {
  const { bytes, length } = input;
  const { distances } = chains;
  // Bundlers turn the constants of a module into variables, which the loops would read again and again.
  const chainMask = CHAIN_MASK;
  const noCandidate = NO_CANDIDATE;
  /** Behind the last position that has the three bytes of a hash. */
  const linkable = length - MIN_MATCH + 1;
  let linked = 0;
  /** Where no match has to be looked for that the links end in. */
  let searchable = 0;
  let windowStart = 0;
  let position = 0;
  /** The first position that is not in a block yet. */
  let pending = 0;

  beginBlock(block, 0);
  while (position < linkable) {
    if (position >= searchable) {
      // As far ahead as this overwrites nothing that a match here may still need.
      const end = Math.min(Math.max(WINDOW_SIZE, position + MIN_LOOKAHEAD), linkable);
      matcher(chains, input, linked, end);
      linked = end;
      searchable = linked === linkable ? linkable : linked - MAX_LAZY;
    }
    // Most positions of a token have no candidate.
    while (position < searchable && distances[position & chainMask] === noCandidate) position++;
    if (position >= searchable) continue;

    windowStart = slideWindow(windowStart, position, length);
    let match = longestMatch(input, distances, position, NO_MATCH, windowStart);
    if (match === 0) {
      position++;
      continue;
    }
    while (match >> LENGTH_SHIFT < MAX_LAZY && position + 1 < linkable) {
      windowStart = slideWindow(windowStart, position + 1, length);
      const next = longestMatch(input, distances, position + 1, match >> LENGTH_SHIFT, windowStart);
      if (next === 0) break;
      match = next;
      position++;
    }
    addLiterals(writer, block, input, pending, position);
    const matchLength = match >> LENGTH_SHIFT;
    addMatch(block, position, matchLength, match & MATCH_DISTANCE_MASK);
    position += matchLength;
    pending = position;
    if (block.count === MAX_BLOCK_SYMBOLS) {
      writeBlock(writer, block, bytes, position, 0);
      beginBlock(block, position);
    }
  }
  addLiterals(writer, block, input, pending, length);
  writeBlock(writer, block, bytes, length, 1);
}

/** Adds the literals from `start` to `end` to the block, and ends it as often as it is full. */
function addLiterals(writer: BitWriter, block: Block, input: Input, start: number, end: number): void {
  block.count += end - start;
  while (block.count >= MAX_BLOCK_SYMBOLS) {
    const surplus = block.count - MAX_BLOCK_SYMBOLS;
    // The last literal of all does not end a block before the last one.
    if (surplus === 0 && end === input.length) return;
    writeBlock(writer, block, input.bytes, end - surplus, 0);
    beginBlock(block, end - surplus);
    block.count = surplus;
  }
}

/** Appends the checksum of the input, most significant byte first (RFC 1950 §2.2). */
function writeChecksum(writer: BitWriter, input: Input): void {
  const checksum = adler32(input.bytes, input.length);
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
  const kept = readInput(scratch, input);
  // 0x78: deflate, 32 KiB window; 0x9c: default level, and the check bits of the two (RFC 1950 §2.2).
  writer.bytes[0] = 0x78;
  writer.bytes[1] = 0x9c;
  writer.position = 2;
  compress(scratch, matcher);
  forgetPositions(chains, kept.length);
  alignToByte(writer);
  writeChecksum(writer, kept);
  const stream = writer.bytes.subarray(0, writer.position);
  if (writer.bytes.length > MAX_KEPT_BYTES) writer.bytes = new Uint8Array(INITIAL_BYTES);
  if (kept.bytes.length > MAX_KEPT_BYTES) scratch.input = createInput(INITIAL_BYTES);
  return stream;
}

/**
 * Compresses `input` into a zlib stream, byte for byte as stock zlib does at level 6.
 * With `chromiumMatcher`: as Node's `zlib.deflateSync` does.
 */
export function deflate(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  return deflateShared(input, matcher).slice();
}
