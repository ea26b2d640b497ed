/**
 * deflate on both sides of the boundaries between stored, fixed and dynamic blocks, where one bit decides and the bounds of
 * src/deflate/dynamic-bound.ts are tightest. Another run: SEED=… npx vitest run test/differential/block-choice.test.ts
 */
import { deflate as pakoDeflate } from 'pako';
import { expect, it } from 'vitest';
import { deflate } from '../../src/deflate/deflate.ts';
import { type Random, seededRandom, tokenLikeBytes } from '../unit/deflate/inputs.ts';

const seed = Number(process.env.SEED ?? 20261124);
const TYPES = ['stored', 'fixed', 'dynamic'] as const;

/** The type of the first block, whose header is in the first byte after the zlib header. */
function typeOf(stream: Uint8Array): (typeof TYPES)[number] | undefined {
  return TYPES[((stream[2] ?? 0) >> 1) & 3];
}

/** Inputs for which one kind of block mostly wins: random bytes, tokens, and letters of a small alphabet. */
const inputs: readonly ((random: Random) => Uint8Array)[] = [
  (random) => Uint8Array.from({ length: 40 + random(200) }, () => random(256)),
  tokenLikeBytes,
  (random) => {
    const letters = 2 + random(16);
    const first = 32 + random(200 - letters);
    return Uint8Array.from({ length: 40 + random(400) }, () => first + random(letters));
  },
];

/** All inputs between two, replacing one byte at a time in random order. */
function* walk(random: Random, from: Uint8Array, to: Uint8Array): Generator<Uint8Array> {
  const input = from.slice();
  const places = Array.from(input.keys());
  while (places.length > 0) {
    const [place = 0] = places.splice(random(places.length), 1);
    input[place] = to[place % to.length] as number;
    yield input;
  }
}

it('walks across every boundary, and writes what stock zlib does on both sides', () => {
  const random = seededRandom(seed);
  const crossings = new Map<string, number>();
  const compress = (input: Uint8Array) => {
    const stream = deflate(input);
    if (Buffer.compare(stream, pakoDeflate(input, { legacyHash: true })) !== 0) {
      expect.fail(`seed ${seed}: differs for ${Buffer.from(input).toString('base64')}`);
    }
    return typeOf(stream);
  };
  for (let round = 0; round < 150; round++) {
    const from = round % 3;
    const to = (from + 1 + random(2)) % 3;
    let type: string | undefined;
    for (const input of walk(random, inputs[from]!(random), inputs[to]!(random))) {
      const next = compress(input);
      if (type !== undefined && next !== type) {
        const crossing = [type, next].sort().join('/');
        crossings.set(crossing, (crossings.get(crossing) ?? 0) + 1);
        // Neighbours of the input at the boundary.
        for (let i = 0; i < 10; i++) {
          const neighbour = input.slice();
          neighbour[random(neighbour.length)] = random(256);
          compress(neighbour);
        }
      }
      type = next;
    }
  }
  for (const crossing of ['dynamic/fixed', 'dynamic/stored', 'fixed/stored']) {
    expect(crossings.get(crossing) ?? 0, crossing).toBeGreaterThan(10);
  }
});
