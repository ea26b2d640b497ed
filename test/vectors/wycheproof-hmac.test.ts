/**
 * HMAC-SHA256 against Wycheproof's vectors, C2SP/wycheproof `testvectors_v1/hmac_sha256_test.json`. The file is not part
 * of the project (Apache-2.0): it is read where a folder `shared` beside the checkout has it, else the test is skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { equalBytes } from '../../src/crypto/equal-bytes.ts';
import { hmacSha256 } from '../../src/crypto/hmac.ts';

interface Group {
  tagSize: number;
  tests: { tcId: number; comment: string; key: string; msg: string; tag: string; result: 'valid' | 'invalid' }[];
}

const file = new URL('../../../shared/vectors/wycheproof-hmac-sha256.json', import.meta.url);
const present = existsSync(file);
if (!present) {
  console.warn(
    'SKIPPED: Wycheproof HMAC vectors. ../shared/vectors/wycheproof-hmac-sha256.json is not beside the checkout.',
  );
}
const { testGroups, numberOfTests }: { testGroups: Group[]; numberOfTests: number } = present
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { testGroups: [], numberOfTests: 0 };
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe.skipIf(!present)('Wycheproof hmac_sha256_test', () => {
  test('every vector: a valid tag is the (cut) tag, an invalid one is not', () => {
    const wrong: number[] = [];
    let seen = 0;
    for (const group of testGroups) {
      for (const vector of group.tests) {
        const tag = hmacSha256(hex(vector.key), hex(vector.msg)).subarray(0, group.tagSize / 8);
        if (equalBytes(tag, hex(vector.tag)) !== (vector.result === 'valid')) wrong.push(vector.tcId);
        seen++;
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBe(numberOfTests);
    expect(seen).toBeGreaterThan(100);
  });
});
