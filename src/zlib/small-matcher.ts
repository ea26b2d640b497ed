/**
 * The hash chains of a small input in stock zlib's deflate, from a table so small that it stays in the processor's
 * nearest cache: the whole table of matcher.ts does not, and waiting for it took half the time of the search.
 *
 * The hash here is not zlib's, but that shows in nothing. A chain leads to every earlier position with the same three
 * bytes, the nearest first, and now and then to one with others, which no comparison takes for a match. Which others are
 * in it matters only where a search gives up after so many candidates, 32 at the least, and an input with so many links
 * is not linked here.
 */
import { type Chains, type Input, NO_CANDIDATE } from './matcher.ts';

/** Beyond this size few inputs have so few links. */
export const MAX_SMALL_INPUT = 512;

/** A search gives up after a quarter of 128 candidates or later. */
const MAX_LINKS = 31;

const SLOT_BITS = 12;
const SLOTS = 1 << SLOT_BITS;
/** By hash: `origin` plus the position last seen with it. Smaller numbers are left from earlier calls. */
const slots: Uint16Array = /* @__PURE__ */ new Uint16Array(SLOTS);
const FIRST_ORIGIN = 1;
const LAST_ORIGIN = 0xffff - MAX_SMALL_INPUT;
let nextOrigin = FIRST_ORIGIN;

/** 2^32 divided by the golden ratio: the usual factor of multiplicative hashing. */
const GOLDEN_RATIO = 0x9e3779b1;

/** Links the positions of the input up to `end`. Returns false if there are too many links, and the chains of no use. */
export function linkSmallInput({ distances }: Chains, { view }: Input, end: number): boolean {
  if (nextOrigin > LAST_ORIGIN) {
    slots.fill(0);
    nextOrigin = FIRST_ORIGIN;
  }
  const origin = nextOrigin;
  // Bundlers turn the constants of a module into variables, which the loop would read again and again.
  const table = slots;
  const factor = GOLDEN_RATIO;
  const shift = 32 - SLOT_BITS;
  const noCandidate = NO_CANDIDATE;
  let links = 0;
  for (let position = 0; position < end; position++) {
    const slot = Math.imul(view.getInt32(position, true) << 8, factor) >>> shift;
    const last = table[slot]! - origin;
    table[slot] = origin + position;
    distances[position] = last < 0 ? noCandidate : position - last;
    links += 1 + (last >> 31);
  }
  nextOrigin = origin + end;
  return links <= MAX_LINKS;
}
