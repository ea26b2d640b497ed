/**
 * Generates deflate blocks by the grammar of RFC 1951, usually with one fault in otherwise valid data, so that a decoder
 * that misses the fault reads on to the end. Random bytes rarely get past the first header.
 */
import {
  DISTANCE_BASE,
  DISTANCE_EXTRA_BITS,
  fixedDistanceLengths,
  fixedLiteralLengths,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
} from '../../src/zlib.ts';
import { completeLengths, type Random } from '../unit/deflate/inputs.ts';
import {
  canonicalCodes,
  codeLengthHeader,
  DYNAMIC,
  FIXED,
  type Piece,
  packBits,
  RESERVED,
  STORED,
} from '../unit/inflate/streams.ts';

/** Faults by block type. */
const FAULTS = {
  any: ['reserved type', 'no last block', 'cut'],
  stored: ['complement', 'too short', 'fill bits'],
  fixed: ['undefined length', 'undefined distance', 'distance too far'],
  dynamic: [
    'literal count',
    'distance count',
    'code length code',
    'literal code',
    'distance code',
    'no end of block',
    'first length repeats',
    'last length repeats',
    'no such code',
    'distance too far',
  ],
} as const;
type BlockType = 'stored' | 'fixed' | 'dynamic';
type Fault = (typeof FAULTS)[keyof typeof FAULTS][number];

const BLOCK_TYPES: readonly BlockType[] = ['stored', 'fixed', 'dynamic', 'dynamic'];

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random(items.length)]!;

/** One to four blocks. */
export function randomBlocks(random: Random): Buffer {
  const count = 1 + random(4);
  const faulty = random(count);
  const blocks = new Blocks(random);
  for (let index = 0; index < count; index++) {
    const type = pick(random, BLOCK_TYPES);
    // One stream in six is valid.
    const fault = index === faulty && random(6) > 0 ? pick<Fault>(random, [...FAULTS.any, ...FAULTS[type]]) : undefined;
    blocks.add(type, index === count - 1, fault);
  }
  const bytes = Buffer.from(blocks.bytes());
  // Sometimes followed by a few extra bytes.
  return random(8) === 0 ? Buffer.concat([bytes, Buffer.alloc(random(5), random(256))]) : bytes;
}

/** The codes of a block, by symbol; undefined for unused symbols. */
interface Codes {
  readonly literals: readonly (string | undefined)[];
  readonly distances: readonly (string | undefined)[];
}

const fixedCodes: Codes = {
  literals: canonicalCodes([...fixedLiteralLengths()]),
  distances: canonicalCodes([...fixedDistanceLengths()]),
};

class Blocks {
  readonly #random: Random;
  #pieces: Piece[] = [];
  /** The number of bytes output so far, which limits distances. */
  #content = 0;
  #cut = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  bytes(): Uint8Array {
    const bytes = packBits(this.#pieces);
    return bytes.subarray(0, Math.max(0, bytes.length - this.#cut));
  }

  add(type: BlockType, isLast: boolean, fault: Fault | undefined): void {
    this.#pieces.push([isLast && fault !== 'no last block' ? 1 : 0, 1]);
    if (fault === 'cut') this.#cut = 1 + this.#random(12);
    if (type === 'stored') this.#addStored(fault);
    else if (type === 'fixed') this.#addFixed(fault);
    else this.#addDynamic(fault);
  }

  #addStored(fault: Fault | undefined): void {
    const length = this.#random(20);
    const complement = (length ^ 0xffff ^ (fault === 'complement' ? 1 << this.#random(16) : 0)) & 0xffff;
    this.#pieces.push(fault === 'reserved type' ? RESERVED : STORED);
    const begun = packBits(this.#pieces, fault === 'fill bits' ? '1111111' : '0000000');
    const bytes = [length, 0, complement & 255, complement >> 8];
    for (let left = fault === 'too short' ? length >> 1 : length; left > 0; left--) bytes.push(this.#random(256));
    this.#pieces = [...begun, ...bytes].map((byte): Piece => [byte, 8]);
    this.#content += length;
  }

  #addFixed(fault: Fault | undefined): void {
    this.#pieces.push(fault === 'reserved type' ? RESERVED : FIXED);
    this.#addSymbols(fixedCodes, fault);
  }

  #addDynamic(fault: Fault | undefined): void {
    const random = this.#random;
    const literals = this.#randomLengths(
      1 + random(12),
      fault === 'literal count' ? 287 + random(2) : 257 + random(30),
      [fault === 'no end of block' ? random(256) : 256],
    );
    const few = random(4) === 0 ? random(2) : 1 + random(8);
    const distances = this.#randomLengths(few, fault === 'distance count' ? 31 + random(2) : 1 + random(30));
    if (fault === 'literal code') this.#corrupt(literals);
    if (fault === 'distance code') this.#corrupt(distances);
    const { pieces, codes } = this.#describe([...literals, ...distances], fault);
    const [literalBits, distanceBits] = [literals.length - 257, distances.length - 1];
    this.#pieces.push(fault === 'reserved type' ? RESERVED : DYNAMIC, [literalBits, 5], [distanceBits, 5]);
    this.#pieces.push(...codes, ...pieces);
    this.#addSymbols({ literals: canonicalCodes(literals), distances: canonicalCodes(distances) }, fault);
  }

  /** Lengths of a complete code, of one code of one bit, or of none; the symbols are `required` and then random ones. */
  #randomLengths(count: number, below: number, required: readonly number[] = []): number[] {
    const lengths: number[] = new Array(below).fill(0);
    const symbols = [...required];
    while (symbols.length < Math.min(count, below)) {
      // Match lengths have the symbols after the literals, and only short distances can be used.
      const symbol =
        this.#random(2) === 0 ? this.#random(below) : below > 257 ? 257 + this.#random(below - 257) : this.#random(8);
      if (symbol < below && !symbols.includes(symbol)) symbols.push(symbol);
    }
    const leaves = symbols.length === 1 ? [1] : completeLengths(this.#random, symbols.length, 15);
    symbols.forEach((symbol, index) => {
      lengths[symbol] = leaves[index]!;
    });
    return lengths;
  }

  /** Adds a code or changes a length: over- or under-subscribed, and sometimes still valid. */
  #corrupt(lengths: number[]): void {
    const at = this.#random(lengths.length);
    const used = lengths.findIndex((length) => length > 0);
    if (this.#random(2) === 0 || used < 0) lengths[at] = 1 + this.#random(15);
    else lengths[used] = Math.max(1, Math.min(15, lengths[used]! + (this.#random(2) === 0 ? 1 : -1)));
  }

  /** Encodes the code lengths, with repeats if possible, and the code length code. */
  #describe(lengths: readonly number[], fault: Fault | undefined): { pieces: Piece[]; codes: Piece[] } {
    const random = this.#random;
    const symbols: (readonly [symbol: number, extra: number, bits: number])[] = [];
    if (fault === 'first length repeats') symbols.push([16, random(4), 2]);
    for (let at = 0; at < lengths.length; ) {
      const length = lengths[at]!;
      let run = 1;
      while (run < 138 && lengths[at + run] === length) run++;
      const isLast = at + run === lengths.length;
      const extra = fault === 'last length repeats' && isLast ? 1 + random(2) : 0;
      if (length === 0 && run >= 11 && run + extra <= 138) symbols.push([18, run + extra - 11, 7]);
      else if (length === 0 && run >= 3 && run + extra <= 10) symbols.push([17, run + extra - 3, 3]);
      else if (at > 0 && lengths[at - 1] === length && run >= 3) {
        run = Math.min(run, 6);
        symbols.push([16, Math.min(3, run + extra - 3), 2]);
      } else {
        run = 1;
        symbols.push([length, 0, 0]);
      }
      at += run;
    }
    const used = [...new Set(symbols.map(([symbol]) => symbol))];
    if (used.length === 1) used.push(used[0] === 0 ? 1 : 0);
    const codeLengths: number[] = new Array(19).fill(0);
    // An extra leaf that no symbol uses, or one wrong length.
    const isFaulty = fault === 'code length code';
    const leaves = completeLengths(random, used.length + (isFaulty ? random(2) : 0), 7);
    used.forEach((symbol, index) => {
      codeLengths[symbol] = leaves[index]!;
    });
    if (isFaulty && leaves.length === used.length) codeLengths[random(19)] = random(8);
    const codes = canonicalCodes(codeLengths);
    const pieces = symbols.flatMap(([symbol, extra, bits]): Piece[] => [codes[symbol] ?? '', [extra, bits]]);
    return { pieces, codes: codeLengthHeader(codeLengths) };
  }

  #addSymbols({ literals, distances }: Codes, fault: Fault | undefined): void {
    const random = this.#random;
    const present = literals.flatMap((code, symbol) => (code === undefined || symbol === 256 ? [] : [symbol]));
    const known = present.filter((symbol) => symbol < 286);
    const count = known.length === 0 ? 0 : random(30);
    for (let left = count; left > 0; left--) {
      const symbol = pick(random, known);
      if (symbol < 256) this.#addLiteral(literals[symbol]!);
      else this.#addMatch(literals[symbol]!, symbol, distances, 0);
    }
    const match = known.find((symbol) => symbol > 256);
    if (fault === 'distance too far' && match !== undefined) {
      this.#addMatch(literals[match]!, match, distances, 1 + random(random(2) === 0 ? 4 : 32_768));
    }
    if (fault === 'undefined length') this.#pieces.push(literals[286 + random(2)]!, pick(random, distances)!);
    if (fault === 'undefined distance') this.#pieces.push(literals[257]!, distances[30 + random(2)]!);
    if (fault === 'no such code') this.#pieces.push('1'.repeat(1 + random(15)));
    this.#pieces.push(literals[256] ?? '');
  }

  #addLiteral(code: string): void {
    this.#pieces.push(code);
    this.#content++;
  }

  /** A match that reaches back at most to the start of the content, or `beyond` it, if a distance allows that. */
  #addMatch(code: string, lengthSymbol: number, distances: Codes['distances'], beyond: number): void {
    const random = this.#random;
    const reach = this.#content + beyond;
    const usable = distances.flatMap((distanceCode, symbol) => {
      const nearest = DISTANCE_BASE[symbol] ?? Number.POSITIVE_INFINITY;
      const farthest = nearest + (1 << DISTANCE_EXTRA_BITS[symbol]!) - 1;
      if (distanceCode === undefined || nearest > reach || farthest <= this.#content * Math.sign(beyond)) return [];
      return [{ distanceCode, bits: DISTANCE_EXTRA_BITS[symbol]!, most: Math.min(reach, farthest) - nearest }];
    });
    if (usable.length === 0) return;
    const { distanceCode, bits, most } = pick(random, usable);
    const extra = beyond > 0 || random(2) === 0 ? most : random(most + 1);
    const lengthBits = LENGTH_EXTRA_BITS[lengthSymbol - 257]!;
    const lengthExtra = random(1 << lengthBits);
    this.#pieces.push(code, [lengthExtra, lengthBits], distanceCode, [extra, bits]);
    this.#content += LENGTH_BASE[lengthSymbol - 257]! + lengthExtra;
  }
}
