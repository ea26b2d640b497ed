/** Base64: the canonical form, everything else, and engines without a TextDecoder. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeBase64, decodeBase64Into, decodedBase64Length, encodeBase64 } from '../../../src/base64/base64.ts';
import { TokenError } from '../../../src/errors.ts';

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];

// Hundreds of thousands of refusals: collecting the stack of each would take a minute.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

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
          if (refusal(text)?.code !== (canonical.has(text) ? undefined : 'ERR_FORMAT')) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the empty string decodes to no bytes', () => {
    expect(decodeBase64('')).toEqual(new Uint8Array(0));
    expect(decodeBase64('007', 3)).toEqual(new Uint8Array(0));
    expect(decodeBase64('==', 2)).toEqual(new Uint8Array(0));
    expect(encodeBase64(new Uint8Array(0))).toBe('');
  });

  test('of all strings of up to five characters from a small alphabet, those that Buffer writes are accepted', () => {
    const letters = ['A', 'B', 'Q', '=', '-', ' ', 'é'];
    const wrong: string[] = [];
    const visit = (text: string) => {
      const isCanonical = Buffer.from(text, 'base64').toString('base64') === text;
      if (refusal(text)?.code !== (isCanonical ? undefined : 'ERR_FORMAT')) wrong.push(text);
      if (text.length < 5) for (const letter of letters) visit(text + letter);
    };
    visit('');
    expect(wrong).toEqual([]);
  });
});

describe('what is refused', () => {
  test('each of the 65,536 code units that is not a base64 digit, at each place of a group', () => {
    const accepted: string[] = [];
    for (let unit = 0; unit < 0x10000; unit++) {
      const character = String.fromCharCode(unit);
      if (ALPHABET.includes(character) || character === '=') continue;
      for (let at = 0; at < 4; at++) {
        const group = `AAAA${'AAA'.slice(0, at)}${character}${'AAA'.slice(at)}`;
        if (refusal(group)?.code !== 'ERR_FORMAT') accepted.push(`U+${unit.toString(16)} at ${at}`);
        if (refusal(`${group}AA==`)?.code !== 'ERR_FORMAT') accepted.push(`U+${unit.toString(16)} at ${at}, padded`);
      }
    }
    expect(accepted).toEqual([]);
  });

  test('a character outside the alphabet in the last, padded group', () => {
    for (const text of ['-A==', 'A-==', 'AA-=', 'A\u0141A=', '\u0141A==', 'A\u0141==', 'AA\u0141=', '\u0141AA=']) {
      expect(refusal(text)?.code, text).toBe('ERR_FORMAT');
    }
  });

  test.each([
    ['a space', 'AAAA AAA'],
    ['a line break', 'AAAA\n'],
    ['a no-break space', '\u00a0AAA'],
    ['a byte order mark', '\ufeffAAA'],
    ['a character of the url-safe alphabet', 'AA-A'],
    ['percent-encoding', 'AA%3D'],
    ['a Greek letter that looks like an A', 'AAA\u0391'],
    ['one digit', 'A'],
    ['missing padding', 'AA'],
    ['one padding character instead of two', 'AA='],
    ['padding within a group', 'AA=A'],
    ['padding between groups', 'AA==AAAA'],
    ['padding at the start', '=AAA'],
    ['three padding characters', 'A==='],
    ['nothing but padding', '===='],
    ['padding after whole groups', 'AAAA='],
    ['a group of padding after whole groups', 'AAAA===='],
    ['unused bits set before ==', 'AB=='],
    ['unused bits set before =', 'AAB='],
  ])('%s', (_what, text) => {
    // The message is constant: the text may be secret.
    const message = 'invalid base64: only the standard alphabet with padding is valid';
    expect(refusal(text)).toMatchObject({ code: 'ERR_FORMAT', message });
    expect(refusal(`007${text}`, 3)).toMatchObject({ code: 'ERR_FORMAT', message });
  });

  test('padding that begins before the start', () => {
    expect(refusal('==A', 2)?.code).toBe('ERR_FORMAT');
    expect(refusal('A==', 2)?.code).toBe('ERR_FORMAT');
  });
});

describe('a text of several chunks', () => {
  const text = encodeBase64(Uint8Array.from({ length: 20_003 }, (_, i) => i * 31));

  test('is refused for one character outside the alphabet, anywhere', () => {
    const places = [0, 3, 4, 8191, 8192, 8194, 8195, 8196, 16_383, 16_384, text.length - 5, text.length - 2];
    for (const at of places) {
      for (const character of ['-', ' ', '=', '\u0141', '\uff21']) {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        expect(refusal(changed)?.code, `${JSON.stringify(character)} at ${at}`).toBe('ERR_FORMAT');
        expect(refusal(`007${changed}`, 3)?.code, `${JSON.stringify(character)} at ${at}`).toBe('ERR_FORMAT');
      }
    }
  });

  test('is refused if cut anywhere but after a whole group', () => {
    for (let cut = 8180; cut < 8210; cut++) {
      expect(refusal(text.slice(0, cut))?.code, `${cut}`).toBe(cut % 4 === 0 ? undefined : 'ERR_FORMAT');
    }
  });
});

describe('decodeBase64Into', () => {
  test('decodes after a prefix, into an array that may be larger', () => {
    const target = new Uint8Array(10).fill(0xee);
    decodeBase64Into('007Zm9vYg==', 3, target);
    // The padding is decoded too.
    expect(target).toEqual(Uint8Array.of(0x66, 0x6f, 0x6f, 0x62, 0, 0, ...new Array(4).fill(0xee)));
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

  test('the results are the same', async () => {
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
        expect(() => bare.decodeBase64(text), JSON.stringify(text)).toThrow(/^invalid base64: /);
      }
    }
  });
});
