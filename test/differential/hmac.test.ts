/** HMAC-SHA256 compared with node:crypto, on seeded keys and messages. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hmacSha256, wordHmac } from '../../src/crypto/hmac.ts';

/** `length` bytes that depend only on the label. */
function seeded(label: string, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(label).digest();
}
const reference = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest('hex');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const words = (from: Uint8Array) =>
  Int32Array.from({ length: from.length / 4 }, (_, i) => Buffer.from(from).readInt32BE(4 * i));
const bytes = (from: Int32Array) => {
  const to = Buffer.alloc(4 * from.length);
  for (const [i, word] of from.entries()) to.writeInt32BE(word, 4 * i);
  return to;
};

describe('HMAC-SHA256 equals node:crypto', () => {
  test('for every key length from 0 to 200 with messages around the block boundaries', () => {
    for (let keyLength = 0; keyLength <= 200; keyLength++) {
      const key = seeded(`hmac key ${keyLength}`, keyLength);
      for (const length of [0, 1, 32, 55, 56, 63, 64, 65, 119, 120, 128, 300]) {
        const message = seeded(`hmac message ${keyLength} ${length}`, length);
        expect(hex(hmacSha256(key, message)), `key ${keyLength}, message ${length}`).toBe(reference(key, message));
      }
    }
  });

  test('for 3,000 random keys and messages', () => {
    const sizes = seeded('hmac sizes', 9000);
    for (let i = 0; i < 3000; i++) {
      const key = seeded(`key ${i}`, sizes[3 * i]! % 201);
      const message = seeded(`message ${i}`, sizes[3 * i + 1]! + 4 * sizes[3 * i + 2]!);
      expect(hex(hmacSha256(key, message)), `pair ${i}`).toBe(reference(key, message));
    }
  });

  test('for a message of 60,000 bytes', () => {
    const key = seeded('long key', 32);
    const message = seeded('long message', 60_000);
    expect(hex(hmacSha256(key, message))).toBe(reference(key, message));
  });

  test('for keys and messages as words', () => {
    for (let i = 0; i < 500; i++) {
      const key = Uint8Array.from(seeded(`key ${i}`, 4 * (i % 17)));
      const message = Uint8Array.from(seeded(`message ${i}`, 32));
      const tag = new Int32Array(8);
      wordHmac.words(tag, words(key), words(message));
      expect(hex(bytes(tag)), `pair ${i}`).toBe(reference(key, message));
    }
  });

  test('for a tag that overwrites the message or the key, as words', () => {
    const key = words(Uint8Array.from(seeded('key', 32)));
    const message = words(Uint8Array.from(seeded('message', 32)));
    const expected = reference(bytes(key), bytes(message));
    for (const target of [key.slice(), message.slice()]) {
      const [a, b] = target[0] === key[0] ? [target, message] : [key, target];
      wordHmac.words(target, a, b);
      expect(hex(bytes(target))).toBe(expected);
    }
  });

  test('for a range of a message, written into the same buffer', () => {
    for (let i = 0; i < 500; i++) {
      const buffer = Uint8Array.from(seeded(`chain ${i}`, 300));
      const key = Uint8Array.from(seeded(`key ${i}`, 32));
      const expected = reference(key, buffer.subarray(34, 300 - (i % 200)));
      wordHmac.into(buffer, 2, words(key), buffer, 34, 300 - (i % 200));
      expect(hex(buffer.subarray(2, 34)), `chain ${i}`).toBe(expected);
    }
  });

  test('for a chain of two, with the first tag as the key of the second', () => {
    for (let i = 0; i < 200; i++) {
      const buffer = Uint8Array.from(seeded(`chain ${i}`, 300));
      const key = Uint8Array.from(seeded(`key ${i}`, 4));
      const keyMessage = Uint8Array.from(seeded(`message ${i}`, 32));
      const expected = reference(hmacSha256(key, keyMessage), buffer.subarray(34, 300 - i));
      wordHmac.chainInto(buffer, 2, words(key), words(keyMessage), buffer, 34, 300 - i);
      expect(hex(buffer.subarray(2, 34)), `chain ${i}`).toBe(expected);
    }
  });
});
