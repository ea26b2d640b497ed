/** What the HMAC guarantees besides its value. */
import { describe, expect, test, vi } from 'vitest';
import { hmacSha256, wordHmac } from '../../../src/crypto/hmac.ts';

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

  test('returns a new array each time', () => {
    const first = hmacSha256(key, key);
    const copy = first.slice();
    const second = hmacSha256(copy, key);
    expect(first).toEqual(copy);
    expect(second).not.toEqual(first);
  });

  test('leaves scratch that does not depend on key, message or tag', async () => {
    const scratch: Int32Array[] = [];
    vi.resetModules();
    vi.stubGlobal(
      'Int32Array',
      class extends Int32Array {
        constructor(length: number) {
          super(length);
          scratch.push(this);
        }
      },
    );
    const watched: typeof import('../../../src/crypto/hmac.ts') = await import('../../../src/crypto/hmac.ts');
    vi.unstubAllGlobals();
    expect(scratch.length).toBeGreaterThan(3);
    for (const keyLength of [0, 4, 32, 33, 64, 65, 100]) {
      for (const length of [0, 3, 32, 55, 56, 60, 64, 100, 119, 120, 130]) {
        const after = [0x00, 0xa5].map((byte) => {
          const tag = watched.hmacSha256(new Uint8Array(keyLength).fill(byte), new Uint8Array(length).fill(byte));
          expect(tag).toEqual(hmacSha256(new Uint8Array(keyLength).fill(byte), new Uint8Array(length).fill(byte)));
          return scratch.map((words) => [...words]);
        });
        expect(after[1], `key of ${keyLength} bytes, message of ${length}`).toEqual(after[0]);
      }
    }
  });

  test('is correct after a call that was interrupted, as by a stack overflow', () => {
    const expected = hmacSha256(key.subarray(0, 4), key);
    const unreadable = new Proxy(new Uint8Array(4), {
      get() {
        throw new RangeError('no stack left');
      },
    });
    expect(() => wordHmac.into(new Uint8Array(32), 0, new Int32Array(16).fill(7), unreadable, 0, 4)).toThrow(
      RangeError,
    );
    expect(hmacSha256(key.subarray(0, 4), key)).toEqual(expected);
  });
});

describe('wordHmac.into', () => {
  test('writes 32 bytes at the given offset and nowhere else', () => {
    const target = new Uint8Array(50).fill(0xee);
    wordHmac.into(target, 7, Int32Array.of(0x01020304), key, 10, 90);
    expect(target.slice(7, 39)).toEqual(hmacSha256(key.subarray(0, 4), key.subarray(10, 90)));
    expect(target.slice(0, 7)).toEqual(new Uint8Array(7).fill(0xee));
    expect(target.slice(39)).toEqual(new Uint8Array(11).fill(0xee));
  });
});
