/**
 * Lower bounds on the size of a dynamic block (RFC 1951 §3.2.7) that has been scanned. They show for most tokens that the
 * fixed codes are smaller, without building a Huffman tree. They never change the choice: if a bound does not decide, the
 * tree is built. The precise bound saves 18 % of the time of a token with a UUID as user ID.
 *
 * The proof is in dynamic-bound.md, whose propositions are cited here.
 */
// Only a type, since block.ts imports this module.
import type { Block } from './block.ts';

/** The words of the bit set of symbols that occur: 286 bits, and a word of zeros. */
export const PRESENT_WORDS = 10;

/** The units of information per bit. Sums of integers are exact in any order, so that a count can be subtracted again. */
const BIT = 1 << 16;

/** The highest count: all symbols of a small input and the end of its block. */
const MAX_COUNT = 513;

/** n log2 n, by n, in units of information; and the increments, from n to n + 1. All zero until `prepareTables`. */
export const N_LOG2_N: Int32Array = /* @__PURE__ */ new Int32Array(MAX_COUNT + 1);
export const N_LOG2_N_STEPS: Int32Array = /* @__PURE__ */ new Int32Array(MAX_COUNT);

/** Fills the tables. */
export function prepareTables(): void {
  for (let n = 2; n <= MAX_COUNT; n++) N_LOG2_N[n] = Math.round(n * Math.log2(n) * BIT);
  for (let n = 0; n < MAX_COUNT; n++) N_LOG2_N_STEPS[n] = N_LOG2_N[n + 1]! - N_LOG2_N[n]!;
}

/** The numbers of symbols with frequency 3 or more, 1, and 2, in one number. */
const ONE_SHIFT = 10;
const TWO_SHIFT = 20;
const KIND_MASK = 1023;
/** The shifts by frequency, one byte each. */
const KIND_SHIFTS = 0x0014_0a00;

/** Far more than the rounding error of the sums, far less than a bit. */
const ROUNDING = 1 << 12;

/** RFC 1951 §3.2.7: the extra bits of a short and of a long run of zeros, and of a repeat. */
const SHORT_RUN_BITS = 3;
const LONG_RUN_BITS = 7;
const REPEAT_BITS = 2;
/** A repeat replaces at most six lengths. */
const MAX_LENGTHS_PER_REPEAT = 6;

/** The parts of the header that follow from the symbols that occur, and the rest of the block. */
interface Outline {
  /** How many literals and lengths occur, with the end of the block. */
  symbols: number;
  /** Single zeros, and the two kinds of runs of zeros. */
  zeros: number;
  shortRuns: number;
  longRuns: number;
  /** The number of distance codes of length 1, if no other code has that length; otherwise 0. */
  distanceLengths: number;
  /** The bit set of symbols that occur together with the next three; and the maximum number of repeated lengths. */
  readonly fours: Int32Array;
  repeatable: number;
  /** The part that does not depend on the code length code: whole bits, and the symbols' entropy in units of information. */
  bits: number;
  information: number;
}

/** Reused by all calls. */
const outline: Outline = {
  symbols: 0,
  zeros: 0,
  shortRuns: 0,
  longRuns: 0,
  distanceLengths: 0,
  fours: /* @__PURE__ */ new Int32Array(PRESENT_WORDS),
  repeatable: 0,
  bits: 0,
  information: 0,
};

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Counts the symbols and the gaps between them, 32 at a time: iterating over the symbols takes three times as long.
 * A gap that needs several long runs counts as one.
 */
function outlineLengths(present: Int32Array): void {
  let symbols = 0;
  let gaps = 0;
  let ones = 0;
  let twos = 0;
  let longs = 0;
  let fours = 0;
  let fives = 0;
  let before = 1; // as if symbol -1 occurred, so that a gap can begin at symbol 0
  let fourBefore = 0;
  for (let i = 1; i < present.length; i++) {
    const here = present[i - 1]!;
    const above = present[i]!;
    // For each bit: whether the symbol one, two or three after it occurs, and whether one of the next two, four, … does.
    const second = (here >>> 1) | (above << 31);
    const third = (here >>> 2) | (above << 30);
    const fourth = (here >>> 3) | (above << 29);
    const ofTwo = here | second;
    const ofTwoAbove = above | (above >>> 1);
    const ofFour = ofTwo | (ofTwo >>> 2) | (ofTwoAbove << 30);
    const ofFourAbove = ofTwoAbove | (ofTwoAbove >>> 2);
    const ofEight = ofFour | (ofFour >>> 4) | (ofFourAbove << 28);
    const ofEightAbove = ofFourAbove | (ofFourAbove >>> 4);
    const ofEleven = ofEight | (ofEight >>> 3) | (ofEightAbove << 29);
    const gap = ~here & ((here << 1) | before);
    const four = here & second & third & fourth;
    outline.fours[i - 1] = four;
    symbols += countBits(here);
    gaps += countBits(gap);
    ones += countBits(gap & second);
    twos += countBits(gap & ~second & third);
    longs += countBits(gap & ~ofEleven);
    fours += countBits(four);
    fives += countBits(four & ((four << 1) | fourBefore));
    before = here >>> 31;
    fourBefore = four >>> 31;
  }
  outline.symbols = symbols;
  outline.zeros = ones + 2 * twos;
  outline.shortRuns = gaps - ones - twos - longs;
  // The gap after the last symbol is not sent.
  outline.longRuns = longs - 1;
  outline.repeatable = 3 * fours - 2 * fives;
}

/** Completes the outline with everything but the lengths of the literals. */
function outlineRest(block: Block): void {
  const { count, matchCount, distanceFrequencies } = block;
  const total = count + 1;
  let information = N_LOG2_N[total]! - block.information;
  let distanceKinds = 0;
  if (matchCount > 0) {
    let distanceInformation = 0;
    for (let left = block.presentDistances; left !== 0; left &= left - 1) {
      distanceKinds++;
      distanceInformation += N_LOG2_N[distanceFrequencies[31 - Math.clz32(left & -left)]!]!;
    }
    information += Math.max(matchCount * BIT, N_LOG2_N[matchCount]! - distanceInformation);
  }
  outline.information = information;
  // Proposition 4. In the order of the header, length 1 is the 18th, 2 the 16th, 3 the 14th and 4 the 12th.
  const shortest = distanceKinds < 4 ? 1 : 31 - Math.clz32(distanceKinds);
  outline.bits =
    3 +
    5 +
    5 +
    4 +
    3 * (20 - 2 * shortest) +
    block.extraBits +
    SHORT_RUN_BITS * outline.shortRuns +
    LONG_RUN_BITS * outline.longRuns;
  // Proposition 3c: if the information is less than that of a literal with a third of all symbols, no literal has length 1.
  const isAnyFrequent = block.information >= N_LOG2_N[Math.ceil(total / 3)]!;
  outline.distanceLengths = distanceKinds <= 2 && !isAnyFrequent ? 2 : 0;
}

/** The entropy of the header's symbols plus the extra bits of the repeats, in units of information. */
function headerEntropy(rare: number, common: number, repeats: number): number {
  const { zeros, shortRuns, longRuns, distanceLengths } = outline;
  return (
    N_LOG2_N[zeros + shortRuns + longRuns + distanceLengths + rare + common + repeats]! -
    N_LOG2_N[zeros]! -
    N_LOG2_N[shortRuns]! -
    N_LOG2_N[longRuns]! -
    N_LOG2_N[distanceLengths]! -
    N_LOG2_N[rare]! -
    N_LOG2_N[common]! -
    N_LOG2_N[repeats]! +
    REPEAT_BITS * BIT * repeats
  );
}

/** The size of the block in bits if the header's symbols have this entropy. */
function bitsWith(entropy: number): number {
  return outline.bits + Math.ceil((outline.information + entropy - ROUNDING) / BIT);
}

/**
 * The quick bound on the size in bits of a block that has been scanned and measured. Treats all lengths as equal, and
 * takes the minimum of two cases: no repeats, or as many as possible, six lengths at a time.
 */
export function leastDynamicBits(block: Block): number {
  outlineLengths(block.present);
  outlineRest(block);
  const { symbols, repeatable } = outline;
  const repeated = headerEntropy(0, symbols - repeatable, Math.floor(repeatable / MAX_LENGTHS_PER_REPEAT));
  return bitsWith(Math.min(headerEntropy(0, symbols, 0), repeated));
}

/** Whether four symbols can have codes of equal length (3a): the largest frequency is at most the sum of the two smallest. */
function canHaveEqualLengths(a: number, b: number, c: number, d: number): boolean {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  const lower = Math.min(c, d);
  const higher = Math.max(c, d);
  const smallest = Math.min(low, lower);
  const second = Math.min(Math.max(low, lower), high, higher);
  return Math.max(high, higher) <= smallest + second;
}

/** The bits of a word of `outline.fours` whose four symbols can have codes of equal length. */
function withEqualLengths(four: number, word: number, frequencies: Uint16Array): number {
  let kept = 0;
  for (let left = four; left !== 0; left &= left - 1) {
    const bit = left & -left;
    const start = (word << 5) + 31 - Math.clz32(bit);
    if (
      canHaveEqualLengths(
        frequencies[start]!,
        frequencies[start + 1]!,
        frequencies[start + 2]!,
        frequencies[start + 3]!,
      )
    ) {
      kept |= bit;
    }
  }
  return kept;
}

/** The precise bound, which takes three times as long. Call `leastDynamicBits` of the same block first: it makes the outline. */
export function leastDynamicBitsPrecisely({ present, literalFrequencies }: Block): number {
  let kinds = 0;
  for (let word = 0; word < present.length; word++) {
    for (let bits = present[word]!; bits !== 0; bits &= bits - 1) {
      const symbol = (word << 5) + 31 - Math.clz32(bits & -bits);
      // A shift only uses the low five bits of its right operand.
      kinds += 1 << (KIND_SHIFTS >> (8 * Math.min(literalFrequencies[symbol]!, 3)));
    }
  }
  const ones = (kinds >> ONE_SHIFT) & KIND_MASK;
  const twos = kinds >> TWO_SHIFT;
  const others = kinds & KIND_MASK;

  // Find four neighbours that can have equal lengths (proposition 3a), and longer stretches of them.
  let fours = 0;
  let overlaps = 0;
  let lastFour = 0;
  let fives = 0;
  let sixes = 0;
  let sevens = 0;
  let lastFive = 0;
  let lastSix = 0;
  for (let word = 0; word + 1 < present.length; word++) {
    const four = withEqualLengths(outline.fours[word]!, word, literalFrequencies);
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
  /** In a stretch of neighbours, the first length is sent, and the others can be repeats of three lengths or more. */
  const repeatable = 3 * fours - 2 * overlaps;
  const lengthsPerRepeat = 3 + (fives === 0 ? 0 : 1) + (sixes === 0 ? 0 : 1) + (sevens === 0 ? 0 : 1);

  /** The minimum of `headerEntropy` with up to `repeatable` lengths replaced by repeats: at a corner of the polytope (1). */
  const leastEntropy = (rare: number, common: number) => {
    const all = headerEntropy(rare, common, 0);
    if (repeatable === 0) return all;
    if (repeatable > rare) return 0;
    const repeats = Math.floor(repeatable / lengthsPerRepeat);
    const amongRare = headerEntropy(rare - repeatable, common, repeats);
    if (repeatable <= common) return Math.min(all, amongRare, headerEntropy(rare, common - repeatable, repeats));
    const amongCommon = headerEntropy(rare, 0, Math.floor(common / lengthsPerRepeat));
    return Math.min(all, amongRare, amongCommon, headerEntropy(rare + common - repeatable, 0, repeats));
  };

  // Proposition 3b: all but one of the symbols of frequency 1 have other lengths than those of 3 or more; 2 may share either.
  const apart = ones >= 3;
  const rare = apart ? ones - 1 : 0;
  const either = apart ? twos : 0;
  const common = apart ? others : ones + twos + others;
  return bitsWith(Math.min(leastEntropy(rare + either, common), leastEntropy(rare, common + either)));
}
