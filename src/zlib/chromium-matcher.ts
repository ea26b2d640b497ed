/**
 * The hash of Chromium's fork of zlib, which Node 18 and later carry, and pako 3: four bytes, multiplicative.
 * In a file of its own so that only `accesstoken2/agora-token` carries it.
 */
import {
  CHAIN_MASK,
  HASH_MASK,
  MAX_DISTANCE,
  type Matcher,
  NO_CANDIDATE,
  SLIDE_POSITION,
  WINDOW_SIZE,
} from './matcher.ts';
import { MIN_MATCH } from './tables.ts';

/**
 * For the last position that has three bytes the fourth is whatever zlib's window holds behind the input: zero at
 * first, and once the window has slid, the byte one window earlier.
 */
export const chromiumMatcher: Matcher = (chains, input, start, end) => {
  const { head, distances, origin } = chains;
  const { length } = input;
  const hashMask = HASH_MASK;
  const chainMask = CHAIN_MASK;
  const maxDistance = MAX_DISTANCE;
  const noCandidate = NO_CANDIDATE;
  const behind = length - MIN_MATCH >= SLIDE_POSITION ? input[length - WINDOW_SIZE]! : 0;
  let value = (input[start]! << 8) | (input[start + 1]! << 16) | (input[start + 2]! << 24);
  for (let position = start; position < end; position++) {
    const next = position + 3 < length ? input[position + 3]! : behind;
    value = (value >>> 8) | (next << 24);
    const hash = ((Math.imul(value, 66521) + 66521) >>> 16) & hashMask;
    const distance = origin + position - head[hash]!;
    distances[position & chainMask] = distance <= maxDistance ? distance : noCandidate;
    head[hash] = origin + position;
  }
};
