/** deflate and inflate against what stock zlib and Node's zlib made of the same payloads. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../src/deflate/chromium-matcher.ts';
import { deflate } from '../../src/deflate/deflate.ts';
import { stockMatcher } from '../../src/deflate/matcher.ts';
import { inflate } from '../../src/inflate/inflate.ts';

interface Corpus {
  readonly producer: string;
  readonly source: string;
  readonly streams: readonly { readonly name: string; readonly stream: string }[];
}

function corpus(name: string): Corpus {
  return JSON.parse(readFileSync(new URL(`../../fixtures/deflate/${name}.json`, import.meta.url), 'utf8'));
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

for (const [name, matcher] of [
  ['stock', stockMatcher],
  ['chromium', chromiumMatcher],
] as const) {
  const { producer, streams } = corpus(name);
  describe(`${name}: ${producer}`, () => {
    it.each(streams)('$name', ({ stream }) => {
      const expected = Buffer.from(stream, 'base64');
      const payload = inflateSync(expected);
      expect(Buffer.compare(inflate(expected, payload.length), payload)).toBe(0);
      expect(hex(deflate(payload, matcher))).toBe(expected.toString('hex'));
    });
  });
}

describe('the corpus', () => {
  it('begins with blocks of every kind, and has no name twice', () => {
    const { streams } = corpus('stock');
    const firstBlocks = streams.map(({ stream }) => (Buffer.from(stream, 'base64')[2]! >> 1) & 3);
    expect(new Set(firstBlocks)).toEqual(new Set([0, 1, 2]));
    expect(new Set(streams.map(({ name }) => name)).size).toBe(streams.length);
  });
});
