/** The lower bound that lets most small blocks skip building trees: never above the true size, and tight enough to be useful. */
import { describe, expect, it } from 'vitest';
import { addMatch, beginBlock, createBlock, createMeasureBlock } from '../../../src/deflate/block.ts';
import { leastDynamicBits, leastDynamicBitsPrecisely } from '../../../src/deflate/dynamic-bound.ts';
import { createDynamicHeader, measureHeader } from '../../../src/deflate/dynamic-header.ts';
import { createChains, createInput } from '../../../src/deflate/matcher.ts';
import { createLinkAndCount, MAX_SMALL_INPUT } from '../../../src/deflate/small-input.ts';
import { buildLengths, codedBits, createCode } from '../../../src/deflate/trees.ts';
import { DISTANCE_SYMBOLS, LITERAL_LENGTH_SYMBOLS, MAX_CODE_LENGTH } from '../../../src/zlib.ts';
import { mixedBytes, type Random, seededRandom, tokenLikeBytes } from './inputs.ts';

const seed = Number(process.env.SEED ?? 20261124);
const literals = createCode(LITERAL_LENGTH_SYMBOLS);
const distances = createCode(DISTANCE_SYMBOLS);
const header = createDynamicHeader();

/** The true size, computed with the trees. */
function dynamicBits(): number {
  buildLengths(literals, block.literalFrequencies, MAX_CODE_LENGTH);
  buildLengths(distances, block.distanceFrequencies, MAX_CODE_LENGTH);
  return (
    3 +
    measureHeader(header, literals, distances) +
    codedBits(block.literalFrequencies, literals) +
    codedBits(block.distanceFrequencies, distances) +
    block.extraBits
  );
}

/** A match; its position does not matter, so matches follow the literals. */
type Match = readonly [length: number, distance: number];

const block = createBlock();
const input = createInput(MAX_SMALL_INPUT);
const measureBlock = createMeasureBlock(block, input);
const linkAndCount = createLinkAndCount(createChains(), block, input, new Uint16Array(MAX_SMALL_INPUT + 1));

/** Fills the block with these literals, and with those matches that fit into a small input. */
function fill(literalBytes: ArrayLike<number>, matches: readonly Match[] = []): void {
  let position = literalBytes.length;
  const fitting = matches.filter(([length]) => {
    const fits = position + length <= MAX_SMALL_INPUT;
    if (fits) position += length;
    return fits;
  });
  input.bytes.fill(0xee).set(literalBytes);
  input.length = position;
  beginBlock(block, 0);
  block.count = literalBytes.length;
  position = literalBytes.length;
  for (const [length, distance] of fitting) {
    addMatch(block, position, length, distance);
    position += length;
  }
  linkAndCount();
  measureBlock(position);
}

function expectBelow(what: string): void {
  const truth = dynamicBits();
  for (const [name, bound] of Object.entries({ leastDynamicBits, leastDynamicBitsPrecisely })) {
    const least = bound(block);
    if (least > truth) expect.fail(`seed ${seed}, ${what}: ${name} says ${least}, the block takes ${truth}`);
  }
}

/** Literals with runs of equal code lengths, for symbol 16 of the header. */
function evenBytes(random: Random): number[] {
  const first = random(200);
  const kinds = 1 + random(60);
  const times = 1 + random(6);
  const even = Array.from({ length: kinds * times }, (_, i) => (first + (i % kinds)) & 255);
  const others = Array.from({ length: random(40) }, () => random(256));
  return [...even, ...others].slice(0, MAX_SMALL_INPUT);
}

describe('the bound is never above the true size', () => {
  it('for every number of equal bytes, and of different ones', () => {
    for (let length = 0; length <= 256; length++) {
      fill(new Uint8Array(length).fill(97));
      expectBelow(`${length} equal bytes`);
      fill(Uint8Array.from({ length }, (_, i) => i));
      expectBelow(`${length} different bytes`);
    }
  });

  it('for frequencies that grow, in any order of symbols', () => {
    const random = seededRandom(seed);
    for (let i = 0; i < 3000; i++) {
      const growth = 1 + random(100) / 100;
      const bytes: number[] = [];
      for (let symbol = random(40), times = 1; bytes.length + times < MAX_SMALL_INPUT && symbol < 256; ) {
        for (let left = Math.floor(times); left > 0; left--) bytes.push(symbol);
        times *= growth;
        symbol += 1 + random(4);
      }
      fill(bytes);
      expectBelow(`case ${i}`);
    }
  });

  it('for 20,000 blocks: shaped like tokens, mixed, even; with matches and without', () => {
    const random = seededRandom(seed + 1);
    for (let i = 0; i < 20_000; i++) {
      const make = [tokenLikeBytes, (r: Random) => mixedBytes(r, r(MAX_SMALL_INPUT - 40)), evenBytes][random(3)]!;
      const bytes = make(random);
      const kinds = 1 + random(12);
      const matches: Match[] = [];
      for (
        let left = random(2) === 0 ? 0 : random(40);
        left > 0 && bytes.length + matches.length < MAX_SMALL_INPUT;
        left--
      ) {
        matches.push([3 + random(1 + random(256)), 1 + random(2 ** (1 + random(kinds)))]);
      }
      fill(bytes, matches);
      expectBelow(`block ${i}`);
    }
  });
});

describe('the bound decides', () => {
  it.each([
    ['short user IDs', false, 0.98, (random: Random) => Buffer.from(`user_${100_000 + random(900_000)}`)],
    [
      'UUIDs',
      true,
      0.6,
      (random: Random) =>
        Buffer.from(
          Array.from({ length: 32 }, () => random(16).toString(16))
            .join('')
            .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
        ),
    ],
  ])('nearly every token with %s, precise: %s: at least %d of them', (_, precise, share, userId) => {
    const random = seededRandom(seed + 2);
    let decided = 0;
    for (let i = 0; i < 500; i++) {
      const id = userId(random);
      const payload = [...tokenLikeBytes(random).subarray(0, 100), ...id];
      fill(payload);
      const quick = leastDynamicBits(block);
      const least = precise ? leastDynamicBitsPrecisely(block) : quick;
      if ((least + 7) >> 3 >= (block.fixedBits + 7) >> 3) decided++;
    }
    expect(decided / 500).toBeGreaterThan(share);
  });
});
