/** Base64 compared with Buffer, on seeded bytes. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../src/base64/base64.ts';

/** `length` bytes that depend only on the label. */
function seeded(label: string, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(label).digest();
}

describe('base64 equals Buffer', () => {
  const around = [6143, 6144, 6145, 6146, 6147, 12287, 12288, 12289, 60_000, 1_000_001];

  test('at every length from 0 to 400 and around the chunks of the encoder', () => {
    for (const length of [...Array.from({ length: 401 }, (_, i) => i), ...around]) {
      const bytes = seeded(`base64 ${length}`, length);
      const text = encodeBase64(bytes);
      expect(text === Buffer.from(bytes).toString('base64'), `encoding ${length}`).toBe(true);
      expect(Buffer.compare(decodeBase64(text), bytes), `decoding ${length}`).toBe(0);
      expect(Buffer.compare(decodeBase64(`007${text}`, 3), bytes), `after a prefix ${length}`).toBe(0);
    }
  });

  test('for a sample of all values of three bytes', () => {
    for (let i = 0; i < 0x1000000; i += 251) {
      const bytes = Uint8Array.of(i >>> 16, i >>> 8, i);
      const text = encodeBase64(bytes);
      if (text !== Buffer.from(bytes).toString('base64') || Buffer.compare(decodeBase64(text), bytes) !== 0) {
        expect.fail(`differs for ${i}`);
      }
    }
  });

  test('every string with one changed character is refused, or decodes as Buffer does', () => {
    const ascii = Array.from({ length: 128 }, (_, i) => String.fromCharCode(i));
    for (const length of [10, 11, 12]) {
      const text = encodeBase64(seeded(`changed ${length}`, length));
      for (let at = 0; at < text.length; at++) {
        for (const character of ascii) {
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          const lenient = Buffer.from(changed, 'base64');
          const canonical = lenient.toString('base64') === changed;
          let strict: Uint8Array | undefined;
          try {
            strict = decodeBase64(changed);
          } catch {}
          expect(strict && Buffer.from(strict).toString('hex'), changed).toBe(
            canonical ? lenient.toString('hex') : undefined,
          );
        }
      }
    }
  });
});
