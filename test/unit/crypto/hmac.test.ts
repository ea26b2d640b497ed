/** What the HMAC promises beside its value. */
import { describe, expect, test } from 'vitest';
import { hmacSha256, hmacSha256Into } from '../../../src/crypto/hmac.ts';
import { block, sha256 } from '../../../src/crypto/sha256.ts';

const key = Uint8Array.from({ length: 100 }, (_, i) => i + 1);

describe('hmacSha256', () => {
  test('does not change its arguments', () => {
    const message = Uint8Array.from({ length: 200 }, (_, i) => 255 - i);
    const keyBefore = key.slice();
    const messageBefore = message.slice();
    hmacSha256(key, message);
    expect(key).toEqual(keyBefore);
    expect(message).toEqual(messageBefore);
  });

  test('gives a fresh array each time', () => {
    const first = hmacSha256(key, key);
    const copy = first.slice();
    const second = hmacSha256(copy, key);
    expect(first).toEqual(copy);
    expect(second).not.toEqual(first);
  });

  test('leaves only the padding of its last block in the shared words', () => {
    const padding = [0, 0, 0, 0, 0, 0, 0, 0, -0x80000000, 0, 0, 0, 0, 0, 0, 768];
    for (const length of [0, 4, 32, 64, 65, 100]) {
      hmacSha256(key.subarray(0, length), key);
      expect([...block], `key of ${length} bytes`).toEqual(padding);
    }
    sha256(key);
    expect([...block]).toEqual(new Array(16).fill(0));
  });
});

describe('hmacSha256Into', () => {
  test('writes 32 bytes at the place asked for and no others', () => {
    const target = new Uint8Array(50).fill(0xee);
    hmacSha256Into(target, 7, key, key, 10, 90);
    expect(target.slice(7, 39)).toEqual(hmacSha256(key, key.subarray(10, 90)));
    expect(target.slice(0, 7)).toEqual(new Uint8Array(7).fill(0xee));
    expect(target.slice(39)).toEqual(new Uint8Array(11).fill(0xee));
  });
});
