import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8Into, isAsciiOf, utf8Length } from '../../../src/wire/utf8.ts';

function encode(text: string): number[] {
  const bytes = new Uint8Array(utf8Length(text));
  expect(encodeUtf8Into(text, bytes, 0)).toBe(bytes.length);
  return [...bytes];
}
const decode = (...bytes: number[]) => decodeUtf8(Uint8Array.from(bytes), 0, bytes.length);

describe('UTF-8', () => {
  test('the examples of RFC 3629 §7, in both directions', () => {
    const examples: [string, number[]][] = [
      ['A\u2262\u0391.', [0x41, 0xe2, 0x89, 0xa2, 0xce, 0x91, 0x2e]],
      ['\ud55c\uad6d\uc5b4', [0xed, 0x95, 0x9c, 0xea, 0xb5, 0xad, 0xec, 0x96, 0xb4]],
      ['\u65e5\u672c\u8a9e', [0xe6, 0x97, 0xa5, 0xe6, 0x9c, 0xac, 0xe8, 0xaa, 0x9e]],
      ['\ufeff\u{233b4}', [0xef, 0xbb, 0xbf, 0xf0, 0xa3, 0x8e, 0xb4]],
    ];
    for (const [text, bytes] of examples) {
      expect(encode(text)).toEqual(bytes);
      expect(decode(...bytes)).toBe(text);
    }
  });

  test('two low surrogates are not a pair', () => {
    for (const text of ['\udc00\udc00', '\udfff\udc00']) expect(utf8Length(text)).toBe(-1);
  });

  test('the ends of every length', () => {
    for (const point of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff]) {
      const text = String.fromCodePoint(point);
      expect(decode(...encode(text)), point.toString(16)).toBe(text);
    }
  });

  test('a byte order mark and NUL are kept', () => {
    expect(decode(0xef, 0xbb, 0xbf, 0x41)).toBe('\ufeffA');
    expect(decode(0, 0x41, 0)).toBe('\0A\0');
    expect(encode('\ufeff\0')).toEqual([0xef, 0xbb, 0xbf, 0]);
  });

  test('a string with a lone surrogate anywhere has no length', () => {
    for (const half of ['\ud800', '\udbff', '\udc00', '\udfff']) {
      for (const text of [
        half,
        `${half}a`,
        `a${half}`,
        `a${half}b`,
        `é${half}`,
        `${half}\u{1f600}`,
        `\u{1f600}${half}`,
      ]) {
        expect(utf8Length(text), JSON.stringify(text)).toBe(-1);
        expect(encodeUtf8Into(text, new Uint8Array(20), 0), JSON.stringify(text)).toBe(-1);
      }
    }
    expect(utf8Length('\udc00\ud800')).toBe(-1);
    expect(utf8Length('\ud800\ud800\udc00')).toBe(-1);
    expect(utf8Length('\ud800\udc00\udc00')).toBe(-1);
    expect(utf8Length('\ud800\udbff')).toBe(-1);
    expect(utf8Length('\ud800\ue000')).toBe(-1);
    expect(utf8Length('\ud800\udc00')).toBe(4);
    expect(utf8Length('\udbff\udfff')).toBe(4);
  });

  const refused: [string, number[]][] = [
    ['a continuation byte alone', [0x80]],
    ['an overlong slash of two bytes', [0xc0, 0xaf]],
    ['an overlong DEL of two bytes', [0xc1, 0xbf]],
    ['an overlong slash of three bytes', [0xe0, 0x80, 0xaf]],
    ['an overlong U+07FF', [0xe0, 0x9f, 0xbf]],
    ['an overlong U+FFFF', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['the first surrogate', [0xed, 0xa0, 0x80]],
    ['the last surrogate', [0xed, 0xbf, 0xbf]],
    ['a pair written as two surrogates', [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]],
    ['U+110000', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead byte F5', [0xf5, 0x80, 0x80, 0x80]],
    ['five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
    ['FE and FF', [0xfe, 0xff]],
    ['a cut sequence of two', [0xc3]],
    ['a cut sequence of three', [0xe2, 0x82]],
    ['a cut sequence of four', [0xf0, 0x9f, 0x98]],
    ['a sequence interrupted by a letter', [0xe2, 0x82, 0x41]],
  ];
  for (const [name, bytes] of refused) {
    test(`refuses ${name}, alone and around ASCII`, () => {
      const ascii = [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69];
      expect(decode(...bytes)).toBeUndefined();
      expect(decode(...ascii, ...bytes)).toBeUndefined();
      expect(decode(...bytes, ...ascii)).toBeUndefined();
    });
  }

  test('a sequence is not read beyond the end of the range', () => {
    const bytes = Uint8Array.of(0x61, 0xe2, 0x82, 0xac, 0x62);
    expect(decodeUtf8(bytes, 0, 3)).toBeUndefined();
    expect(decodeUtf8(bytes, 0, 4)).toBe('a€');
    expect(decodeUtf8(bytes, 1, 5)).toBe('€b');
    expect(decodeUtf8(bytes, 2, 5)).toBeUndefined();
    expect(decodeUtf8(bytes, 3, 3)).toBe('');
  });

  test('writes at the offset and nowhere else', () => {
    const target = new Uint8Array(8).fill(0xee);
    expect(encodeUtf8Into('€', target, 2)).toBe(5);
    expect([...target]).toEqual([0xee, 0xee, 0xe2, 0x82, 0xac, 0xee, 0xee, 0xee]);
  });
});

describe('isAsciiOf', () => {
  const bytes = Uint8Array.of(0x2d, 0x61, 0x62, 0x7f, 0xe9, 0xe9);

  test('is true only for exactly this string', () => {
    expect(isAsciiOf('ab\x7f', bytes, 1)).toBe(true);
    expect(isAsciiOf('', bytes, 1)).toBe(true);
    for (const text of ['bb\x7f', 'aa\x7f', 'ab\x7e']) expect(isAsciiOf(text, bytes, 1), text).toBe(false);
    expect(isAsciiOf('ab\x7f', bytes, 0)).toBe(false);
  });

  test('is false for code units that equal the bytes but are not ASCII', () => {
    expect(isAsciiOf('\xe9\xe9', bytes, 4)).toBe(false);
    expect(isAsciiOf('\u0161b', bytes, 1)).toBe(false);
  });
});
