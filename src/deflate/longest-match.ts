/** zlib's search for a match at level 6: which candidates it compares, and when it stops. */
import { MAX_MATCH, MIN_MATCH } from '../zlib.ts';
import {
  CHAIN_MASK,
  type Chains,
  type Input,
  MAX_DISTANCE,
  MIN_LOOKAHEAD,
  SLIDE_POSITION,
  WINDOW_SIZE,
} from './matcher.ts';

/** Level 6. After a match this long at the previous position, only a quarter of the chain is searched for a longer one. */
const GOOD_MATCH = 8;
/** Level 6. A match this long ends the search. */
const NICE_LENGTH = 128;
/** Level 6. The maximum number of candidates. */
const MAX_CHAIN = 128;
/** zlib ignores matches of three bytes at a longer distance than this: they take more bits than the literals. */
const TOO_FAR = 4096;

/** A match is one number: the length above 16 bits of distance; 0 means that there is no longer match. */
export const LENGTH_SHIFT = 16;
export const MATCH_DISTANCE_MASK = 0xffff;

/**
 * The longest match at `position` that is longer than `previousLength`, as zlib finds it: its length above `LENGTH_SHIFT`
 * bits of distance, or 0. Of equal matches, the nearest. In zlib, `windowStart` means "none", so it never matches there.
 */
export type LongestMatch = (position: number, previousLength: number, windowStart: number) => number;

/** Makes the search in these chains and this input: a closure over constants, see README.md. */
export function createLongestMatch({ distances }: Chains, input: Input): LongestMatch {
  const { view } = input;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read every time.
  const chainMask = CHAIN_MASK;
  return (position, previousLength, windowStart) => {
    const lookahead = input.length - position;
    let candidate = position - distances[position & chainMask]!;
    if (candidate <= windowStart || previousLength >= lookahead) return 0;
    const maxLength = lookahead < MAX_MATCH ? lookahead : MAX_MATCH;
    const niceLength = lookahead < NICE_LENGTH ? lookahead : NICE_LENGTH;
    const limit = position - MAX_DISTANCE > windowStart ? position - MAX_DISTANCE : windowStart;
    let chainLength = previousLength >= GOOD_MATCH ? MAX_CHAIN >> 2 : MAX_CHAIN;
    let bestLength = previousLength;
    let bestDistance = 0;
    // Four bytes at a time. The first test compares the last four bytes of a longer match, or all three of a first one.
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
        // The lowest differing bit is in the first differing byte.
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
  };
}

/**
 * The start of zlib's window when its search reaches `position`. zlib's buffer has two windows; when too little lookahead
 * remains, it moves the upper half down.
 */
export function slideWindow(windowStart: number, position: number, inputLength: number): number {
  let start = windowStart;
  while (
    position - start >= SLIDE_POSITION &&
    Math.min(start + 2 * WINDOW_SIZE, inputLength) - position < MIN_LOOKAHEAD
  ) {
    start += WINDOW_SIZE;
  }
  return start;
}
