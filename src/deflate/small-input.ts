/**
 * One pass over a small input, as nearly all tokens are: it links the hash chains, counts the literals and computes the
 * checksum. It takes two thirds of the time of three passes, and its hash table fits into the L1 cache. That of matcher.ts
 * does not, and cache misses took half the time of the search.
 *
 * The hash here is not zlib's, but the output is the same. A chain leads to every earlier position with the same three
 * bytes, nearest first, and sometimes to one with other bytes, which the comparison rejects. Such a position could matter
 * only if the search reached its limit of candidates, at least 32, and inputs with that many links do not use this.
 */
import { ADLER_MODULUS, END_OF_BLOCK } from '../zlib.ts';
import { type Block, ninthBit } from './block.ts';
import { N_LOG2_N_STEPS, prepareTables } from './dynamic-bound.ts';
import type { Input } from './matcher.ts';
import { type Chains, NO_CANDIDATE } from './matcher.ts';

/** Larger inputs rarely have so few links, and the sums of the checksum could overflow. */
export const MAX_SMALL_INPUT = 512;

/** One less than the lowest limit of candidates of a search, a quarter of 128. */
export const MAX_LINKS = 31;

const SLOT_BITS = 12;
const FIRST_ORIGIN = 1;
const LAST_ORIGIN = 0xffff - MAX_SMALL_INPUT;

/** 2^32 divided by the golden ratio: Knuth's factor for multiplicative hashing. */
const GOLDEN_RATIO = 0x9e3779b1;

/** Links and counts the input; returns the number of positions that have a candidate. */
export type LinkAndCount = () => number;

/**
 * Makes the `LinkAndCount` for these buffers. It counts all bytes as literals of the block, which must be new, sets the
 * checksum of the input, links its positions, and lists those that have a candidate in ascending order, followed by the
 * length of the input. With more than `MAX_LINKS` candidates the chains must not be used.
 *
 * A closure over constants (see README.md), which takes two thirds of the time.
 */
export function createLinkAndCount(
  { distances }: Chains,
  block: Block,
  input: Input,
  linkedPositions: Uint16Array,
): LinkAndCount {
  const { present, literalFrequencies } = block;
  const { view } = input;
  const steps = N_LOG2_N_STEPS;
  /** By hash: `origin` plus the last position with it. Smaller numbers are from earlier calls. */
  const slots = new Uint16Array(1 << SLOT_BITS);
  const positions = linkedPositions;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read every time.
  const factor = GOLDEN_RATIO | 0;
  const shift = 32 - SLOT_BITS;
  let nextOrigin = FIRST_ORIGIN;
  prepareTables();

  return () => {
    if (nextOrigin > LAST_ORIGIN) {
      slots.fill(0);
      nextOrigin = FIRST_ORIGIN;
    }
    const { length } = input;
    const origin = nextOrigin;
    nextOrigin += length;
    let links = 0;
    let sum = 1;
    let sumOfSums = 0;
    let ninthBits = 0;
    let information = 0;
    present.fill(0);
    present[END_OF_BLOCK >> 5] = 1;
    distances.fill(NO_CANDIDATE, 0, length);
    // With `| 0`, V8 need not check for overflow.
    for (let position = 0; position < length; position++) {
      const word = view.getInt32(position, true);
      const slot = Math.imul(word << 8, factor) >>> shift;
      const last = (slots[slot]! - origin) | 0;
      slots[slot] = origin + position;
      if (last >= 0) {
        distances[position] = position - last;
        positions[links++] = position;
      }

      const literal = word & 0xff;
      sum = (sum + literal) | 0;
      sumOfSums = (sumOfSums + sum) | 0;
      ninthBits = (ninthBits + ninthBit(literal)) | 0;
      const before = literalFrequencies[literal]!;
      literalFrequencies[literal] = before + 1;
      information = (information + steps[before]!) | 0;
      present[literal >> 5]! |= 1 << (literal & 31);
    }
    positions[links] = length;
    block.isScanned = true;
    block.fixedBits += 8 * length + ninthBits;
    block.presentDistances = 0;
    block.information = information;
    input.checksum = ((sumOfSums % ADLER_MODULUS) << 16) | (sum % ADLER_MODULUS);
    return links;
  };
}
