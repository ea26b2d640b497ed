/**
 * The hostile tokens of the conformance kit: the library's verdict on each, beside those of thirteen reference implementations.
 * A verdict says by which function a token is refused, with which code and at which field; null if it is valid.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeToken, explainToken, type TokenErrorCode, verifyToken } from '../../src/index.ts';
import { hostile } from '../support/conformance-vectors.mjs';
import { expectRefusal } from '../support/refusal.ts';

type Verdict = null | { readonly by: 'decode' | 'verify'; readonly code: TokenErrorCode; readonly field?: string };

const file = new URL('../../fixtures/hostile-verdicts.json', import.meta.url);
const { verdicts }: { verdicts: Readonly<Record<string, Verdict>> } = JSON.parse(readFileSync(file, 'utf8'));

const tokens = hostile.map(({ references = { ran: [], accept: [] }, ...vector }) => ({
  ...vector,
  references,
  verdict: verdicts[vector.id.split('-').at(-1) as string] as Verdict,
}));

describe.each(tokens)('$id, $comment', ({ appCertificate, now, verdict, token }) => {
  const verify = () => verifyToken(token, { appCertificate, now });

  it(verdict === null ? 'is valid' : `is refused by ${verdict.by} with ${verdict.code}`, () => {
    if (verdict?.by === 'decode') expectRefusal(() => decodeToken(token), verdict.code, verdict.field);
    else expect(decodeToken(token).issuedAt).toBe(now);
    if (verdict === null) expect(verify().certificateIndex).toBe(0);
    else expectRefusal(verify, verdict.code, verdict.field);
  });

  it('is explained: with an error if it is refused, without one if it is valid', () => {
    const findings = explainToken(token, { appCertificate, now });
    expect(findings.some(({ severity }) => severity === 'error')).toBe(verdict !== null);
  });
});

describe('the verdicts', () => {
  const isAcceptedByAll = ({ references: { ran, accept } }: (typeof tokens)[0]) => accept.length === ran.length;

  it('are on 50 tokens, beside 13 references', () => {
    expect(tokens.map(({ id }) => id.split('-').at(-1)).sort()).toEqual(Object.keys(verdicts).sort());
    expect(tokens).toHaveLength(50);
    expect(new Set(tokens.map(({ references }) => references.ran.length))).toEqual(new Set([13]));
  });

  it('never accept what one reference refuses', () => {
    expect(tokens.filter((one) => one.verdict === null && !isAcceptedByAll(one))).toEqual([]);
  });

  it('refuse what all references accept in one case: they disagree on what it says', () => {
    const stricter = tokens.filter((one) => one.verdict !== null && isAcceptedByAll(one));
    expect(stricter.map(({ comment }) => comment)).toEqual(['structure: rtm2 same permission twice']);
  });
});
