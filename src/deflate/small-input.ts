/**
 * Small inputs, nearly all tokens: one walk over the bytes does all that deflate has to do with each of them before it
 * searches and sends. It links the hash chains, counts the literals and adds up the checksum. One walk takes two thirds
 * of the time of three, and links in a table so small that it stays in the processor's nearest cache: the whole one of
 * matcher.ts does not, and waiting for it took half the time of the search.
 *
 * The hash here is not zlib's, but that shows in nothing. A chain leads to every earlier position with the same three
 * bytes, the nearest first, and now and then to one with others, which no comparison takes for a match. Which others are
 * in it matters only where a search gives up after so many candidates, 32 at the least, and an input with so many links
 * is not linked here.
 */
import { ADLER_MODULUS, END_OF_BLOCK } from '../zlib.ts';
import { type Block, ninthBit } from './block.ts';
import { informationSteps, prepareInformation } from './information.ts';
import type { Input } from './input.ts';
import { type Chains, NO_CANDIDATE } from './matcher.ts';

/** Beyond this size few inputs have so few links, and the sums of the checksum would need more care. */
export const MAX_SMALL_INPUT = 512;

/** A search gives up after a quarter of 128 candidates or later. */
export const MAX_LINKS = 31;

const SLOT_BITS = 12;
const FIRST_ORIGIN = 1;
const LAST_ORIGIN = 0xffff - MAX_SMALL_INPUT;

/** 2^32 divided by the golden ratio: the usual factor of multiplicative hashing. */
const GOLDEN_RATIO = 0x9e3779b1;

/** Scans the input: returns how many of its positions have a candidate. */
export type Scan = () => number;

/**
 * Makes the scan for these buffers. It counts all bytes as literals of the block, which has just begun, sets the checksum
 * of the input, links its positions, and lists those that have a candidate, in ascending order, in front of the end of
 * the input. With more than `MAX_LINKS` of them the chains are of no use.
 *
 * A closure over constants (see README.md), which takes two thirds of the time.
 */
export function createScan({ distances }: Chains, block: Block, input: Input, linkedPositions: Uint16Array): Scan {
  const { present, literalFrequencies } = block;
  const { view } = input;
  const steps = informationSteps;
  /** By hash: `origin` plus the position last seen with it. Smaller numbers are left from earlier calls. */
  const slots = new Uint16Array(1 << SLOT_BITS);
  const positions = linkedPositions;
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read again and again.
  const factor = GOLDEN_RATIO | 0;
  const shift = 32 - SLOT_BITS;
  let nextOrigin = FIRST_ORIGIN;
  prepareInformation();

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
    // `| 0` spares the question whether a sum is still an integer.
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
