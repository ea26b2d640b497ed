/**
 * For any input, only `TokenError` is thrown, within the memory limit. Inputs are random strings, random bytes in a valid
 * wrapper, or valid tokens with some counts, lengths, types or characters changed.
 */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/base64/base64.ts';
import { TokenError } from '../../src/errors.ts';
import { buildToken, type DecodedToken, decodeToken, explainToken, verifyToken } from '../../src/index.ts';
import { inflate } from '../../src/inflate/inflate.ts';
import { tokenOptions } from '../support/arbitraries.ts';
import { appCertificate, appId } from '../support/credentials.ts';
import { contentBytes, signedToken, textOf, u16, u32, text as wireText } from '../support/raw-token.ts';

const runs = { numRuns: 5000 };
const MAX_PAYLOAD = 4096;
const options = { appCertificate, appId, now: 0, clockTolerance: 1e10, maxPayload: MAX_PAYLOAD };

/** The size of the result in characters, bytes and entries: never more than the input. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [, entry]) => sum + 1 + sizeOf(entry), 0);
}

/** Reads the string with every function and returns the result. */
function readEverywhere(text: string): DecodedToken | TokenError {
  const findings = explainToken(text, options);
  let result: DecodedToken | TokenError;
  try {
    result = verifyToken(text, options);
  } catch (error) {
    expect(error).toBeInstanceOf(TokenError);
    result = error as TokenError;
  }
  expect(findings.length).toBeLessThan(20);
  if (result instanceof TokenError) {
    expect(['ERR_VERSION', 'ERR_FORMAT', 'ERR_LIMIT', 'ERR_SIGNATURE', 'ERR_APP_ID']).toContain(result.code);
    expect(findings.map(({ severity }) => severity)).toContain('error');
  } else {
    expect(sizeOf(result)).toBeLessThan(MAX_PAYLOAD);
  }
  return result;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 300 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
);

/** A few characters replaced, inserted or deleted at random places. */
const edits = fc.array(
  fc.record({
    at: fc.nat({ max: 400 }),
    kind: fc.constantFrom('replace', 'insert', 'delete', 'repeat'),
    character: fc.constantFrom(...'AZaz09+/=-_ \n%&"\\.:{}é\ud800'),
  }),
  { minLength: 1, maxLength: 5 },
);

function edit(text: string, changes: readonly { at: number; kind: string; character: string }[]): string {
  let edited = text;
  for (const { at, kind, character } of changes) {
    const place = at % (edited.length + 1);
    const [before, after] = [edited.slice(0, place), edited.slice(place)];
    if (kind === 'replace') edited = before + character + after.slice(1);
    else if (kind === 'insert') edited = before + character + after;
    else if (kind === 'delete') edited = before + after.slice(1);
    else edited = before + before.slice(-20) + after;
  }
  return edited;
}

describe('only TokenError is thrown', () => {
  it('for random strings', () => {
    fc.assert(
      fc.property(anyText, (text) => void readEverywhere(text)),
      runs,
    );
  });

  it('for random strings after 007', () => {
    fc.assert(
      fc.property(anyText, (text) => void readEverywhere(`007${text}`)),
      runs,
    );
  });

  it('for random base64', () => {
    const base64 = fc.base64String({ maxLength: 400 });
    fc.assert(
      fc.property(base64, (text) => void readEverywhere(`007${text}`)),
      runs,
    );
  });

  it('for random bytes after a zlib header', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(bytes, (stream) => void readEverywhere(`007${Buffer.of(0x78, 0x9c, ...stream).toString('base64')}`)),
      runs,
    );
  });

  it('for random bytes as the payload', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readEverywhere(textOf(Buffer.from(bytes)))),
      runs,
    );
  });

  it('for random signed bytes', () => {
    const content = fc.uint8Array({ minLength: 2, maxLength: 300 });
    const header = Buffer.concat([wireText(appId), u32(0), u32(1), u32(2)]);
    fc.assert(
      fc.property(content, (bytes) => void readEverywhere(signedToken(Buffer.concat([header, bytes]), appCertificate))),
      runs,
    );
  });

  it('for tokens with some characters changed', () => {
    fc.assert(
      fc.property(tokenOptions, edits, (token, changes) => void readEverywhere(edit(buildToken(token), changes))),
      {
        numRuns: 3000,
      },
    );
  });

  it('for concatenated parts of tokens', () => {
    fc.assert(
      fc.property(tokenOptions, tokenOptions, fc.nat(), fc.nat(), (one, other, end, start) => {
        const [a, b] = [buildToken(one), buildToken(other)];
        readEverywhere(a.slice(0, end % a.length) + b.slice(start % b.length));
      }),
      { numRuns: 2000 },
    );
  });

  it('by base64 and inflate alone', () => {
    const refuses = (read: () => unknown) => {
      try {
        read();
      } catch (error) {
        expect(error).toBeInstanceOf(TokenError);
      }
    };
    fc.assert(
      fc.property(anyText, (text) => refuses(() => decodeBase64(text))),
      runs,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 1000 }), (bytes, ceiling) =>
        refuses(() => expect(inflate(bytes, ceiling).length).toBeLessThanOrEqual(ceiling)),
      ),
      runs,
    );
  });
});

/** A count in the format: correct, nearly correct, or arbitrary. */
const count = (right: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(right) },
    fc.constantFrom(0, right + 1, Math.max(0, right - 1), 0x7fff, 0x8000, 0xffff),
  );
const lied = (bytes: Buffer) => count(bytes.length).map((length) => Buffer.concat([u16(length), bytes]));
const liedText = fc.uint8Array({ maxLength: 12 }).chain((bytes) => lied(Buffer.from(bytes)));
const liedMap = (value: fc.Arbitrary<Buffer>) =>
  fc
    .array(fc.tuple(fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 0xffff })), value), { maxLength: 4 })
    .chain((entries) =>
      count(entries.length).map((number) =>
        Buffer.concat([u16(number), ...entries.flatMap(([id, bytes]) => [u16(id), bytes])]),
      ),
    );
const liedList = fc
  .array(liedText, { maxLength: 3 })
  .chain((items) => count(items.length).map((number) => Buffer.concat([u16(number), ...items])));
const seconds = fc.nat({ max: 0xffff_ffff }).map(u32);
/** A type, a privilege map and some fields, which may be those of another type. */
const liedService = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 11 }) }, fc.nat({ max: 0xffff })).map(u16),
    liedMap(seconds),
    fc.array(fc.oneof(liedText, liedMap(liedMap(liedList)), fc.nat({ max: 0xffff }).map(u16)), { maxLength: 4 }),
  )
  .map(([type, privileges, fields]) => Buffer.concat([type, privileges, ...fields]));
const liedContent = fc
  .array(liedService, { maxLength: 4 })
  .chain((services) => fc.tuple(fc.constant(services), count(services.length)))
  .map(([services, number]) =>
    Buffer.concat([contentBytes([], { appId, issuedAt: 0 }).subarray(0, -2), u16(number), ...services]),
  );

describe('content with wrong counts and lengths', () => {
  it('is read or refused if it is signed', () => {
    let read = 0;
    fc.assert(
      fc.property(liedContent, (content) => {
        const result = readEverywhere(signedToken(content, appCertificate));
        if (!(result instanceof TokenError)) read++;
      }),
      { numRuns: 6000 },
    );
    // If every token were refused, the test would show nothing.
    expect(read).toBeGreaterThan(300);
  });

  it('is refused when it is not signed', () => {
    fc.assert(
      fc.property(liedContent, (content) => {
        const token = textOf(Buffer.concat([u16(32), Buffer.alloc(32), content]));
        expect(readEverywhere(token)).toBeInstanceOf(TokenError);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('work is bounded', () => {
  it('by maxPayload, exactly, for any payload', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (size, maxPayload) => {
        const token = `007${deflateSync(Buffer.alloc(size)).toString('base64')}`;
        const read = () => decodeToken(token, { maxPayload });
        const code = size > maxPayload ? 'ERR_LIMIT' : 'ERR_FORMAT';
        expect(read).toThrow(expect.objectContaining({ code }));
      }),
      { numRuns: 500 },
    );
  });

  it('if counts exceed the remaining bytes, at any depth', () => {
    const privileges = Buffer.concat([u16(0xffff), Buffer.alloc(60)]);
    const bomb = contentBytes([Buffer.concat([u16(5), privileges])], { appId });
    expect(() => decodeToken(signedToken(bomb, appCertificate))).toThrow(
      expect.objectContaining({ code: 'ERR_FORMAT' }),
    );
  });

  it('for a long string that is not a token', () => {
    const length = 200_000;
    const texts = [
      'A',
      '=',
      ' ',
      '%25',
      '\\',
      '&#x41;',
      '007',
      '{"token":"',
      'eyJ',
      'eyJa.',
      'YWMt',
      '-',
      '…',
      '"',
      '\0',
      'é',
    ];
    for (const piece of texts) {
      for (const prefix of ['', '007', '007e', 'eyJ']) {
        const findings = explainToken(prefix + piece.repeat(length / piece.length), options);
        expect(findings[0]?.severity).toBe('error');
      }
    }
  });
});
