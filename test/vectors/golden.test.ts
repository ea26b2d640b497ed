/** Agora's own tokens, from the conformance kit: read, verified, and built again from their contents. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../src/deflate/chromium-matcher.ts';
import { deflate } from '../../src/deflate/deflate.ts';
import { buildToken, decodeToken, TokenError, verifyToken } from '../../src/index.ts';
import { encodeToken } from '../../src/token/build.ts';
import { deriveIssueKey } from '../../src/token/sign.ts';
import { type Content, golden, reference, refused, type Token, vectors } from '../support/conformance-vectors.mjs';
import { expectRefusal } from '../support/refusal.ts';

const payloadOf = (token: string) => inflateSync(Buffer.from(token.slice(3), 'base64'));

function chromiumText({ services, ...header }: Content, appCertificate: string): string {
  return encodeToken(header, services, deriveIssueKey(appCertificate, header.issuedAt), chromiumMatcher);
}

describe("the tokens of Agora's test suites", () => {
  it('are all in the kit', () => {
    const file = new URL('../../fixtures/golden-digests.json', import.meta.url);
    const { sha256 }: { sha256: Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'));
    const present = new Set(
      [...golden, ...refused].map(({ token }) => createHash('sha256').update(token).digest('hex')),
    );
    expect(Object.keys(sha256).filter((id) => !present.has(sha256[id] as string))).toEqual([]);
    expect(Object.keys(sha256)).toHaveLength(41);
  });

  it('come from every kind of compressor', () => {
    const counts: Record<string, number> = {};
    for (const { encoder } of golden) counts[encoder] = (counts[encoder] ?? 0) + 1;
    expect(counts).toEqual({ zlib: 18, go: 7, chromium: 4, sharpziplib: 3, miniz_oxide: 2, 'dart-archive': 1 });
  });

  it('are 35 genuine ones and 6 to refuse, beside 67 that references built', () => {
    expect([golden.length, refused.length, reference.length]).toEqual([35, 6, 67]);
  });

  it('have a certificate, except for one, and inputs, except for it and two with an unknown service', () => {
    const all = [...golden, ...reference];
    expect(all.filter(({ appCertificate }) => appCertificate === null).map(({ id }) => id)).toEqual([
      'golden-chat-130-zlib',
    ]);
    expect(all.filter(({ inputs }) => inputs.length === 0).map(({ id }) => id)).toEqual([
      'golden-chat-130-zlib',
      'reference-v257',
      'reference-v260',
    ]);
  });
});

describe.each<Token>([...golden, ...reference])('$id', (vector) => {
  const { token, payload, content, inputs, encoder, zlibToken } = vector;
  const appCertificate = vector.appCertificate as string;

  it('decodes to its contents', () => {
    const { unknown, ...decoded } = decodeToken(token);
    expect(decoded).toEqual({
      ...content,
      expiresAt: content.issuedAt + content.expiresIn,
      signature: new Uint8Array(Buffer.from(payload.slice(4, 68), 'hex')),
    });
    if (vector.appCertificate !== null) expect(unknown !== undefined).toBe(inputs.length === 0);
  });

  it.runIf(vector.appCertificate !== null)('verifies', () => {
    // Some were built with a lifetime of 0: the tolerance keeps them alive for the second they were issued in.
    const options = { appCertificate, appId: content.appId, now: content.issuedAt, clockTolerance: 1 };
    expect(verifyToken(token, options).certificateIndex).toBe(0);
  });

  it.runIf(inputs.length > 0)('is built again: the same payload, and the text of stock zlib', () => {
    for (const input of inputs) {
      const built = buildToken({ ...input, appCertificate });
      expect(payloadOf(built).toString('hex')).toBe(payload);
      expect(built).toBe(zlibToken);
    }
    if (encoder === 'zlib') expect(zlibToken).toBe(token);
  });

  it('compresses to the text of stock zlib', () => {
    expect(`007${Buffer.from(deflate(Buffer.from(payload, 'hex'))).toString('base64')}`).toBe(zlibToken);
  });
});

describe("Chromium's zlib", () => {
  const chromium = vectors.read.filter(({ encoder }) => encoder === 'chromium');

  it.each(chromium)('$id is built again, text for text', ({ token }) => {
    const payload = payloadOf(token);
    expect(`007${Buffer.from(deflate(payload, chromiumMatcher)).toString('base64')}`).toBe(token);
    const { appCertificate, inputs } = [...golden, ...reference].find(
      (one) => one.payload === payload.toString('hex'),
    ) as Token;
    for (const input of inputs) expect(chromiumText(input, appCertificate as string)).toBe(token);
  });

  it('wrote 65 of the tokens', () => expect(chromium).toHaveLength(65));
});

describe('texts that must be refused', () => {
  it.each(refused)('$id', ({ token }) => {
    expect(() => decodeToken(token)).toThrow(TokenError);
  });

  it('null is of the wrong type', () => {
    expectRefusal(() => decodeToken(null as never), 'ERR_INPUT', 'token');
  });
});
