/**
 * Bytes into a zlib stream (RFC 1950, RFC 1951), in one shot: exactly the bytes that stock zlib makes at level 6
 * with its defaults (memLevel 8, a window of 32 KiB). Not a general encoder: no levels, no flushes, no streaming.
 */
import { adler32 } from './adler32.ts';
import { alignToByte, type BitWriter, STREAM_HEADER_BYTES } from './bit-writer.ts';
import {
  addMatch,
  type Block,
  createBlock,
  fixedLiteralBits,
  MAX_BLOCK_SYMBOLS,
  resetBlock,
  writeBlock,
} from './block.ts';
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

/** Kept from call to call: allocating it costs more than compressing a token. No user code runs in between. */
interface Scratch {
  readonly chains: Chains;
  readonly block: Block;
  readonly writer: BitWriter;
}

const NO_BYTES: Uint8Array = /* @__PURE__ */ new Uint8Array(0);
let scratch: Scratch | undefined;

function createScratch(): Scratch {
  return {
    chains: createChains(),
    block: createBlock(),
    writer: { bytes: NO_BYTES, position: 0, hold: 0, bitCount: 0 },
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
  const { symbols, literalFrequencies } = block;
  /** Behind the last position that has the three bytes of a hash. */
  const linkable = length - MIN_MATCH + 1;
  let linked = 0;
  /** The position at the beginning of zlib's window. zlib takes it for "none" and never matches it. */
  let windowStart = 0;
  let blockStart = 0;
  /** What belongs into the block, and is put there when it ends. */
  let count = 0;
  let literalBits = 0;
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
      linked = end;
      if (end === linkable) {
        distances[(length - 1) & CHAIN_MASK] = 0;
        distances[(length - 2) & CHAIN_MASK] = 0;
        linked = length;
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
      block.count = count;
      addMatch(block, previousLength, previousDistance);
      count++;
      position += previousLength - 1;
      literalWaits = false;
      matchLength = NO_MATCH;
    } else {
      if (literalWaits) {
        const literal = input[position - 1]!;
        symbols[count++] = literal;
        literalFrequencies[literal]!++;
        literalBits += fixedLiteralBits(literal);
      }
      literalWaits = true;
      position++;
    }
    if (count === MAX_BLOCK_SYMBOLS) {
      const blockEnd = literalWaits ? position - 1 : position;
      block.count = count;
      block.fixedBits += literalBits;
      writeBlock(writer, block, input.subarray(blockStart, blockEnd), 0);
      resetBlock(block);
      blockStart = blockEnd;
      count = 0;
      literalBits = 0;
    }
  }
  if (literalWaits) {
    const literal = input[length - 1]!;
    symbols[count++] = literal;
    literalFrequencies[literal]!++;
    literalBits += fixedLiteralBits(literal);
  }
  block.count = count;
  block.fixedBits += literalBits;
  writeBlock(writer, block, blockStart === 0 ? input : input.subarray(blockStart), 1);
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
 * Compresses `input` into a zlib stream, byte for byte as stock zlib does at level 6.
 * With `chromiumMatcher`: as Node's `zlib.deflateSync` does.
 */
export function deflate(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  scratch ??= createScratch();
  const { chains, writer } = scratch;
  writer.bytes = NO_BYTES;
  writer.position = STREAM_HEADER_BYTES;
  compress(scratch, input, matcher);
  forgetPositions(chains, input.length);
  alignToByte(writer);
  writeChecksum(writer, input);
  const { bytes, position } = writer;
  writer.bytes = NO_BYTES;
  // 0x78: deflate, 32 KiB window; 0x9c: default level, and the check bits of the two (RFC 1950 §2.2).
  bytes[0] = 0x78;
  bytes[1] = 0x9c;
  return position === bytes.length ? bytes : bytes.slice(0, position);
}
