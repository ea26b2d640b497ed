/**
 * The hash of Chromium's fork of zlib, used by Node 18 and later and by pako 3: multiplicative, of four bytes.
 * In a separate file, so that only the drop-in contains it.
 */
import { CHAIN_MASK, HASH_MASK, MAX_DISTANCE, type Matcher } from './matcher.ts';

/** At the last position, the fourth byte is the one after the input. */
export const chromiumMatcher: Matcher = (chains, input) => {
  const { head, distances } = chains;
  const { view } = input;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read every time.
  const hashMask = HASH_MASK;
  const chainMask = CHAIN_MASK;
  const maxDistance = MAX_DISTANCE;
  return (start, end) => {
    const { origin } = chains;
    for (let position = start; position < end; position++) {
      const hash = ((Math.imul(view.getInt32(position, true), 66521) + 66521) >>> 16) & hashMask;
      const distance = origin + position - head[hash]!;
      // See matcher.ts.
      distances[position & chainMask] = distance | ((maxDistance - distance) >> 31);
      head[hash] = origin + position;
    }
  };
};
