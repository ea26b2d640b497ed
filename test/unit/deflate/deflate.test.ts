/** What deflate guarantees besides its bytes, which test/vectors and test/differential check. */
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../../src/deflate/chromium-matcher.ts';
import { deflate, deflateShared } from '../../../src/deflate/deflate.ts';
import { type Matcher, stockMatcher } from '../../../src/deflate/matcher.ts';
import { seededRandom } from './inputs.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('deflate', () => {
  it('of five equal bytes is a match of four for stock zlib, and of one for Chromium’s', () => {
    expect(hex(deflate(Buffer.from('aaaaa')))).toBe('789c4b4c04020005b401e6');
    expect(hex(deflate(Buffer.from('aaaaa'), chromiumMatcher))).toBe('789c4b4c4c4c4c040005b401e6');
  });

  it('of nothing is an empty fixed block', () => {
    expect(hex(deflate(new Uint8Array(0)))).toBe('789c030000000001');
  });

  it('returns a new array', () => {
    const first = deflate(Buffer.from('first'));
    const copy = hex(first);
    deflate(Buffer.from('other'));
    expect(hex(first)).toBe(copy);
    expect(first.buffer.byteLength).toBe(first.length);
  });

  it('does not change its input, and reads any view', () => {
    const pool = Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> 4);
    const before = hex(pool);
    for (const [start, end] of [
      [0, 3000],
      [1, 900],
      [7, 7],
      [2990, 3000],
    ] as const) {
      const view = pool.subarray(start, end);
      expect(Buffer.compare(inflateSync(deflate(view)), view)).toBe(0);
    }
    expect(hex(pool)).toBe(before);
  });

  it('gives the same bytes after large and small inputs alike', () => {
    const small = Buffer.from('token '.repeat(20));
    const expected = hex(deflate(small));
    for (const size of [10, 5000, 300_000, 10]) {
      deflate(new Uint8Array(size).map((_, i) => (i * 2654435761) >>> 13));
      expect(hex(deflate(small))).toBe(expected);
    }
  });
});

it.each([1, 2])('deflate is correct after a call that was interrupted, as by a stack overflow: link %i', (at) => {
  const random = seededRandom(20261124);
  const input = Uint8Array.from({ length: 60_000 }, () => random(40));
  const expected = hex(deflate(input));
  const failing: Matcher = (chains, input) => {
    const link = stockMatcher(chains, input);
    let calls = 0;
    return (start, end) => {
      link(start, end);
      if (++calls === at) throw new RangeError('no stack left');
    };
  };
  expect(() => deflate(input, failing)).toThrow(RangeError);
  expect(hex(deflate(input))).toBe(expected);
});

describe('deflateShared', () => {
  const shared = (bytes: Uint8Array, length = bytes.length) => {
    const { bytes: stream, position } = deflateShared(bytes, length);
    return stream.subarray(0, position);
  };

  it('gives the bytes of deflate, until the next call', () => {
    const first = shared(Buffer.from('first'));
    const own = hex(first);
    expect(hex(deflate(Buffer.from('first')))).toBe(own);
    shared(Buffer.from('other'));
    expect(hex(first)).not.toBe(own);
  });

  it.each([0, 1, 5, 300, 511, 512, 513, 600, 3000])('reads the first %i bytes and no others', (length) => {
    const bytes = Uint8Array.from({ length: 4000 }, (_, i) => (i * i) >> 3);
    for (const extra of [0, 5, 4000 - length]) {
      expect(hex(shared(bytes.subarray(0, length + extra), length))).toBe(hex(deflate(bytes.subarray(0, length))));
    }
  });

  it('does not overwrite large results with small ones', () => {
    const large = shared(new Uint8Array(200_000).map((_, i) => (i * 2654435761) >>> 13));
    const copy = Buffer.from(large);
    shared(Buffer.from('small'));
    expect(
      Buffer.compare(
        inflateSync(copy),
        new Uint8Array(200_000).map((_, i) => (i * 2654435761) >>> 13),
      ),
    ).toBe(0);
  });
});
