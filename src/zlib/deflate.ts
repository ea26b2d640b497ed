/**
 * Bytes into a zlib stream (RFC 1950, RFC 1951), in one shot: exactly the bytes that stock zlib makes at level 6
 * with its defaults (memLevel 8, a window of 32 KiB). Not a general encoder: no levels, no flushes, no streaming.
 */
import { adler32 } from './adler32.ts';
import { type BitWriter, reserve, writeBits } from './bit-writer.ts';
import { type Block, createBlock, distanceSymbol, MAX_BLOCK_SYMBOLS, resetBlock, writeBlock } from './block.ts';
import {
  CHAIN_MASK,
  type Chains,
  createChains,
  forgetPositions,
  MAX_DISTANCE,
  type Matcher,
  MIN_LOOKAHEAD,
  SLIDE_POSITION,
  stockMatcher,
  WINDOW_SIZE,
} from './matcher.ts';
import { FIRST_LENGTH_SYMBOL, MAX_MATCH, MIN_MATCH } from './tables.ts';

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

/** Kept from call to call: allocating it costs more than compressing a token. No user code runs in between. */
interface Scratch {
  readonly chains: Chains;
  readonly block: Block;
  readonly writer: BitWriter;
}

let scratch: Scratch | undefined;
/** What the output buffer may keep from one call to the next. */
const MAX_KEPT_BYTES = 1 << 17;

function createScratch(): Scratch {
  return {
    chains: createChains(),
    block: createBlock(),
    writer: { bytes: new Uint8Array(1024), position: 0, hold: 0, bitCount: 0 },
  };
}

/** The longest match at `position` that is longer than `previousLength`, the nearest of equal ones, as zlib sees it. */
function longestMatch(
  input: Uint8Array,
  distances: Uint16Array,
  position: number,
  firstDistance: number,
  previousLength: number,
  windowStart: number,
): number {
  const lookahead = input.length - position;
  if (previousLength >= lookahead) return 0;
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
  let candidate = position - firstDistance;
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
    const distance = distances[candidate & CHAIN_MASK]!;
    if (distance === 0) break;
    candidate -= distance;
  } while (candidate > limit && --chainLength !== 0);
  return bestDistance === 0 ? 0 : (bestLength << LENGTH_SHIFT) | bestDistance;
}

/** zlib's lazy matching: a match is taken only if the next position has no longer one. */
function compress({ chains, block, writer }: Scratch, input: Uint8Array, matcher: Matcher): void {
  const { length } = input;
  const { distances } = chains;
  const { symbols, literalFrequencies, distanceFrequencies, lengthSymbols } = block;
  /** The last position with the three bytes of a hash ahead of it, plus one. */
  const linkable = length - MIN_MATCH + 1;
  let linked = 0;
  /** The position that stands at the beginning of zlib's window; zlib takes it for "none" and never matches it. */
  let windowStart = 0;
  let blockStart = 0;
  let count = 0;
  let matchLength = NO_MATCH;
  let matchDistance = 0;
  let literalWaits = false;
  let position = 0;
  resetBlock(block);
  while (position < length) {
    if (
      position - windowStart >= SLIDE_POSITION &&
      Math.min(windowStart + 2 * WINDOW_SIZE, length) - position < MIN_LOOKAHEAD
    ) {
      windowStart += WINDOW_SIZE;
    }
    if (position >= linked) {
      const end = Math.min(linked + WINDOW_SIZE, linkable);
      if (linked < end) matcher(chains, input, linked, end);
      if (end === linkable || linkable <= 0) {
        distances[(length - 1) & CHAIN_MASK] = 0;
        distances[(length - 2) & CHAIN_MASK] = 0;
        linked = length;
      } else {
        linked = end;
      }
    }
    const previousLength = matchLength;
    const previousDistance = matchDistance;
    matchLength = NO_MATCH;
    const distance = distances[position & CHAIN_MASK]!;
    if (distance !== 0 && previousLength < MAX_LAZY && position - distance > windowStart) {
      const match = longestMatch(input, distances, position, distance, previousLength, windowStart);
      if (match !== 0) {
        matchLength = match >> LENGTH_SHIFT;
        matchDistance = match & MATCH_DISTANCE_MASK;
        if (matchLength === MIN_MATCH && matchDistance > TOO_FAR) matchLength = NO_MATCH;
      }
    }
    if (previousLength >= MIN_MATCH && matchLength <= previousLength) {
      const lengthIndex = previousLength - MIN_MATCH;
      symbols[count++] = (previousDistance << 8) | lengthIndex;
      literalFrequencies[FIRST_LENGTH_SYMBOL + lengthSymbols[lengthIndex]!]!++;
      distanceFrequencies[distanceSymbol(previousDistance)]!++;
      position += previousLength - 1;
      literalWaits = false;
      matchLength = NO_MATCH;
      if (count === MAX_BLOCK_SYMBOLS) {
        block.count = count;
        writeBlock(writer, block, input, blockStart, position, 0);
        resetBlock(block);
        blockStart = position;
        count = 0;
      }
    } else if (literalWaits) {
      const literal = input[position - 1]!;
      symbols[count++] = literal;
      literalFrequencies[literal]!++;
      if (count === MAX_BLOCK_SYMBOLS) {
        block.count = count;
        writeBlock(writer, block, input, blockStart, position, 0);
        resetBlock(block);
        blockStart = position;
        count = 0;
      }
      position++;
    } else {
      literalWaits = true;
      position++;
    }
  }
  if (literalWaits) {
    const literal = input[length - 1]!;
    symbols[count++] = literal;
    literalFrequencies[literal]!++;
  }
  block.count = count;
  writeBlock(writer, block, input, blockStart, length, 1);
}

/**
 * Compresses `input` into a zlib stream, byte for byte as stock zlib does at level 6.
 * With `chromiumMatcher`: as Node's `zlib.deflateSync` does.
 */
export function deflate(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  scratch ??= createScratch();
  const { writer } = scratch;
  writer.position = 0;
  // 0x78: deflate, 32 KiB window; 0x9c: default level, and the check bits of the two (RFC 1950 §2.2).
  writer.bytes[writer.position++] = 0x78;
  writer.bytes[writer.position++] = 0x9c;
  compress(scratch, input, matcher);
  forgetPositions(scratch.chains, input.length);
  reserve(writer, 4);
  const checksum = adler32(input);
  writeBits(writer, checksum >>> 24, 8);
  writeBits(writer, (checksum >>> 16) & 0xff, 8);
  writeBits(writer, (checksum >>> 8) & 0xff, 8);
  writeBits(writer, checksum & 0xff, 8);
  const stream = writer.bytes.slice(0, writer.position);
  if (writer.bytes.length > MAX_KEPT_BYTES) scratch = { ...scratch, writer: createScratch().writer };
  return stream;
}
