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
import { type Block, PRESENT_WORDS } from './block.ts';
import { BIT, informations } from './information.ts';

/** In one number, symbols by frequency: 3 and more, 1, 2. */
const ONE_SHIFT = 10;
const TWO_SHIFT = 20;
const KIND_MASK = 1023;
/** The shifts by frequency, a byte each. */
const KIND_SHIFTS = 0x0014_0a00;

/** Far more than the error of the sums, far less than a bit. */
const ROUNDING = 1 << 12;

/** RFC 1951 §3.2.7: the extra bits of a short and a long run of zeros, and of a repeat. */
const SHORT_RUN_BITS = 3;
const LONG_RUN_BITS = 7;
const REPEAT_BITS = 2;
/** A repeat stands for at most six lengths. */
const MOST_LENGTHS_PER_REPEAT = 6;

/** What the header has to send, as far as it follows from which symbols occur, and what more the block takes. */
interface Outline {
  /** The literals and lengths that occur, and the end of the block. */
  symbols: number;
  /** Zeros sent singly, and the two kinds of runs. */
  zeros: number;
  shortRuns: number;
  longRuns: number;
  /** How many distances have a length of 1, if they are the only ones. */
  distanceLengths: number;
  /** Which symbols occur with the three behind them, a bit each; and so, how many of the lengths may be repeats at the most. */
  readonly fours: Int32Array;
  repeatable: number;
  /** What does not depend on the code of the lengths: whole bits, and the information in the symbols, in its units. */
  bits: number;
  information: number;
}

/** Shared by all calls. */
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
 * The symbols and the gaps between them, 32 at a time: walking from one to the next takes three times as long. A gap that
 * takes several long runs counts as one.
 */
function outlineLengths(present: Int32Array): void {
  let symbols = 0;
  let gaps = 0;
  let ones = 0;
  let twos = 0;
  let longs = 0;
  let fours = 0;
  let fives = 0;
  let before = 1; // as if the symbol -1 occurred, so that a gap begins at 0
  let fourBefore = 0;
  for (let i = 1; i < present.length; i++) {
    const here = present[i - 1]!;
    const above = present[i]!;
    // Bit by bit: whether the symbol one, two, three farther on occurs, and whether one of the next two, … does.
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
  // Behind the last symbol nothing is sent.
  outline.longRuns = longs - 1;
  outline.repeatable = 3 * fours - 2 * fives;
}

/** What there is beside the lengths of the literals. */
function outlineRest(block: Block): void {
  const { count, matchCount, distanceFrequencies } = block;
  const total = count + 1;
  let information = informations[total]! - block.information;
  let distanceKinds = 0;
  if (matchCount > 0) {
    let distanceInformation = 0;
    for (let left = block.presentDistances; left !== 0; left &= left - 1) {
      distanceKinds++;
      distanceInformation += informations[distanceFrequencies[31 - Math.clz32(left & -left)]!]!;
    }
    information += Math.max(matchCount * BIT, informations[matchCount]! - distanceInformation);
  }
  outline.information = information;
  // Proof, 4. The length 1 stands in the 18th place, 2 in the 16th, 3 in the 14th, 4 in the 12th.
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
  // Proof, 3c: nothing else has the length of two distances. A third of all would have more information than there is.
  const isAnyFrequent = block.information >= informations[Math.ceil(total / 3)]!;
  outline.distanceLengths = distanceKinds <= 2 && !isAnyFrequent ? 2 : 0;
}

/** The entropy of the symbols of the header, and the bits of the repeats, in the units of information. */
function spread(rare: number, common: number, repeats: number): number {
  const { zeros, shortRuns, longRuns, distanceLengths } = outline;
  return (
    informations[zeros + shortRuns + longRuns + distanceLengths + rare + common + repeats]! -
    informations[zeros]! -
    informations[shortRuns]! -
    informations[longRuns]! -
    informations[distanceLengths]! -
    informations[rare]! -
    informations[common]! -
    informations[repeats]! +
    REPEAT_BITS * BIT * repeats
  );
}

/** The bits of the block, if the lengths take so much. */
function bitsWith(leastSpread: number): number {
  return outline.bits + Math.ceil((outline.information + leastSpread - ROUNDING) / BIT);
}

/**
 * At least so many bits takes the block, which has been scanned and measured, if it is dynamic. All lengths count as if
 * they were one, and either none of them is repeated, or all are that may be, six at a time.
 */
export function leastDynamicBits(block: Block): number {
  outlineLengths(block.present);
  outlineRest(block);
  const { symbols, repeatable } = outline;
  const repeated = spread(0, symbols - repeatable, Math.floor(repeatable / MOST_LENGTHS_PER_REPEAT));
  return bitsWith(Math.min(spread(0, symbols, 0), repeated));
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

/** Those in a word of `outline.fours` that may have one length with their neighbours. */
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

/** The same, nearer to the truth and in three times the time. To be called behind `leastDynamicBits` of the same block. */
export function leastDynamicBitsPrecisely({ present, literalFrequencies }: Block): number {
  let kinds = 0;
  for (let word = 0; word < present.length; word++) {
    for (let bits = present[word]!; bits !== 0; bits &= bits - 1) {
      const symbol = (word << 5) + 31 - Math.clz32(bits & -bits);
      // A shift looks at the low five bits of its distance.
      kinds += 1 << (KIND_SHIFTS >> (8 * Math.min(literalFrequencies[symbol]!, 3)));
    }
  }
  const ones = (kinds >> ONE_SHIFT) & KIND_MASK;
  const twos = kinds >> TWO_SHIFT;
  const others = kinds & KIND_MASK;

  // Four neighbours that may have one length, and where the next four begin with the second of them: proof, 3a.
  let fours = 0;
  let overlaps = 0;
  let lastFour = 0;
  let fives = 0;
  let sixes = 0;
  let sevens = 0;
  let lastFive = 0;
  let lastSix = 0;
  for (let word = 0; word + 1 < present.length; word++) {
    const four = withOneLength(outline.fours[word]!, word, literalFrequencies);
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
  return bitsWith(Math.min(leastSpread(rare + either, common), leastSpread(rare, common + either)));
}
