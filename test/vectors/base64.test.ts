/** Base64 against the test vectors of RFC 4648 §10, both directions. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../src/base64/base64.ts';

const file = new URL('../../fixtures/crypto/base64-rfc4648.json', import.meta.url);
const { vectors }: { vectors: { text: string; base64: string }[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('RFC 4648 §10', () => {
  for (const { text, base64 } of vectors) {
    test(`"${text}" is "${base64}"`, () => {
      expect(encodeBase64(Buffer.from(text))).toBe(base64);
      expect(Buffer.from(decodeBase64(base64)).toString()).toBe(text);
    });
  }
});
