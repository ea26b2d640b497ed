/**
 * A lower bound on the size of a dynamic block, for small blocks, where the fixed codes mostly win: it tells most of
 * them apart without building a tree. It never changes the choice: where it does not decide, the tree is built.
 *
 * Why it is a lower bound, for a block of less than 2,584 symbols (so that no code comes out longer than 15 bits, and
 * the trees are Huffman's, whatever the ties):
 *
 * 1. A prefix code spends at least the entropy, `spread(counts)` bits. This is concave in the counts, grows with each
 *    of them, and shrinks when two are added up: so a count may be left out, counts may be merged, and where counts
 *    may lie anywhere in a polytope, only its corners need be looked at.
 * 2. The header sends the literal lengths as runs. Runs of zeros follow from which symbols occur. Each other length is
 *    a symbol of its own, save where four or more neighbours have the same one.
 * 3. In a Huffman tree a node is at least as deep as any heavier one, or exchanging them would make the code
 *    shorter. So nodes of one depth weigh at most as much as any two of them together (their common parent, once
 *    they are put side by side, is one level up), and
 *    a. four lengths can only be equal if the largest frequency is at most the sum of the two smallest;
 *    b. depths with two symbols of frequency 1 hold none of frequency 3 or more. Frequency 1 lies on two neighbouring
 *       depths at most (the parent of a third would be heavier and deeper). So with three or more of them, all but
 *       one have lengths that the frequencies from 3 up do not have;
 *    c. a length of 1 means a frequency of at least a third of all: the other half is split in two no larger.
 * 4. One or two distance symbols, or none, have lengths of 1: zlib always sends two. Among `n` some length is
 *    at most log2(n). The lower the lengths, the later they stand in the order in which the header names them.
 */
import type { Block } from './block.ts';
import { LITERAL_LENGTH_SYMBOLS } from './tables.ts';

/** Beyond this size the bound decides next to nothing: not even of random bytes. */
export const MAX_BOUNDED_SYMBOLS = 400;

/** Counts of zero runs in one number: single zeros, short runs (symbol 17), long runs (symbol 18). */
const SHORT_RUN_SHIFT = 10;
const LONG_RUN_SHIFT = 20;
const SHORT_RUN = 1 << SHORT_RUN_SHIFT;
const LONG_RUN = 1 << LONG_RUN_SHIFT;
const COUNT_MASK = SHORT_RUN - 1;
/** In the same way, of symbols by frequency: 3 and more, 1, 2. */
const ONE_SHIFT = 10;
const TWO_SHIFT = 20;
const ONE = 1 << ONE_SHIFT;
const TWO = 1 << TWO_SHIFT;
const SHORT_RUN_BITS = 3;
const LONG_RUN_BITS = 7;
/** Sums of n log2 n are integers, in units of a small part of a bit. */
const BIT = 1 << 16;
/** Far more than the error of the sums, far less than a bit. */
const ROUNDING = 1 << 12;

/** A symbol 16 (the last length again) stands for at most six lengths, and has two bits. */
const REPEAT_BITS = 2;
const MOST_LENGTHS_PER_REPEAT = 6;

interface Scratch {
  /** By n: n log2 n. */
  readonly informations: Int32Array;
  /** By the number of zeros: the symbols they are sent as. */
  readonly zeroRuns: Int32Array;
  /** By frequency: `ONE`, `TWO` or 1. */
  readonly frequencyKinds: Int32Array;
}

let scratch: Scratch | undefined;

function createScratch(): Scratch {
  const informations = new Int32Array(MAX_BOUNDED_SYMBOLS + 2);
  for (let n = 2; n < informations.length; n++) informations[n] = Math.round(n * Math.log2(n) * BIT);
  const zeroRuns = new Int32Array(LITERAL_LENGTH_SYMBOLS);
  for (let n = 1; n < zeroRuns.length; n++) {
    const rest = n % 138;
    zeroRuns[n] = Math.floor(n / 138) * LONG_RUN + (rest >= 11 ? LONG_RUN : rest >= 3 ? SHORT_RUN : rest);
  }
  const frequencyKinds = new Int32Array(informations.length).fill(1);
  frequencyKinds.set([ONE, TWO], 1);
  return { informations, zeroRuns, frequencyKinds };
}

/** Whether four symbols may have codes of one length: the largest frequency is at most the sum of the two smallest. */
function mayHaveOneLength(a: number, b: number, c: number, d: number): boolean {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  const lower = Math.min(c, d);
  const higher = Math.max(c, d);
  const smallest = Math.min(low, lower);
  const second = Math.min(Math.max(low, lower), high, higher);
  return Math.max(high, higher) <= smallest + second;
}

/** A word of the set of those that occur and whose next three neighbours do. */
function fourNeighbours(present: Int32Array, word: number): number {
  const here = present[word]!;
  const above = word + 1 < present.length ? present[word + 1]! : 0;
  const two = here & ((here >>> 1) | (above << 31));
  return two & ((here >>> 2) | (above << 30)) & ((here >>> 3) | (above << 29));
}

/** Those of them that may have one length with their neighbours. */
function withOneLength(four: number, word: number, frequencies: Uint16Array): number {
  let kept = 0;
  for (let left = four; left !== 0; left &= left - 1) {
    const bit = left & -left;
    const start = (word << 5) + 31 - Math.clz32(bit);
    if (
      mayHaveOneLength(frequencies[start]!, frequencies[start + 1]!, frequencies[start + 2]!, frequencies[start + 3]!)
    ) {
      kept |= bit;
    }
  }
  return kept;
}

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * At least so many bits takes the block, of at most `MAX_BOUNDED_SYMBOLS` symbols, if it is dynamic. `precise`: nearer
 * to the truth, and in twice the time.
 */
export function leastDynamicBits(block: Block, precise: boolean): number {
  scratch ??= createScratch();
  const { informations, zeroRuns, frequencyKinds } = scratch;
  const { count, matchCount, present, literalFrequencies, distanceFrequencies } = block;

  // The symbols that occur, in ascending order.
  let runs = 0;
  let kinds = 0;
  let highest = 0;
  let literalInformation = 0;
  let previous = -1;
  for (let word = 0; word < present.length; word++) {
    for (let bits = present[word]!; bits !== 0; bits &= bits - 1) {
      const symbol = (word << 5) + 31 - Math.clz32(bits & -bits);
      const frequency = literalFrequencies[symbol]!;
      runs += zeroRuns[symbol - previous - 1]!;
      previous = symbol;
      kinds += frequencyKinds[frequency]!;
      highest = Math.max(highest, frequency);
      literalInformation += informations[frequency]!;
    }
  }
  const ones = (kinds >> ONE_SHIFT) & COUNT_MASK;
  const twos = kinds >> TWO_SHIFT;
  const others = kinds & COUNT_MASK;

  // Four neighbours that may have one length, and where the next four begin with the second of them: proof, 3a.
  let fours = 0;
  let overlaps = 0;
  let lastFour = 0;
  let fives = 0;
  let sixes = 0;
  let sevens = 0;
  let lastFive = 0;
  let lastSix = 0;
  for (let word = 0; word < present.length; word++) {
    let four = fourNeighbours(present, word);
    if (precise) four = withOneLength(four, word, literalFrequencies);
    const five = four & ((four << 1) | lastFour);
    const six = five & ((five << 1) | lastFive);
    sevens |= six & ((six << 1) | lastSix);
    sixes |= six;
    fives |= five;
    fours += countBits(four);
    overlaps += countBits(five);
    lastFour = four >>> 31;
    lastFive = five >>> 31;
    lastSix = six >>> 31;
  }
  /** A stretch of neighbours sends its length once; the others may be repeats, three at least. */
  const repeatable = 3 * fours - 2 * overlaps;
  const lengthsPerRepeat = 3 + (fives === 0 ? 0 : 1) + (sixes === 0 ? 0 : 1) + (sevens === 0 ? 0 : 1);

  const total = count + 1;
  let information = informations[total]! - literalInformation;
  let bits = block.extraBits;

  let distanceKinds = 0;
  if (matchCount > 0) {
    let distanceInformation = 0;
    for (let left = block.presentDistances; left !== 0; left &= left - 1) {
      distanceKinds++;
      distanceInformation += informations[distanceFrequencies[31 - Math.clz32(left & -left)]!]!;
    }
    information += Math.max(matchCount * BIT, informations[matchCount]! - distanceInformation);
  }
  // Proof, 4. The length 1 stands in the 18th place, 2 in the 16th, 3 in the 14th, 4 in the 12th.
  const shortest = distanceKinds < 4 ? 1 : 31 - Math.clz32(distanceKinds);
  bits += 3 + 5 + 5 + 4 + 3 * (20 - 2 * shortest);

  const zeros = runs & COUNT_MASK;
  const shortRuns = (runs >> SHORT_RUN_SHIFT) & COUNT_MASK;
  const longRuns = runs >> LONG_RUN_SHIFT;
  bits += SHORT_RUN_BITS * shortRuns + LONG_RUN_BITS * longRuns;
  /** Proof, 3c: nothing else has the length of two distances. */
  const distanceLengths = distanceKinds <= 2 && 3 * highest < total ? 2 : 0;
  const constant = zeros + shortRuns + longRuns + distanceLengths;
  const constantInformation =
    informations[zeros]! + informations[shortRuns]! + informations[longRuns]! + informations[distanceLengths]!;
  /** The entropy of the symbols of the header, and the bits of the repeats. */
  const spread = (rare: number, common: number, repeats: number) =>
    informations[constant + rare + common + repeats]! -
    constantInformation -
    informations[rare]! -
    informations[common]! -
    informations[repeats]! +
    REPEAT_BITS * BIT * repeats;
  if (!precise) {
    // All lengths as if they were one symbol, and either none of them repeated, or all that may be, six at a time.
    const lengths = ones + twos + others;
    const repeated = spread(0, lengths - repeatable, Math.floor(repeatable / MOST_LENGTHS_PER_REPEAT));
    return bits + Math.ceil((information + Math.min(spread(0, lengths, 0), repeated) - ROUNDING) / BIT);
  }
  /** The least of `spread` when up to `repeatable` of the lengths are not sent: one of the corners of what is left. */
  const leastSpread = (rare: number, common: number) => {
    const all = spread(rare, common, 0);
    if (repeatable === 0) return all;
    if (repeatable > rare) return 0;
    const repeats = Math.floor(repeatable / lengthsPerRepeat);
    const amongRare = spread(rare - repeatable, common, repeats);
    if (repeatable <= common) return Math.min(all, amongRare, spread(rare, common - repeatable, repeats));
    const amongCommon = spread(rare, 0, Math.floor(common / lengthsPerRepeat));
    return Math.min(all, amongRare, amongCommon, spread(rare + common - repeatable, 0, repeats));
  };

  // Proof, 3b: lengths of frequency 1, but for one, and of 3 and more. The twos are with these or with those.
  const apart = ones >= 3;
  const rare = apart ? ones - 1 : 0;
  const either = apart ? twos : 0;
  const common = apart ? others : ones + twos + others;
  const least = Math.min(leastSpread(rare + either, common), leastSpread(rare, common + either));
  return bits + Math.ceil((information + least - ROUNDING) / BIT);
}
