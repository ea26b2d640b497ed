/**
 * Bytes into a zlib stream (RFC 1950, RFC 1951), in one shot: exactly the bytes that stock zlib makes at level 6
 * with its defaults (memLevel 8, a window of 32 KiB). Not a general encoder: no levels, no flushes, no streaming.
 */
import { adler32, MIN_MATCH } from '../zlib.ts';
import { alignToByte, createBitWriter } from './bit-writer.ts';
import { addMatch, beginBlock, createBlock, MAX_BLOCK_SYMBOLS } from './block.ts';
import { createWriteBlock, STORED_BLOCK_BYTES } from './block-writer.ts';
import { createInput } from './input.ts';
import { createLongestMatch, LENGTH_SHIFT, MATCH_DISTANCE_MASK, slideWindow } from './longest-match.ts';
import {
  CHAIN_MASK,
  createChains,
  forgetPositions,
  type Link,
  type Matcher,
  MIN_LOOKAHEAD,
  NO_CANDIDATE,
  SLIDE_POSITION,
  stockMatcher,
  WINDOW_SIZE,
} from './matcher.ts';
import { createScan, MAX_LINKS, MAX_SMALL_INPUT } from './small-input.ts';

/** Level 6. A match this long at the last position: none is looked for. */
const MAX_LAZY = 16;
const NO_MATCH = MIN_MATCH - 1;

/** RFC 1950 §2.2: two bytes in front, the checksum behind. */
const WRAPPER_BYTES = 6;
/** For what is stored and not passed. */
const SLACK_BYTES = 2;

/** What is kept from call to call is for inputs up to this size, as nearly all are. It is touched only as far as it is used. */
const KEPT_CAPACITY = 1 << 16;

/** A stream: the first `position` of `bytes`, which the next call overwrites. */
export interface SharedStream {
  readonly bytes: Uint8Array;
  readonly position: number;
}

/** Deflates the first `length` of `bytes`. */
type Deflater = (bytes: Uint8Array, length: number, matcher: Matcher) => SharedStream;

/**
 * Makes a deflater for inputs up to `capacity` bytes, `MAX_SMALL_INPUT` at least, with all its memory, since allocating
 * that costs more than compressing a token. The memory is constants of closures: see README.md for why. No user
 * code runs in between.
 */
function createDeflater(capacity: number): Deflater {
  const chains = createChains();
  const block = createBlock();
  const input = createInput(capacity);
  const blocks = Math.ceil(capacity / MAX_BLOCK_SYMBOLS) + 1;
  const writer = createBitWriter(capacity + blocks * STORED_BLOCK_BYTES + WRAPPER_BYTES + SLACK_BYTES);
  const linkedPositions = new Uint16Array(MAX_SMALL_INPUT + 1);
  const scan = createScan(chains, block, input, linkedPositions);
  const longestMatch = createLongestMatch(chains, input);
  const writeBlock = createWriteBlock(block, input, writer);
  const links = new Map<Matcher, Link>();
  const { distances } = chains;
  const { bytes: kept } = input;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read again and again.
  const chainMask = CHAIN_MASK;
  const noCandidate = NO_CANDIDATE;

  /** Copies the input, and completes it with the byte behind. */
  function readInput(bytes: Uint8Array, length: number): void {
    // All there is, if that is little, for a view of what is asked for takes longer than the bytes.
    kept.set(bytes.length <= MAX_SMALL_INPUT ? bytes : bytes.subarray(0, length));
    kept[length] = length - MIN_MATCH >= SLIDE_POSITION ? bytes[length - WINDOW_SIZE]! : 0;
    input.length = length;
  }

  function linkOf(matcher: Matcher): Link {
    const link = links.get(matcher) ?? matcher(chains, input);
    links.set(matcher, link);
    return link;
  }

  /** Adds the literals from `start` to `end` to the block, and ends it as often as it is full. */
  function addLiterals(start: number, end: number): void {
    block.count += end - start;
    while (block.count >= MAX_BLOCK_SYMBOLS) {
      const surplus = block.count - MAX_BLOCK_SYMBOLS;
      // The last literal of all does not end a block before the last one.
      if (surplus === 0 && end === input.length) return;
      writeBlock(end - surplus, 0);
      beginBlock(block, end - surplus);
      block.count = surplus;
    }
  }

  /** zlib's lazy matching: a match is taken only if the next position has no longer one. */
  function compress(matcher: Matcher): void {
    const { length } = input;
    /** Behind the last position that has the three bytes of a hash. */
    const linkable = length - MIN_MATCH + 1;
    let isLinked = false;
    /** The next of the linked positions. */
    let next = 0;
    let linked = 0;
    /** Where no match has to be looked for that the links end in. */
    let searchable = 0;
    let windowStart = 0;
    let position = 0;
    /** The first position that is not in a block yet. */
    let pending = 0;

    beginBlock(block, 0);
    if (length <= MAX_SMALL_INPUT) {
      // The chains of another hash are another matcher's.
      isLinked = scan() <= MAX_LINKS && matcher === stockMatcher;
    } else {
      input.checksum = adler32(kept, length);
    }
    while (position < linkable) {
      if (isLinked) {
        while (linkedPositions[next]! < position) next++;
        position = linkedPositions[next]!;
        if (position >= linkable) break;
      } else {
        if (position >= searchable) {
          // As far ahead as this overwrites nothing that a match here may still need.
          const end = Math.min(Math.max(WINDOW_SIZE, position + MIN_LOOKAHEAD), linkable);
          linkOf(matcher)(linked, end);
          linked = end;
          searchable = linked === linkable ? linkable : linked - MAX_LAZY;
        }
        // Most positions of a token have no candidate.
        while (position < searchable && distances[position & chainMask] === noCandidate) position++;
        if (position >= searchable) continue;
      }

      windowStart = slideWindow(windowStart, position, length);
      let match = longestMatch(position, NO_MATCH, windowStart);
      if (match === 0) {
        position++;
        continue;
      }
      while (match >> LENGTH_SHIFT < MAX_LAZY && position + 1 < linkable) {
        windowStart = slideWindow(windowStart, position + 1, length);
        const longer = longestMatch(position + 1, match >> LENGTH_SHIFT, windowStart);
        if (longer === 0) break;
        match = longer;
        position++;
      }
      addLiterals(pending, position);
      const matchLength = match >> LENGTH_SHIFT;
      addMatch(block, position, matchLength, match & MATCH_DISTANCE_MASK);
      position += matchLength;
      pending = position;
      if (block.count === MAX_BLOCK_SYMBOLS) {
        writeBlock(position, 0);
        beginBlock(block, position);
      }
    }
    addLiterals(pending, length);
    writeBlock(length, 1);
  }

  /** Appends the checksum of the input, most significant byte first (RFC 1950 §2.2). */
  function writeChecksum(): void {
    const { checksum } = input;
    writer.bytes[writer.position++] = checksum >>> 24;
    writer.bytes[writer.position++] = checksum >>> 16;
    writer.bytes[writer.position++] = checksum >>> 8;
    writer.bytes[writer.position++] = checksum;
  }

  return (bytes, length, matcher) => {
    // At the beginning and not at the end, which a call that runs out of stack does not reach.
    forgetPositions(chains, input.length);
    writer.hold = 0;
    writer.bitCount = 0;
    readInput(bytes, length);
    // 0x78: deflate, 32 KiB window; 0x9c: default level, and the check bits of the two (RFC 1950 §2.2).
    writer.bytes[0] = 0x78;
    writer.bytes[1] = 0x9c;
    writer.position = 2;
    compress(matcher);
    alignToByte(writer);
    writeChecksum();
    return writer;
  };
}

let keptDeflater: Deflater | undefined;

/**
 * As `deflate`, of the first `length` of `bytes`. For callers who use it up at once: views of the input and of the stream
 * would take a tenth of the time of a token.
 */
export function deflateShared(bytes: Uint8Array, length: number, matcher: Matcher = stockMatcher): SharedStream {
  if (length > KEPT_CAPACITY) return createDeflater(length)(bytes, length, matcher);
  keptDeflater ??= createDeflater(KEPT_CAPACITY);
  return keptDeflater(bytes, length, matcher);
}

/**
 * Compresses `input` into a zlib stream, byte for byte as stock zlib does at level 6.
 * With `chromiumMatcher`: as Node's `zlib.deflateSync` does.
 */
export function deflate(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  const { bytes, position } = deflateShared(input, input.length, matcher);
  return bytes.slice(0, position);
}
