/** SHA-256 against the example messages of FIPS 180-4, and MD5 against the suite of RFC 1321. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { md5Hex } from '../../src/crypto/md5.ts';
import { sha256 } from '../../src/crypto/sha256.ts';

function fixture<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`../../fixtures/crypto/${name}`, import.meta.url), 'utf8')).vectors;
}

describe('FIPS 180-4 examples', () => {
  for (const { name, message, repeat, digest } of fixture<{
    name: string;
    message: string;
    repeat: number;
    digest: string;
  }>('sha256-fips180-4.json')) {
    test(name, () => {
      expect(Buffer.from(sha256(Buffer.from(message.repeat(repeat)))).toString('hex')).toBe(digest);
    });
  }
});

describe('RFC 1321 test suite', () => {
  for (const { message, digest } of fixture<{ message: string; digest: string }>('md5-rfc1321.json')) {
    test(`MD5 of "${message}"`, () => {
      expect(md5Hex(Buffer.from(message))).toBe(digest);
    });
  }
});
