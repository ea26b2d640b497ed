/** The scan of a small input counts the same symbols as counting the finished block. */
import { expect, it } from 'vitest';
import { addMatch, beginBlock, createBlock, createMeasureBlock } from '../../../src/deflate/block.ts';
import { N_LOG2_N } from '../../../src/deflate/dynamic-bound.ts';
import { createChains, createInput } from '../../../src/deflate/matcher.ts';
import { createLinkAndCount, MAX_SMALL_INPUT } from '../../../src/deflate/small-input.ts';
import { adler32 } from '../../../src/zlib.ts';
import { mixedBytes, seededRandom } from './inputs.ts';

const seed = Number(process.env.SEED ?? 20261124);
const input = createInput(MAX_SMALL_INPUT);
const chains = createChains();
const scanned = createBlock();
const plain = createBlock();
const linkedPositions = new Uint16Array(MAX_SMALL_INPUT + 1);
const linkAndCount = createLinkAndCount(chains, scanned, input, linkedPositions);
const measureScanned = createMeasureBlock(scanned, input);
const measurePlain = createMeasureBlock(plain, input);

const bitsOf = (words: ArrayLike<number>, count: number) =>
  Array.from({ length: count }, (_, i) => i).filter((i) => (((words[i >> 5] as number) >>> (i & 31)) & 1) === 1);
const nonZero = (counts: ArrayLike<number>) => Array.from(counts, (_, i) => i).filter((i) => counts[i] !== 0);

it('gives the same counts for 3,000 inputs with matches', () => {
  const random = seededRandom(seed);
  for (let i = 0; i < 3000; i++) {
    const bytes = mixedBytes(random, random(MAX_SMALL_INPUT + 1));
    input.bytes.fill(0xee).set(bytes);
    input.bytes[bytes.length] = 0;
    input.length = bytes.length;
    for (const block of [scanned, plain]) beginBlock(block, 0);
    linkAndCount();
    for (let at = random(40); at + 3 <= bytes.length; at += random(40)) {
      const length = 3 + random(Math.min(255, bytes.length - at - 2));
      const distance = 1 + random(300);
      for (const block of [scanned, plain]) addMatch(block, at, length, distance);
      at += length;
    }
    measureScanned(bytes.length);
    measurePlain(bytes.length);
    const { frequencies, literalFrequencies, distanceFrequencies, fixedBits, extraBits } = scanned;
    const what = `seed ${seed}, input ${i}`;
    expect([...frequencies], what).toEqual([...plain.frequencies]);
    expect([fixedBits, extraBits], what).toEqual([plain.fixedBits, plain.extraBits]);
    expect(bitsOf(scanned.present, 286), what).toEqual(nonZero(literalFrequencies));
    expect(bitsOf([scanned.presentDistances], 30), what).toEqual(nonZero(distanceFrequencies));
    const information = literalFrequencies.reduce((sum, frequency) => sum + N_LOG2_N[frequency]!, 0);
    expect(scanned.information, what).toBe(information);
    expect(input.checksum >>> 0, what).toBe(adler32(bytes));
  }
});
