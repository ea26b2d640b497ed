/** Short inputs use another hash than zlib. That could only make a difference in searches that stop early. */
import { deflate as pakoDeflate } from 'pako';
import { describe, expect, it } from 'vitest';
import { beginBlock, createBlock } from '../../src/deflate/block.ts';
import { deflate } from '../../src/deflate/deflate.ts';
import { createChains, createInput } from '../../src/deflate/matcher.ts';
import { createLinkAndCount, MAX_SMALL_INPUT } from '../../src/deflate/small-input.ts';
import { seededRandom } from '../unit/deflate/inputs.ts';

const random = seededRandom(Number(process.env.SEED ?? 20261124));
const randomBytes = (count: number) => Array.from({ length: count }, () => random(256));

/** Two words of three bytes that share a chain in short inputs although all their bytes differ. */
function findCompanions(): [number[], number[]] {
  const chains = createChains();
  const block = createBlock();
  const input = createInput(6);
  const linkAndCount = createLinkAndCount(chains, block, input, new Uint16Array(7));
  input.length = 6;
  for (;;) {
    const [one, other] = [randomBytes(3), randomBytes(3)];
    input.bytes.set([...one, ...other]);
    beginBlock(block, 0);
    linkAndCount();
    if (chains.distances[3] === 3 && one.every((byte, i) => byte !== other[i])) return [one, other];
  }
}

/** A search that stops after 128 candidates, and one that stops after 32 because the last position had a match of eight. */
const texts = {
  'of 128': (longer: number[], between: number[]) => [
    1,
    ...longer,
    ...between,
    2,
    ...longer.slice(0, 8),
    3,
    4,
    ...longer,
  ],
  'of 32': (longer: number[], between: number[]) => [
    1,
    ...longer,
    ...between,
    2,
    3,
    ...longer.slice(0, 7),
    4,
    5,
    3,
    ...longer,
  ],
};

describe.each(Object.entries(texts))('candidates of the other hash do not count towards the limit %s', (_, compose) => {
  it.each([20, 27, 28, 29, 30, 31, 32, 33, 40, 100, 125, 126, 127, 128, 129, 130, 140])('with %i of them', (times) => {
    for (let i = 0; i < 20; i++) {
      const [word, companion] = findCompanions();
      const longer = [...word, ...randomBytes(6)];
      const between = Array.from({ length: times }, () => companion).flat();
      const bytes = Uint8Array.from(compose(longer, between));
      expect(bytes.length).toBeLessThanOrEqual(MAX_SMALL_INPUT);
      expect(Buffer.from(deflate(bytes))).toEqual(Buffer.from(pakoDeflate(bytes, { legacyHash: true })));
    }
  });
});
