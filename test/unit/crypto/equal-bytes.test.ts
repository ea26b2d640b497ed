import { describe, expect, test } from 'vitest';
import { equalBytes } from '../../../src/crypto/equal-bytes.ts';

describe('equalBytes', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => 7 * i);

  test('accepts equal content in different arrays, the empty one included', () => {
    expect(equalBytes(bytes, bytes.slice())).toBe(true);
    expect(equalBytes(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });

  test('detects every changed bit', () => {
    for (let i = 0; i < 8 * bytes.length; i++) {
      const other = bytes.slice();
      other[i >>> 3]! ^= 1 << (i & 7);
      expect(equalBytes(bytes, other), `bit ${i}`).toBe(false);
      expect(equalBytes(other, bytes), `bit ${i}`).toBe(false);
    }
  });

  test('reads every byte, wherever the first difference is', () => {
    for (const at of [0, 15, 31]) {
      const other = bytes.slice();
      other[at]! ^= 1;
      const read: string[] = [];
      const watched = new Proxy(other, {
        get(target, key) {
          if (key !== 'length') read.push(String(key));
          return Reflect.get(target, key, target);
        },
      });
      expect(equalBytes(bytes, watched)).toBe(false);
      expect(read).toEqual(Array.from(bytes, (_, i) => String(i)));
    }
  });

  test('refuses a prefix, a longer array and the empty one', () => {
    expect(equalBytes(bytes, bytes.subarray(0, 31))).toBe(false);
    expect(equalBytes(bytes.subarray(0, 31), bytes)).toBe(false);
    expect(equalBytes(bytes, new Uint8Array(0))).toBe(false);
    expect(equalBytes(new Uint8Array(0), bytes)).toBe(false);
  });
});
