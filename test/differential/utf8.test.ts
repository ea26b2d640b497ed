/** UTF-8 compared with TextEncoder and a fatal TextDecoder: all code points, all sequences of up to three bytes. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8Into, utf8Length } from '../../src/wire/utf8.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function reference(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** `length` bytes that depend only on the label. */
function seeded(label: string, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(label).digest();
}

describe('encoding equals TextEncoder', () => {
  test('for every code point, alone and between others', () => {
    const target = new Uint8Array(16);
    for (let point = 0; point <= 0x10ffff; point++) {
      if (point === 0xd800) point = 0xe000;
      const text = point % 3 === 0 ? String.fromCodePoint(point) : `a${String.fromCodePoint(point)}é`;
      const expected = encoder.encode(text);
      const end = encodeUtf8Into(text, target, 0);
      let same = end === expected.length && utf8Length(text) === end && decodeUtf8(target, 0, end) === text;
      for (let i = 0; i < end; i++) same &&= target[i] === expected[i];
      if (!same) expect.fail(`differs for U+${point.toString(16)}`);
    }
  });

  test('for random code units, and -1 exactly for a lone surrogate', () => {
    const pool = seeded('code units', 60_000);
    for (let i = 0; i + 30 < pool.length; i += 15) {
      const units = Array.from(pool.subarray(i, i + 3 + (i % 12)), (byte) => {
        if (byte < 80) return byte;
        return byte < 200 ? 0xd700 + ((byte * 17) & 0x0fff) : byte * 257;
      });
      const text = String.fromCharCode(...units);
      // The oldest supported Node has no isWellFormed; a string that survives encoding is well-formed.
      const expected = encoder.encode(text);
      const wellFormed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(expected) === text;
      expect(utf8Length(text), JSON.stringify(text)).toBe(wellFormed ? expected.length : -1);
    }
  });
});

describe('decoding equals the fatal TextDecoder', () => {
  test('for every sequence of one or two bytes', () => {
    for (let value = 0; value < 0x10000; value++) {
      const two = Uint8Array.of(value >>> 8, value);
      if (decodeUtf8(two, 0, 2) !== reference(two)) expect.fail(`differs for ${value.toString(16)}`);
      if (value < 256 && decodeUtf8(two, 1, 2) !== reference(two.subarray(1))) expect.fail(`differs for ${value}`);
    }
  });

  test('for every sequence of three bytes: as many are accepted as there are strings of three bytes', () => {
    // Every string is accepted with its own value (above), so if the number is right, nothing else is.
    const bytes = new Uint8Array(3);
    const two = 0x800 - 0x80;
    const three = 0x10000 - 0x800 - 0x800;
    let accepted = 0;
    for (let value = 0; value < 0x1000000; value++) {
      bytes[0] = value >>> 16;
      bytes[1] = value >>> 8;
      bytes[2] = value;
      if (decodeUtf8(bytes, 0, 3) !== undefined) accepted++;
    }
    expect(accepted).toBe(128 ** 3 + 2 * 128 * two + three);
  });

  test('for all sequences of three and four bytes from the ends of the ranges', () => {
    const ends = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef];
    const leads = [...ends, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff];
    for (const a of leads) {
      for (const b of ends) {
        for (const c of ends) {
          const three = Uint8Array.of(a, b, c);
          if (decodeUtf8(three, 0, 3) !== reference(three)) expect.fail(`differs for ${three}`);
          for (const d of ends) {
            const four = Uint8Array.of(a, b, c, d);
            if (decodeUtf8(four, 0, 4) !== reference(four)) expect.fail(`differs for ${four}`);
          }
        }
      }
    }
  });

  test('for well-formed strings with one byte changed', () => {
    const text = encoder.encode('user_42 – Übung 日本語 😀, plain ASCII after it');
    const noise = seeded('changed bytes', 6000);
    for (let i = 0; i < 3000; i++) {
      const bytes = text.slice();
      bytes[noise[2 * i]! % bytes.length] = noise[2 * i + 1]!;
      expect(decodeUtf8(bytes, 0, bytes.length), `${i}`).toBe(reference(bytes));
    }
  });

  test('for strings of every length around the eight-byte step, and of 64 KB', () => {
    for (let length = 0; length < 40; length++) {
      for (const text of ['x'.repeat(length), `${'x'.repeat(length)}é`, `é${'x'.repeat(length)}😀yz`]) {
        const bytes = encoder.encode(text);
        expect(decodeUtf8(bytes, 0, bytes.length)).toBe(text);
      }
    }
    for (const text of ['a'.repeat(65_535), 'é'.repeat(32_767), '日'.repeat(21_845), '😀'.repeat(16_383)]) {
      const bytes = encoder.encode(text);
      expect(decodeUtf8(bytes, 0, bytes.length) === text).toBe(true);
    }
  });
});
