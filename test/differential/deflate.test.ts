/**
 * deflate compared with pako (`legacyHash: true` is stock zlib) and node:zlib (Chromium's fork), on seeded inputs.
 * Another run: SEED=… npx vitest run test/differential/deflate.test.ts
 */
import { deflateSync } from 'node:zlib';
import { deflate as pakoDeflate } from 'pako';
import { describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../src/deflate/chromium-matcher.ts';
import { deflate } from '../../src/deflate/deflate.ts';
import { type Matcher, stockMatcher } from '../../src/deflate/matcher.ts';
import { anyBytes, mixedBytes, type Random, seededRandom, tokenLikeBytes } from '../unit/deflate/inputs.ts';

const seed = Number(process.env.SEED ?? 20261124);

/** Stops at the first input whose bytes differ, and prints how to reproduce it. */
function compare(
  count: number,
  salt: number,
  make: (random: Random, index: number) => Uint8Array,
  matcher: Matcher,
  reference: (input: Uint8Array) => Uint8Array,
): void {
  const random = seededRandom(seed + salt);
  for (let i = 0; i < count; i++) {
    const input = make(random, i);
    const ours = deflate(input, matcher);
    if (Buffer.compare(ours, reference(input)) !== 0) {
      expect.fail(
        `seed ${seed}: input ${i} of ${input.length} bytes differs: ${Buffer.from(input).toString('base64')}`,
      );
    }
  }
}

const stock = (input: Uint8Array) => pakoDeflate(input, { legacyHash: true });

describe('stock zlib (pako with legacyHash)', () => {
  it('5,000 inputs of all kinds', () => compare(5000, 1, anyBytes, stockMatcher, stock));
  it('12,000 inputs shaped like tokens', () => compare(12_000, 2, tokenLikeBytes, stockMatcher, stock));
  it('20 inputs around the size at which the window slides', () =>
    compare(20, 3, (random, i) => mixedBytes(random, 65_268 + i), stockMatcher, stock));
  it('20 inputs around two windows', () =>
    compare(20, 4, (random, i) => mixedBytes(random, 98_035 + i), stockMatcher, stock));
});

describe('Chromium’s zlib (node:zlib)', () => {
  const chromium = (input: Uint8Array) => deflateSync(input);

  it('5,000 inputs of all kinds', () => compare(5000, 5, anyBytes, chromiumMatcher, chromium));
  it('12,000 inputs shaped like tokens', () => compare(12_000, 6, tokenLikeBytes, chromiumMatcher, chromium));
  it('20 inputs around the size at which the window slides', () =>
    compare(20, 7, (random, i) => mixedBytes(random, 65_268 + i), chromiumMatcher, chromium));
  it('the last three bytes, whose hash includes a byte after the input', () => {
    // The fourth byte is zero, or the byte one window earlier; both are tried as the byte after an earlier match.
    compare(
      120,
      8,
      (random, i) => {
        const input = new Uint8Array(65_270 + (i % 40) + (i > 80 ? 32_768 : 0));
        const next = i % 2 === 0 ? 0 : 1 + random(255);
        const tail = [7 + random(200), 7 + random(200), 7 + random(200)];
        for (let at = input.length - 1000; at < input.length; at++) input[at] = random(7);
        input.set([...tail, next, 1], input.length - 900);
        input[input.length - 32_768] = next;
        input.set(tail, input.length - 3);
        return input;
      },
      chromiumMatcher,
      chromium,
    );
  });
});

it('one call does not affect the next', () => {
  const random = seededRandom(seed + 9);
  const first = mixedBytes(random, 3000);
  const second = mixedBytes(random, 70_000);
  const third = first.slice(1000);
  const alone = [first, second, third].map((input) => Buffer.from(stock(input)).toString('base64'));
  for (const order of [
    [0, 1, 2],
    [0, 0, 0],
    [1, 0, 2],
    [2, 1, 0],
    [1, 1, 2, 0],
  ]) {
    for (const i of order) {
      const input = [first, second, third][i]!;
      expect(Buffer.from(deflate(input)).toString('base64') === alone[i], `order ${order}, input ${i}`).toBe(true);
    }
  }
});
