/** HMAC-SHA256 against the seven test cases of RFC 4231. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hmacSha256 } from '../../src/crypto/hmac.ts';

interface Vector {
  case: number;
  key: string;
  data: string;
  tag: string;
}

const file = new URL('../../fixtures/crypto/hmac-sha256-rfc4231.json', import.meta.url);
const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('RFC 4231', () => {
  test('all seven cases are here', () => {
    expect(vectors.map((vector) => vector.case)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  for (const { case: number, key, data, tag } of vectors) {
    test(`test case ${number}`, () => {
      const got = Buffer.from(hmacSha256(Buffer.from(key, 'hex'), Buffer.from(data, 'hex'))).toString('hex');
      expect(got.slice(0, tag.length)).toBe(tag);
      expect(got).toHaveLength(64);
    });
  }
});
