/**
 * Malformed and hostile tokens: our verdict on each, beside those of thirteen reference implementations. A token's
 * `refused` says by which function, with which code and at which field; null where it is good.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeToken, explainToken, type TokenErrorCode, verifyToken } from '../../src/index.ts';
import { expectRefusal } from '../support/refusal.ts';

interface Hostile {
  readonly id: string;
  readonly what: string;
  readonly appCertificate: string;
  /** The references that verify it. */
  readonly acceptedBy: 'all' | readonly string[];
  readonly refused: null | { readonly by: 'decode' | 'verify'; readonly code: TokenErrorCode; readonly field?: string };
  readonly token: string;
}

const { references, now, tokens }: { references: string[]; now: number; tokens: Hostile[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/hostile-tokens.json', import.meta.url), 'utf8'),
);

describe.each(tokens)('$id, $what', ({ appCertificate, refused, token }) => {
  const verify = () => verifyToken(token, { appCertificate, now });

  it(refused === null ? 'is good' : `is refused by ${refused.by} with ${refused.code}`, () => {
    if (refused?.by === 'decode') expectRefusal(() => decodeToken(token), refused.code, refused.field);
    else expect(decodeToken(token).issuedAt).toBe(now);
    if (refused === null) expect(verify().certificateIndex).toBe(0);
    else expectRefusal(verify, refused.code, refused.field);
  });

  it('is explained: with an error where it is refused, without one where it is good', () => {
    const findings = explainToken(token, { appCertificate, now });
    expect(findings.some(({ severity }) => severity === 'error')).toBe(refused !== null);
  });
});

describe('the verdicts', () => {
  it('are on 50 tokens, beside 13 references', () => {
    expect([tokens.length, references.length]).toEqual([50, 13]);
    expect(new Set(tokens.map(({ id }) => id)).size).toBe(50);
  });

  it('never accept what all references refuse', () => {
    expect(tokens.filter(({ refused, acceptedBy }) => refused === null && acceptedBy.length === 0)).toEqual([]);
  });

  it('never accept what one reference refuses', () => {
    expect(tokens.filter(({ refused, acceptedBy }) => refused === null && acceptedBy !== 'all')).toEqual([]);
  });

  it('refuse what all references accept in one case: they disagree on what it says', () => {
    const stricter = tokens.filter(({ refused, acceptedBy }) => refused !== null && acceptedBy === 'all');
    expect(stricter.map(({ what }) => what)).toEqual(['structure: rtm2 same permission twice']);
  });
});
