import { describe, expect, it } from 'vitest';
import { adler32 } from '../../src/zlib.ts';

describe('adler32', () => {
  it('is 1 for no bytes', () => {
    expect(adler32(new Uint8Array(0))).toBe(1);
  });

  it('is 11E60398 for "Wikipedia"', () => {
    expect(adler32(Buffer.from('Wikipedia'))).toBe(0x11e60398);
  });

  it('does not overflow on long runs of the largest byte, and is unsigned', () => {
    const bytes = new Uint8Array(100_000).fill(255);
    let a = 1;
    let b = 0;
    for (const byte of bytes) {
      a = (a + byte) % 65521;
      b = (b + a) % 65521;
    }
    expect(adler32(bytes)).toBe(b * 65536 + a);
    expect(adler32(bytes)).toBeGreaterThan(0);
  });

  it('of every length up to 6,000 equals the definition', () => {
    const bytes = Uint8Array.from({ length: 6000 }, (_, i) => (i * 7919) >> 3);
    let a = 1;
    let b = 0;
    for (let length = 0; length <= bytes.length; length++) {
      if (adler32(bytes, length) !== b * 65536 + a) expect.fail(`length ${length}`);
      a = (a + bytes[length]!) % 65521;
      b = (b + a) % 65521;
    }
  });
});
