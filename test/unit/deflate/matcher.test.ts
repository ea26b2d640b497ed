/** The hash chains: the positions that they find, and those that they must not find. */
import { describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../../src/deflate/chromium-matcher.ts';
import {
  type Chains,
  createChains,
  createInput,
  forgetPositions,
  MAX_DISTANCE,
  type Matcher,
  NO_CANDIDATE,
  stockMatcher,
} from '../../../src/deflate/matcher.ts';

/** The distances of all positions with three bytes ahead. */
function link(chains: Chains, matcher: Matcher, text: string): number[] {
  const input = createInput(text.length);
  input.bytes.set(Buffer.from(text));
  input.length = text.length;
  const end = text.length - 2;
  matcher(chains, input)(0, end);
  forgetPositions(chains, input.length);
  return [...chains.distances.subarray(0, end)];
}

const NONE = NO_CANDIDATE;

describe('the chains', () => {
  it('lead to the nearest position with the same three bytes', () => {
    expect(link(createChains(), stockMatcher, 'abc-abcabc')).toEqual([NONE, NONE, NONE, NONE, 4, NONE, NONE, 3]);
  });

  it('of Chromium use four bytes; the last position has a zero as its fourth', () => {
    expect(link(createChains(), chromiumMatcher, 'abc-abcabc')).toEqual(new Array(8).fill(NONE));
    expect(link(createChains(), chromiumMatcher, 'abcdabcd')).toEqual([NONE, NONE, NONE, NONE, 4, NONE]);
    expect(link(createChains(), chromiumMatcher, 'abc\0abc')).toEqual([NONE, NONE, NONE, NONE, 4]);
  });

  it('reach back to the maximum distance', () => {
    for (const [distance, found] of [
      [MAX_DISTANCE, MAX_DISTANCE],
      [MAX_DISTANCE + 1, NONE],
    ] as const) {
      const distances = link(createChains(), stockMatcher, `xyz${'-'.repeat(distance - 3)}xyz`);
      expect(distances[distance & 0x7fff]).toBe(found);
    }
  });

  it('never lead into the input of an earlier call', () => {
    const chains = createChains();
    for (const matcher of [stockMatcher, chromiumMatcher, stockMatcher]) {
      expect(link(chains, matcher, 'abcdef')).toEqual([NONE, NONE, NONE, NONE]);
    }
  });

  it('do not lead there after the positions start over either', () => {
    const chains = createChains();
    const first = chains.origin;
    chains.origin = 2 ** 30 - 1;
    link(chains, stockMatcher, 'abcdef');
    expect(chains.origin).toBe(first);
    expect(link(chains, stockMatcher, 'abcdef')).toEqual([NONE, NONE, NONE, NONE]);
  });
});
