/** From a text to everything that is shown of it: the golden tokens, the hostile ones, and the largest. */
import { buildToken, decodeToken } from 'accesstoken2';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/explain/catalog.ts';
import { golden, hostile } from '../../test/support/conformance-vectors.mjs';
import { texts } from '../src/texts/texts.ts';
import { inspect, read } from '../src/token/inspect.ts';
import { appCertificate, appId, tokenOf } from './support/tokens.ts';

describe('a golden token', () => {
  it.each(golden)('$id is shown, and its signature matches its certificate', ({ token, appCertificate }) => {
    const { issuedAt, services } = decodeToken(token);
    const { content, timeline, dump, verdict } = inspect(
      token,
      appCertificate === null ? {} : { appCertificate },
      issuedAt,
    );
    expect(content?.services.items.map(({ name }) => name)).toEqual(services.map(({ service }) => service));
    expect(timeline?.start).toBe(issuedAt);
    expect(dump?.omitted).toBe(0);
    expect(['good', 'doubtful', ...(appCertificate === null ? ['open'] : [])]).toContain(verdict.tone);
  });
});

describe('a hostile token', () => {
  it.each(hostile)('$id is explained', ({ token, appCertificate, now }) => {
    const { findings, verdict } = inspect(token, { appCertificate }, now);
    expect(verdict.tone === 'good').toBe(findings.every(({ severity }) => severity === 'info'));
    expect(verdict.headline).not.toBe('');
  });
});

describe('a token of the maximum size', () => {
  it('with 20,000 services shows 40 of them and how many are omitted', () => {
    const services = Array.from({ length: 20_000 }, () => ({ service: 'fpa' as const, privileges: { login: 600 } }));
    const { content, timeline, dump } = read(tokenOf(services));
    expect(content?.services.items.length).toBe(40);
    expect(content?.services.omitted).toBe(19_960);
    expect(timeline?.bars.length).toBe(25);
    expect(timeline?.omitted).toBe(16);
    expect(dump?.rows.length).toBe(256);
    expect(dump?.omitted).toBeGreaterThan(100_000);
  });

  it('with a string of 65,535 bytes shows its first 400 characters', () => {
    const channelName = 'x'.repeat(65_535);
    const { content } = read(tokenOf([{ service: 'rtc', channelName, uid: 1, privileges: {} }]));
    expect(content?.services.items[0]?.values[0]?.value).toEqual({
      text: 'x'.repeat(400),
      omitted: 65_135,
      full: channelName,
    });
  });
});

it('a text longer than any token is explained but not read', () => {
  const { dump, findings } = inspect(`007${'A'.repeat(5_000_000)}`, {}, 0);
  expect(dump).toBeUndefined();
  expect(findings.map(({ code }) => code)).toEqual(['too-large']);
});

it('an empty text has no findings', () => {
  const { verdict, findings } = inspect('', {}, 0);
  expect(verdict.tone).toBe('idle');
  expect(findings).toEqual([]);
});

describe('the verdict', () => {
  const issuedAt = 1_700_000_000;
  // The first salt whose token needs padding.
  const token = Array.from({ length: 50 }, (_, index) =>
    buildToken({
      appId,
      appCertificate,
      issuedAt,
      expiresIn: 600,
      salt: index + 1,
      services: [{ service: 'chat', userId: 'alice', privileges: { user: 0 } }],
    }),
  ).find((one) => one.endsWith('=')) as string;
  const verdictAt = (now: number, options = {}) => inspect(token, options, now).verdict;

  it('is open without a certificate', () => {
    expect(verdictAt(issuedAt)).toEqual({
      tone: 'open',
      headline: 'Readable and not expired',
      summary: 'No problems found. The signature was not checked.',
    });
  });

  it('is good with the right certificate', () => {
    expect(verdictAt(issuedAt, { appCertificate: [appCertificate] }).tone).toBe('good');
  });

  it('is bad with another certificate', () => {
    expect(verdictAt(issuedAt, { appCertificate: ['0'.repeat(32)] })).toEqual({
      tone: 'bad',
      headline: 'Wrong signature',
      summary: '1 error, explained below.',
    });
  });

  it('changes in the second in which the token expires', () => {
    expect(verdictAt(issuedAt + 599).tone).toBe('open');
    expect(verdictAt(issuedAt + 600)).toEqual({
      tone: 'bad',
      headline: 'Expired',
      summary: '1 error, explained below.',
    });
  });

  it('is doubtful if the token is probably not what was intended', () => {
    const long = tokenOf([{ service: 'chat', userId: 'Alice', privileges: { user: 0 } }], issuedAt);
    expect(inspect(long, {}, issuedAt).verdict.tone).toBe('doubtful');
  });

  it.each([
    ['after Bearer', `Bearer ${token}`],
    ['in a JSON answer', `{"token":"${token}"}`],
    ['without its padding', token.replaceAll('=', '')],
  ])('of a good token %s is not "Refused"', (_name, text) => {
    expect(inspect(text, {}, issuedAt).verdict).toEqual({
      tone: 'doubtful',
      headline: 'Readable after repair',
      summary: '1 error, explained below. The signature was not checked.',
    });
    const checked = inspect(text, { appCertificate }, issuedAt).verdict;
    expect([checked.tone, checked.headline]).toEqual(['doubtful', 'Valid after repair']);
  });

  it('of a repaired token is still that of the token', () => {
    expect(inspect(`Bearer ${token}`, {}, issuedAt + 600).verdict).toMatchObject({ tone: 'bad', headline: 'Expired' });
    expect(inspect(`Bearer ${token}`, { appCertificate: '0'.repeat(32) }, issuedAt).verdict.headline).toBe(
      'Wrong signature',
    );
  });

  it.each([
    ['eyJhbGciOiJIUzI1NiJ9.e30.c2ln', 'A JSON Web Token'],
    [appId, 'An ID, not a token'],
    ['006970CA35de60c44645bbae8a215061b33IAA', 'Old token format'],
    ['hello', 'Not a token'],
    [' ', 'No token'],
  ])('of %j names what it is', (text, headline) => {
    expect(inspect(text, {}, issuedAt).verdict).toMatchObject({ tone: 'bad', headline });
  });
});

it('every headline belongs to a finding', () => {
  const codes: readonly string[] = Object.keys(catalog);
  expect(Object.keys(texts.headlines).filter((code) => !codes.includes(code))).toEqual([]);
});
