/** Agora's own tokens: read, verified, and built again from their contents. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../src/deflate/chromium-matcher.ts';
import { deflate } from '../../src/deflate/deflate.ts';
import { buildToken, decodeToken, type ServiceGrant, TokenError, verifyToken } from '../../src/index.ts';
import { encodeToken } from '../../src/token/build.ts';
import { deriveIssueKey } from '../../src/token/sign.ts';
import { expectRefusal } from '../support/refusal.ts';

interface Content {
  readonly appId: string;
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly salt: number;
  readonly services: readonly ServiceGrant[];
}

interface Vector {
  readonly id: string;
  readonly appCertificate: string | null;
  readonly content: Content;
  readonly token: string;
}

interface GoldenVector extends Vector {
  readonly deflate: 'zlib' | 'chromium' | 'go' | 'sharpziplib' | 'miniz_oxide' | 'dart-archive';
  readonly zlibToken: string;
  readonly payload: string;
  readonly signature: string;
  readonly sameTokenInOrder?: readonly (readonly number[])[];
}

interface ReferenceVector extends Vector {
  readonly chromiumToken: string | null;
  readonly payloadSha256: string;
}

function fixture<Row>(name: string): readonly Row[] {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')).tokens;
}

const golden = fixture<GoldenVector>('golden-tokens.json');
const reference = fixture<ReferenceVector>('reference-tokens.json');
const refused = fixture<{ id: string; token: string | null }>('refused-tokens.json');

const isKnown = (grant: object) => 'service' in grant;
const ranks = ['rtc', 'rtm', 'streaming', 'fpa', 'chat', 'fcdn', 'apaas', 'rtm2'];
const payloadOf = (token: string) => inflateSync(Buffer.from(token.slice(3), 'base64'));

/** The contents as the wire has them: services by type, uids as text. */
function expectedServices({ services }: Content) {
  return [...services].sort((a, b) => ranks.indexOf(a.service) - ranks.indexOf(b.service));
}

function chromiumText({ appCertificate, content }: Vector): string {
  const { services, ...header } = content;
  return encodeToken(header, services, deriveIssueKey(appCertificate as string, header.issuedAt), chromiumMatcher);
}

it('there are 35 golden tokens, 67 reference-built ones and 7 to refuse', () => {
  expect([golden.length, reference.length, refused.length]).toEqual([35, 67, 7]);
});

describe.each(golden)('golden $id', (vector) => {
  const { appCertificate, content, token, payload, signature } = vector;

  it('decodes to its contents', () => {
    const decoded = decodeToken(token);
    expect(decoded).toEqual({
      ...content,
      services: expectedServices(content),
      expiresAt: content.issuedAt + content.expiresIn,
      signature: new Uint8Array(Buffer.from(signature, 'hex')),
    });
  });

  it.runIf(appCertificate !== null)('verifies', () => {
    const options = { appCertificate: appCertificate as string, now: content.issuedAt, appId: content.appId };
    expect(verifyToken(token, options).certificateIndex).toBe(0);
  });

  it.runIf(appCertificate !== null)('is built again: the same payload, and the text of stock zlib', () => {
    const built = buildToken({ ...content, appCertificate: appCertificate as string });
    expect(payloadOf(built).toString('hex')).toBe(payload);
    expect(built).toBe(vector.zlibToken);
    if (vector.deflate === 'zlib') expect(built).toBe(token);
    if (vector.deflate === 'chromium') expect(chromiumText(vector)).toBe(token);
    for (const order of vector.sameTokenInOrder ?? []) {
      const services = order.map((index) => content.services[index] as ServiceGrant);
      expect(buildToken({ ...content, services, appCertificate: appCertificate as string })).toBe(built);
    }
  });

  it('compresses to the text of stock zlib', () => {
    expect(`007${Buffer.from(deflate(Buffer.from(payload, 'hex'))).toString('base64')}`).toBe(vector.zlibToken);
  });
});

it('the golden tokens come from every kind of deflate', () => {
  const counts: Record<string, number> = {};
  for (const vector of golden) counts[vector.deflate] = (counts[vector.deflate] ?? 0) + 1;
  expect(counts).toEqual({ zlib: 18, go: 7, chromium: 4, sharpziplib: 3, miniz_oxide: 2, 'dart-archive': 1 });
});

describe.each(reference)('reference-built $id ($note)', (vector) => {
  const { appCertificate, content, token, chromiumToken, payloadSha256 } = vector;
  const known = content.services.every(isKnown);

  it('decodes and verifies', () => {
    // Some were built with a lifetime of 0: the tolerance keeps them alive for the second they were issued in.
    const options = { appCertificate: appCertificate as string, now: content.issuedAt, clockTolerance: 1 };
    const verified = verifyToken(token, options);
    expect(createHash('sha256').update(payloadOf(token)).digest('hex')).toBe(payloadSha256);
    expect(verified.services).toEqual(expectedServices({ ...content, services: content.services.filter(isKnown) }));
    expect('unknown' in verified).toBe(!known);
  });

  it.runIf(known)('is built again, text for text', () => {
    expect(buildToken({ ...content, appCertificate: appCertificate as string })).toBe(token);
    if (chromiumToken !== null) expect(chromiumText(vector)).toBe(chromiumToken);
  });

  it('compresses to its own text', () => {
    expect(`007${Buffer.from(deflate(payloadOf(token))).toString('base64')}`).toBe(token);
  });
});

describe('texts that must be refused', () => {
  it.each(refused.filter(({ token }) => token !== null))('$id', ({ token }) => {
    expect(() => decodeToken(token as string)).toThrow(TokenError);
  });

  it('bad-null is of the wrong type', () => {
    expectRefusal(() => decodeToken(null as never), 'ERR_INPUT', 'token');
  });
});
