/** Base64: what is canonical, what is refused and with which words, and life without a TextDecoder. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { decodeBase64, decodeBase64Into, decodedBase64Length, encodeBase64 } from '../../../src/base64/base64.ts';
import { type Base64FaultKind, findBase64Fault } from '../../../src/base64/fault.ts';
import { TokenError } from '../../../src/errors.ts';

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];

/** What the decoder throws for a text, or undefined if it accepts it. */
function refusal(text: string, start?: number): TokenError | undefined {
  try {
    decodeBase64(text, start);
    return undefined;
  } catch (error) {
    if (error instanceof TokenError) return error;
    throw error;
  }
}

describe('the canonical form', () => {
  test('of the 4,096 texts "xy==" exactly the 256 that encode a byte are accepted', () => {
    const canonical = new Set(Array.from({ length: 256 }, (_, byte) => encodeBase64(Uint8Array.of(byte))));
    expect(canonical.size).toBe(256);
    for (const x of ALPHABET) {
      for (const y of ALPHABET) {
        const text = `${x}${y}==`;
        expect(refusal(text)?.code, text).toBe(canonical.has(text) ? undefined : 'ERR_FORMAT');
        expect(findBase64Fault(text)?.kind, text).toBe(canonical.has(text) ? undefined : 'trailing-bits');
      }
    }
  });

  test('of the 262,144 texts "xyz=" exactly the 65,536 that encode two bytes are accepted', () => {
    const canonical = new Set<string>();
    for (let value = 0; value < 65536; value++) canonical.add(encodeBase64(Uint8Array.of(value >>> 8, value)));
    expect(canonical.size).toBe(65536);
    const wrong: string[] = [];
    for (const x of ALPHABET) {
      for (const y of ALPHABET) {
        for (const z of ALPHABET) {
          const text = `${x}${y}${z}=`;
          // The refusals, three in four, go through the cheap half of the decoder: a throw each would take a minute.
          const kind = findBase64Fault(text)?.kind;
          if ((kind === undefined) !== canonical.has(text)) wrong.push(text);
          if (canonical.has(text) ? refusal(text) !== undefined : kind !== 'trailing-bits') wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
    for (const z of ALPHABET) {
      expect(refusal(`AA${z}=`)?.code, z).toBe(canonical.has(`AA${z}=`) ? undefined : 'ERR_FORMAT');
    }
  });

  test('the empty text is no bytes', () => {
    expect(decodeBase64('')).toEqual(new Uint8Array(0));
    expect(decodeBase64('007', 3)).toEqual(new Uint8Array(0));
    expect(decodeBase64('==', 2)).toEqual(new Uint8Array(0));
    expect(encodeBase64(new Uint8Array(0))).toBe('');
  });

  test('decoder and fault finder agree on every text of up to five characters from a small alphabet', () => {
    const letters = ['A', 'B', 'Q', '=', '-', ' ', 'é'];
    const bad: string[] = [];
    const visit = (text: string) => {
      const fault = findBase64Fault(text);
      const error = refusal(text);
      if (fault?.message !== error?.message) bad.push(text);
      if ((error === undefined) !== (Buffer.from(text, 'base64').toString('base64') === text)) bad.push(text);
      if (text.length < 5) for (const letter of letters) visit(text + letter);
    };
    visit('');
    expect(bad).toEqual([]);
  });
});

describe('what is refused', () => {
  test('every one of the 65,536 code units that is not a base64 digit, at each place of a group', () => {
    const kinds = new Map<Base64FaultKind | undefined, number>();
    for (let unit = 0; unit < 0x10000; unit++) {
      const character = String.fromCharCode(unit);
      if (ALPHABET.includes(character) || character === '=') continue;
      const place = unit & 3;
      const text = `AAAA${'AAA'.slice(0, place)}${character}${'AAA'.slice(place)}AAAA`;
      const fault = findBase64Fault(text);
      expect(fault?.index).toBe(4 + place);
      kinds.set(fault?.kind, (kinds.get(fault?.kind) ?? 0) + 1);
      if (unit < 0x200 || unit % 257 === 0) {
        for (let at = 0; at < 4; at++) {
          const group = `AAAA${'AAA'.slice(0, at)}${character}${'AAA'.slice(at)}`;
          expect(refusal(group)?.code, `U+${unit.toString(16)} at ${at}`).toBe('ERR_FORMAT');
          expect(refusal(`${group}AA==`)?.code).toBe('ERR_FORMAT');
        }
      }
    }
    expect(kinds.get('url-safe')).toBe(2);
    expect(kinds.get('percent')).toBe(1);
    expect(kinds.get('foreign')).toBe(128 - 65 - 6 - 3); // ASCII without alphabet, "=", white space, url-safe and percent
    expect(kinds.get('non-ascii')).toBeGreaterThan(65_000);
    expect(kinds.get(undefined)).toBeUndefined();
  });

  test('a foreign character within the last, padded group', () => {
    for (const text of ['-A==', 'A-==', 'AA-=', 'A\u0141A=', '\u0141A==', 'A\u0141==', 'AA\u0141=', '\u0141AA=']) {
      expect(refusal(text)?.code, text).toBe('ERR_FORMAT');
    }
  });

  const cases: [text: string, kind: Base64FaultKind, index: number, message: RegExp][] = [
    ['AAAA AAA', 'white-space', 4, /white space at index 4$/],
    ['AAAA\n', 'white-space', 4, /white space at index 4$/],
    ['\u00a0AAA', 'white-space', 0, /white space/],
    ['\ufeffAAA', 'white-space', 0, /white space/],
    ['AA-A', 'url-safe', 2, /url-safe alphabet.* at index 2$/],
    ['A_A=', 'url-safe', 1, /url-safe alphabet/],
    ['AA%3D', 'percent', 2, /percent/],
    ['AAA\u0391', 'non-ascii', 3, /not ASCII/],
    ['AAA*', 'foreign', 3, /not of the base64 alphabet/],
    ['A', 'length', 1, /its length, 1, is not a multiple of four: it was cut$/],
    ['AA', 'length', 2, /its length, 2, is not a multiple of four: it was cut or its padding/],
    ['AAAAAAA', 'length', 7, /its length, 7,/],
    ['AA=', 'length', 3, /its length, 3,/],
    ['AA=A', 'padding', 2, /in the middle, at index 2$/],
    ['AA==AAAA', 'padding', 2, /in the middle/],
    ['=AAA', 'padding', 0, /in the middle/],
    ['A===', 'padding', 1, /does not belong there, at index 1$/],
    ['====', 'padding', 0, /does not belong there/],
    ['AAA==', 'padding', 3, /does not belong there/],
    ['AAAA=', 'padding', 4, /does not belong there/],
    ['AAAA====', 'padding', 4, /does not belong there/],
    ['AB==', 'trailing-bits', 1, /bits that are not zero .* at index 1$/],
    ['AAB=', 'trailing-bits', 2, /bits that are not zero/],
  ];
  for (const [text, kind, index, message] of cases) {
    test(`${JSON.stringify(text)}: ${kind}`, () => {
      expect(findBase64Fault(text)).toMatchObject({ kind, index });
      const error = refusal(text);
      expect(error?.code).toBe('ERR_FORMAT');
      expect(error?.message).toMatch(message);
    });
  }

  test('an index counts from the beginning of the whole text, not from the start given', () => {
    expect(findBase64Fault('007AA-A', 3)).toMatchObject({ kind: 'url-safe', index: 5 });
    expect(refusal('007AA-A', 3)?.message).toMatch(/ at index 5$/);
    expect(findBase64Fault('007AA', 3)).toMatchObject({ kind: 'length', index: 5 });
    expect(refusal('007A', 3)?.message).toMatch(/its length, 1,/);
    expect(refusal('==A', 2)?.code).toBe('ERR_FORMAT');
    expect(refusal('A==', 2)?.code).toBe('ERR_FORMAT');
  });

  test('no message repeats what it was given', () => {
    for (const [text] of cases) {
      const secret = `SECRET12${text}`;
      expect(refusal(secret)?.message, text).not.toContain('SECRET');
    }
  });
});

describe('a text of several chunks', () => {
  const text = encodeBase64(Uint8Array.from({ length: 20_003 }, (_, i) => i * 31));

  test('is refused for one foreign character, wherever it stands', () => {
    const places = [0, 3, 4, 8191, 8192, 8194, 8195, 8196, 16_383, 16_384, text.length - 5, text.length - 2];
    for (const at of places) {
      for (const character of ['-', ' ', '=', '\u0141', '\uff21']) {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        expect(refusal(changed)?.code, `${JSON.stringify(character)} at ${at}`).toBe('ERR_FORMAT');
        expect(refusal(`007${changed}`, 3)?.code, `${JSON.stringify(character)} at ${at}`).toBe('ERR_FORMAT');
      }
    }
  });

  test('is refused if cut anywhere but at a whole group', () => {
    for (let cut = 8180; cut < 8210; cut++) {
      expect(refusal(text.slice(0, cut))?.code, `${cut}`).toBe(cut % 4 === 0 ? undefined : 'ERR_FORMAT');
    }
  });
});

describe('decodeBase64Into', () => {
  test('decodes behind a prefix into an array of its own size or larger', () => {
    const target = new Uint8Array(10).fill(0xee);
    expect(decodeBase64Into('007Zm9vYg==', 3, target)).toBe(4);
    expect(target).toEqual(Uint8Array.of(0x66, 0x6f, 0x6f, 0x62, ...new Array(6).fill(0xee)));
  });

  test('decodedBase64Length is exact for canonical texts', () => {
    for (let length = 0; length < 50; length++) {
      const text = `007${encodeBase64(new Uint8Array(length).fill(0x5a))}`;
      expect(decodedBase64Length(text, 3)).toBe(length);
      expect(decodedBase64Length(text.slice(3))).toBe(length);
    }
  });
});

describe('encodeBase64', () => {
  test('encodes a range', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 37);
    expect(encodeBase64(bytes, 5, 30)).toBe(Buffer.from(bytes.subarray(5, 30)).toString('base64'));
    expect(encodeBase64(bytes, 39)).toBe(Buffer.from(bytes.subarray(39)).toString('base64'));
    expect(encodeBase64(bytes, 7, 7)).toBe('');
  });
});

describe('without TextDecoder and TextEncoder', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test('the same texts come out', async () => {
    vi.resetModules();
    vi.stubGlobal('TextDecoder', undefined);
    vi.stubGlobal('TextEncoder', undefined);
    const bare: typeof import('../../../src/base64/base64.ts') = await import('../../../src/base64/base64.ts');
    expect(bare.encodeBase64).not.toBe(encodeBase64);
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => i * 91 + length);
      const text = bare.encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(bare.decodeBase64(text)).toEqual(bytes);
    }
    const large = Uint8Array.from({ length: 60_001 }, (_, i) => i ^ (i >>> 8));
    expect(bare.encodeBase64(large)).toBe(Buffer.from(large).toString('base64'));
    expect(bare.decodeBase64(bare.encodeBase64(large))).toEqual(large);
    for (const character of ['-', ' ', '=', '\u0141', '\u2141', '\uff21']) {
      for (let at = 0; at < 8; at++) {
        const text = 'AAAAAAAA'.slice(0, at) + character + 'AAAAAAAA'.slice(at + 1);
        if (character === '=' && at === 7) continue;
        expect(() => bare.decodeBase64(text), JSON.stringify(text)).toThrow(/^the base64 text has /);
      }
    }
  });
});
