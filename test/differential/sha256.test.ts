/** SHA-256 and MD5 compared with node:crypto, on seeded messages. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { md5Hex } from '../../src/crypto/md5.ts';
import { sha256 } from '../../src/crypto/sha256.ts';

/** `length` bytes that depend only on the label. */
function seeded(label: string, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(label).digest();
}
const reference = (message: Uint8Array) => createHash('sha256').update(message).digest('hex');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('SHA-256 equals node:crypto', () => {
  test('at every length from 0 to 300, and for views into larger buffers', () => {
    const pool = seeded('sha256 lengths', 400);
    for (let length = 0; length <= 300; length++) {
      const message = pool.subarray(length % 67, (length % 67) + length);
      expect(hex(sha256(message)), `length ${length}`).toBe(reference(message));
    }
  });

  test('for messages of one repeated byte, including all ones and all zeros', () => {
    for (const byte of [0x00, 0x7f, 0x80, 0xff]) {
      for (let length = 0; length <= 130; length++) {
        const message = new Uint8Array(length).fill(byte);
        expect(hex(sha256(message)), `${length} times ${byte}`).toBe(reference(message));
      }
    }
  });

  test('for 3,000 random messages of up to 2,000 bytes', () => {
    const lengths = new Uint16Array(Uint8Array.from(seeded('sha256 sizes', 6000)).buffer);
    for (let i = 0; i < lengths.length; i++) {
      const message = seeded(`sha256 ${i}`, lengths[i]! % 2001);
      expect(hex(sha256(message)), `message ${i}`).toBe(reference(message));
    }
  });

  test('for 1 MB', () => {
    const message = seeded('sha256 1 MB', 1_000_003);
    expect(hex(sha256(message))).toBe(reference(message));
  });
});

test('MD5 equals node:crypto at every length from 0 to 300', () => {
  for (let length = 0; length <= 300; length++) {
    const message = seeded(`md5 ${length}`, length);
    expect(md5Hex(message), `length ${length}`).toBe(createHash('md5').update(message).digest('hex'));
  }
});
