/**
 * The hash chains of deflate: for every position, how far back the last position with the same hash is.
 * At level 6 zlib enters every position into its chains, so the chains do not depend on which matches are
 * taken: they are linked ahead of the search, in a loop that does nothing else. The hash here is stock zlib's; that of
 * Chromium's fork, all that differs between the two, stands in a file of its own.
 */

import { MAX_MATCH, MIN_MATCH } from '../zlib.ts';
import type { Input } from './input.ts';

/** zlib's window of 32 KiB. It sits in a buffer of twice the size. */
export const WINDOW_SIZE = 32768;
/** The bytes ahead that zlib wants to see before it looks for a match: one match and the hash behind it. */
export const MIN_LOOKAHEAD: number = MAX_MATCH + MIN_MATCH + 1;
/** Farther back zlib does not look: the lookahead is taken from the window. */
export const MAX_DISTANCE: number = WINDOW_SIZE - MIN_LOOKAHEAD;

/** Where in its buffer zlib must have come before the upper half is moved down. */
export const SLIDE_POSITION: number = WINDOW_SIZE + MAX_DISTANCE;

/** memLevel 8: a hash has 15 bits. */
const HASH_SIZE = 32768;
export const HASH_MASK: number = HASH_SIZE - 1;

/** The chains wrap around once a window, as zlib's do. */
export const CHAIN_MASK: number = WINDOW_SIZE - 1;

/** Farther than any match may lie: all sixteen bits set. */
export const NO_CANDIDATE = 65535;

/** The chains. */
export interface Chains {
  /** By hash: `origin` plus the position last seen with it. */
  readonly head: Int32Array;
  /**
   * By position & CHAIN_MASK: the distance to the position before it with the same hash, or NO_CANDIDATE, which leads
   * out of the reach of any match.
   */
  readonly distances: Uint16Array;
  /**
   * What `head` calls position 0. Grows from call to call by more than a window, so that whatever an earlier
   * call left in `head` is out of reach, and nothing has to be cleared.
   */
  origin: number;
}

/** Links the positions from `start` to `end` into the chains. Called in ascending order without gaps. */
export type Link = (start: number, end: number) => void;

/** Makes the link of one hash function for these chains and this input. */
export type Matcher = (chains: Chains, input: Input) => Link;

/** `head` is refilled when the origin comes here, once in many thousand calls. */
const LAST_ORIGIN = 2 ** 30;

/** Chains without any position. */
export function createChains(): Chains {
  return {
    head: new Int32Array(HASH_SIZE),
    distances: new Uint16Array(WINDOW_SIZE),
    // So that the zeros in a new head are out of reach.
    origin: 2 * WINDOW_SIZE,
  };
}

/** Forgets every position of an input of this length. */
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
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read again and again.
  const hashMask = HASH_MASK;
  const chainMask = CHAIN_MASK;
  const maxDistance = MAX_DISTANCE;
  return (start, end) => {
    const { origin } = chains;
    let hash = (bytes[start]! << 5) ^ bytes[start + 1]!;
    for (let position = start; position < end; position++) {
      hash = ((hash << 5) ^ bytes[position + 2]!) & hashMask;
      const distance = origin + position - head[hash]!;
      // NO_CANDIDATE where that is too far. By a sign, since a branch on it would be a coin toss: a tenth of the time of 10 KB.
      distances[position & chainMask] = distance | ((maxDistance - distance) >> 31);
      head[hash] = origin + position;
    }
  };
};
