/**
 * Every small change of several tokens, one by one: none of them is accepted as something else. The tokens are
 * Agora's own, one of each kind of encoder, and one of each shape of stream.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deflate } from '../../src/deflate/deflate.ts';
import { TokenError, verifyToken } from '../../src/index.ts';
import { golden, type Token } from '../support/conformance-vectors.mjs';
import { textOf } from '../support/raw-token.ts';
import { expectRefusal } from '../support/refusal.ts';

/** From the shortest to the longest. */
const signed = golden
  .filter(({ appCertificate }) => appCertificate !== null)
  .sort((a, b) => a.token.length - b.token.length);
const byEncoder = new Map<string, Token>();
for (const one of signed) if (!byEncoder.has(one.encoder)) byEncoder.set(one.encoder, one);
const [first] = signed as [Token];
const firstPayload = inflateSync(Buffer.from(first.token.slice(3), 'base64'));

const tokens = [
  ...[...byEncoder].map(([encoder, one]) => ({ ...one, what: `by ${encoder}` })),
  { ...first, what: 'stored', token: textOf(firstPayload, (bytes) => deflateSync(bytes, { level: 0 })) },
  { ...first, what: 'with fixed codes', token: textOf(firstPayload, (bytes) => deflateSync(bytes, { strategy: 4 })) },
];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Digits, and what else may turn up: padding, the url-safe alphabet, white space, control and other characters. */
const CHARACTERS = [...ALPHABET, '=', '-', '_', ' ', '\n', '\0', '%', '.', 'é', '０', '\ud800'];

describe.each(tokens)('of a token $what', ({ token, appCertificate, content }) => {
  const verify = (text: string) =>
    verifyToken(text, { appCertificate: appCertificate as string, now: content.issuedAt });
  const original = verify(token);
  const stream = Buffer.from(token.slice(3), 'base64');
  const payload = inflateSync(stream);

  /** Refused, or another spelling of exactly the same content. */
  function expectHarmless(text: string): 'refused' | 'same' {
    try {
      expect(verify(text)).toEqual(original);
      return 'same';
    } catch (error) {
      expect(error).toBeInstanceOf(TokenError);
      return 'refused';
    }
  }

  it('every changed bit of the payload is refused', () => {
    for (let bit = 0; bit < 8 * payload.length; bit++) {
      const flipped = Buffer.from(payload);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      const text = textOf(flipped, (bytes) => Buffer.from(deflate(bytes)));
      expect(() => verify(text)).toThrow(TokenError);
    }
  });

  it('every changed bit of the stream is refused, or the content is the same', () => {
    for (let bit = 0; bit < 8 * stream.length; bit++) {
      const flipped = Buffer.from(stream);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      expectHarmless(`007${flipped.toString('base64')}`);
    }
  });

  it('every truncation of the text is refused', () => {
    for (let length = 0; length < token.length; length++) {
      expectRefusal(
        () => verify(token.slice(0, length)),
        length < 3 ? 'ERR_VERSION' : 'ERR_FORMAT',
        length < 3 ? 'token' : undefined,
      );
    }
  });

  it('every text without its beginning is refused', () => {
    for (let start = 1; start < token.length; start++) expect(() => verify(token.slice(start))).toThrow(TokenError);
  });

  it('every substitution of a character is refused, or read as the same', () => {
    const verdicts = { refused: 0, same: 0 };
    for (let at = 0; at < token.length; at++) {
      for (const character of CHARACTERS) {
        if (character === token[at]) continue;
        verdicts[expectHarmless(token.slice(0, at) + character + token.slice(at + 1))]++;
      }
    }
    // A few are the same: those that change the window or level in the header, which does not affect the content.
    expect(verdicts.refused).toBeGreaterThan(200 * verdicts.same);
  });

  it('every character inserted or left out is refused', () => {
    for (let at = 0; at <= token.length; at++) {
      expect(() => verify(token.slice(0, at) + token.slice(at + 1) + (at === token.length ? 'A' : ''))).toThrow(
        TokenError,
      );
      for (const character of ['A', '=', ' ', '\n', '-', '7']) {
        expect(() => verify(token.slice(0, at) + character + token.slice(at))).toThrow(TokenError);
      }
    }
  });

  it('unsigned bytes after the payload are refused, even 65,536 of them, which a 16-bit length would ignore', () => {
    for (const count of [1, 2, 4, 255, 65_535, 65_536, 131_072]) {
      const text = textOf(Buffer.concat([payload, Buffer.alloc(count)]));
      expectRefusal(() => verify(text), 'ERR_SIGNATURE', 'signature');
    }
  });

  it('bytes after the stream are refused, even a second stream', () => {
    for (const more of [Buffer.alloc(1), Buffer.alloc(3), stream, deflateSync(Buffer.alloc(0))]) {
      const text = `007${Buffer.concat([stream, more]).toString('base64')}`;
      expectRefusal(() => verify(text), 'ERR_FORMAT');
    }
  });
});

it('the tokens are one of each encoder, and of each kind of block', () => {
  expect(tokens.map(({ what }) => what).sort()).toEqual([
    'by chromium',
    'by dart-archive',
    'by go',
    'by miniz_oxide',
    'by sharpziplib',
    'by zlib',
    'stored',
    'with fixed codes',
  ]);
});
