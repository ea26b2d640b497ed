/**
 * Compresses bytes into a zlib stream (RFC 1950, RFC 1951) in one shot: exactly the bytes that stock zlib writes at level 6
 * with its defaults (memLevel 8, a window of 32 KiB). Not a general encoder: no levels, no flushes, no streaming.
 */
import { adler32, MIN_MATCH } from '../zlib.ts';
import { alignToByte, createBitWriter } from './bit-writer.ts';
import { addMatch, beginBlock, createBlock, MAX_BLOCK_SYMBOLS } from './block.ts';
import { createWriteBlock, STORED_BLOCK_BYTES } from './block-writer.ts';
import { createLongestMatch, LENGTH_SHIFT, MATCH_DISTANCE_MASK, slideWindow } from './longest-match.ts';
import {
  CHAIN_MASK,
  createChains,
  createInput,
  forgetPositions,
  type Link,
  type Matcher,
  MIN_LOOKAHEAD,
  NO_CANDIDATE,
  SLIDE_POSITION,
  stockMatcher,
  WINDOW_SIZE,
} from './matcher.ts';
import { createLinkAndCount, MAX_LINKS, MAX_SMALL_INPUT } from './small-input.ts';

/** Level 6. After a match this long no longer one is searched for at the next position. */
const MAX_LAZY = 16;
const NO_MATCH = MIN_MATCH - 1;

/** RFC 1950 §2.2: a header of two bytes and a checksum of four. */
const WRAPPER_BYTES = 6;
/** The bit writer writes up to two bytes ahead. */
const SLACK_BYTES = 2;

/** The shared deflater takes inputs up to this size, nearly all. Memory that it does not use is never touched. */
const SHARED_CAPACITY = 1 << 16;

/** A stream: the first `position` bytes of `bytes`, which the next call overwrites. */
export interface SharedStream {
  readonly bytes: Uint8Array;
  readonly position: number;
}

/** Compresses the first `length` bytes of `bytes`. */
type Deflater = (bytes: Uint8Array, length: number, matcher: Matcher) => SharedStream;

/**
 * Makes a deflater for inputs up to `capacity` bytes (at least `MAX_SMALL_INPUT`). It allocates all its memory once, since
 * that takes longer than compressing a token. The buffers are constants of closures, see README.md. No user code runs
 * during a call.
 */
function createDeflater(capacity: number): Deflater {
  const chains = createChains();
  const block = createBlock();
  const input = createInput(capacity);
  const blocks = Math.ceil(capacity / MAX_BLOCK_SYMBOLS) + 1;
  const writer = createBitWriter(capacity + blocks * STORED_BLOCK_BYTES + WRAPPER_BYTES + SLACK_BYTES);
  const linkedPositions = new Uint16Array(MAX_SMALL_INPUT + 1);
  const linkAndCount = createLinkAndCount(chains, block, input, linkedPositions);
  const longestMatch = createLongestMatch(chains, input);
  const writeBlock = createWriteBlock(block, input, writer);
  const links = new Map<Matcher, Link>();
  const { distances } = chains;
  const { bytes: kept } = input;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read every time.
  const chainMask = CHAIN_MASK;
  const noCandidate = NO_CANDIDATE;

  /** Copies the input, and sets the byte after it. */
  function readInput(bytes: Uint8Array, length: number): void {
    // A small array is copied whole, since creating a view takes longer than copying the rest.
    kept.set(bytes.length <= MAX_SMALL_INPUT ? bytes : bytes.subarray(0, length));
    kept[length] = length - MIN_MATCH >= SLIDE_POSITION ? bytes[length - WINDOW_SIZE]! : 0;
    input.length = length;
  }

  function linkOf(matcher: Matcher): Link {
    const link = links.get(matcher) ?? matcher(chains, input);
    links.set(matcher, link);
    return link;
  }

  /** Adds the literals from `start` to `end` to the block, and writes it whenever it is full. */
  function addLiterals(start: number, end: number): void {
    block.count += end - start;
    while (block.count >= MAX_BLOCK_SYMBOLS) {
      const surplus = block.count - MAX_BLOCK_SYMBOLS;
      // A block that the last literal fills is the last block, which `compress` writes.
      if (surplus === 0 && end === input.length) return;
      writeBlock(end - surplus, 0);
      beginBlock(block, end - surplus);
      block.count = surplus;
    }
  }

  /** zlib's lazy matching: uses a match only if there is no longer one at the next position. */
  function compress(matcher: Matcher): void {
    const { length } = input;
    /** The first position without the three bytes of a hash. */
    const linkable = length - MIN_MATCH + 1;
    let isLinked = false;
    /** The index of the next linked position. */
    let next = 0;
    let linked = 0;
    /** Matches before this position do not reach past the linked positions. */
    let searchable = 0;
    let windowStart = 0;
    let position = 0;
    /** The first position that has not been added to a block. */
    let pending = 0;

    beginBlock(block, 0);
    if (length <= MAX_SMALL_INPUT) {
      // The chains of a small input have their own hash, which is valid for the stock matcher only.
      isLinked = linkAndCount() <= MAX_LINKS && matcher === stockMatcher;
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
          // As far ahead as possible without overwriting links that a match here may need.
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
    // Reset at the start of a call, since the previous one may have run out of stack.
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

let sharedDeflater: Deflater | undefined;

/**
 * Like `deflate`, but compresses the first `length` bytes of `bytes` and returns a buffer that the next call overwrites:
 * creating views of the input and the stream would take a tenth of the time of a token.
 */
export function deflateShared(bytes: Uint8Array, length: number, matcher: Matcher = stockMatcher): SharedStream {
  if (length > SHARED_CAPACITY) return createDeflater(length)(bytes, length, matcher);
  sharedDeflater ??= createDeflater(SHARED_CAPACITY);
  return sharedDeflater(bytes, length, matcher);
}

/**
 * Compresses `input` into a zlib stream, byte for byte like stock zlib at level 6; with `chromiumMatcher`, like Node's
 * `zlib.deflateSync`.
 */
export function deflate(input: Uint8Array, matcher: Matcher = stockMatcher): Uint8Array {
  const { bytes, position } = deflateShared(input, input.length, matcher);
  return bytes.slice(0, position);
}
