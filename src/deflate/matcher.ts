/**
 * The input of deflate and its hash chains: for every position, the distance to the last position with the same hash.
 * At level 6 zlib enters every position into its chains, so the chains do not depend on the matches: they are linked before
 * the search, in a separate loop. This file has stock zlib's hash; chromium-matcher.ts has that of Chromium's fork, which
 * is the only difference between the two.
 */

import { MAX_MATCH, MIN_MATCH } from '../zlib.ts';

/** zlib's window of 32 KiB. Its buffer is twice as large. */
export const WINDOW_SIZE = 32768;
/** The lookahead that zlib needs to search for a match: one match and the hash after it. */
export const MIN_LOOKAHEAD: number = MAX_MATCH + MIN_MATCH + 1;
/** The longest distance that zlib searches: the window without the lookahead. */
export const MAX_DISTANCE: number = WINDOW_SIZE - MIN_LOOKAHEAD;

/** The position in its buffer at which zlib moves the upper half down. */
export const SLIDE_POSITION: number = WINDOW_SIZE + MAX_DISTANCE;

/** memLevel 8: a hash has 15 bits. */
const HASH_SIZE = 32768;
export const HASH_MASK: number = HASH_SIZE - 1;

/** The chains wrap around every window, as zlib's do. */
export const CHAIN_MASK: number = WINDOW_SIZE - 1;

/** A distance longer than that of any match: all sixteen bits set. */
export const NO_CANDIDATE = 65535;

/** The input, readable four bytes at a time. */
export interface Input {
  readonly bytes: Uint8Array;
  /** The same bytes. */
  readonly view: DataView;
  /**
   * The number of bytes. The byte after them is what zlib's window has there: zero, or after the window has slid, the byte
   * one window earlier. The next ones are arbitrary.
   */
  length: number;
  /** The Adler-32 of the bytes. */
  checksum: number;
}

/** Bytes that may be read after the input; their values do not matter. */
const BYTES_AFTER = 8;

/** An input with room for `capacity` bytes. */
export function createInput(capacity: number): Input {
  const bytes = new Uint8Array(capacity + BYTES_AFTER);
  return { bytes, view: new DataView(bytes.buffer), length: 0, checksum: 1 };
}

/** The hash chains. */
export interface Chains {
  /** By hash: `origin` plus the last position with it. */
  readonly head: Int32Array;
  /**
   * By position & CHAIN_MASK: the distance to the previous position with the same hash, or NO_CANDIDATE, which is longer
   * than that of any match.
   */
  readonly distances: Uint16Array;
  /**
   * The value of position 0 in `head`. It grows by more than a window per call, so that the values of earlier calls are too
   * far away to match and need not be cleared.
   */
  origin: number;
}

/** Links the positions from `start` to `end` into the chains. Called in ascending order without gaps. */
export type Link = (start: number, end: number) => void;

/** Makes the `Link` of one hash function for these chains and this input. */
export type Matcher = (chains: Chains, input: Input) => Link;

/** `head` is cleared when `origin` reaches this, once in many thousand calls. */
const LAST_ORIGIN = 2 ** 30;

/** Chains without any position. */
export function createChains(): Chains {
  return {
    head: new Int32Array(HASH_SIZE),
    distances: new Uint16Array(WINDOW_SIZE),
    // So that the zeros of a new `head` are too far away to match.
    origin: 2 * WINDOW_SIZE,
  };
}

/** Discards the positions of an input of this length. */
export function forgetPositions(chains: Chains, length: number): void {
  chains.origin += length + WINDOW_SIZE;
  if (chains.origin < LAST_ORIGIN) return;
  chains.head.fill(0);
  chains.origin = 2 * WINDOW_SIZE;
}

/** zlib's own hash: three bytes, five bits apart. */
export const stockMatcher: Matcher = (chains, input) => {
  const { head, distances } = chains;
  const { bytes } = input;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read every time.
  const hashMask = HASH_MASK;
  const chainMask = CHAIN_MASK;
  const maxDistance = MAX_DISTANCE;
  return (start, end) => {
    const { origin } = chains;
    let hash = (bytes[start]! << 5) ^ bytes[start + 1]!;
    for (let position = start; position < end; position++) {
      hash = ((hash << 5) ^ bytes[position + 2]!) & hashMask;
      const distance = origin + position - head[hash]!;
      // NO_CANDIDATE if it is too far. By sign, since a branch would mispredict, which takes a tenth of the time for 10 KB.
      distances[position & chainMask] = distance | ((maxDistance - distance) >> 31);
      head[hash] = origin + position;
    }
  };
};
