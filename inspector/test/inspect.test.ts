/** From a text to all that is shown of it: every token that the project knows, and those that are made to hurt. */
import { readFileSync } from 'node:fs';
import { buildToken, decodeToken } from 'accesstoken2';
import { describe, expect, it } from 'vitest';
import { inspect, read } from '../src/token/inspect.ts';
import { appCertificate, appId, tokenOf } from './support/tokens.ts';

interface Fixture {
  readonly id: string;
  readonly token: string;
  /** Null where the producer did not say. */
  readonly appCertificate: string | null;
}

function fixtures(name: string): readonly Fixture[] {
  const file = new URL(`../../fixtures/${name}-tokens.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { tokens: Fixture[] }).tokens;
}

describe('a golden token', () => {
  it.each(fixtures('golden'))('$id is shown, and is good with its certificate', ({ token, appCertificate }) => {
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
  it.each(fixtures('hostile'))('$id is explained', ({ token, appCertificate }) => {
    const { findings, verdict } = inspect(token, appCertificate === null ? {} : { appCertificate }, 1_111_111);
    expect(verdict.tone === 'good').toBe(findings.every(({ severity }) => severity === 'info'));
    expect(verdict.headline).not.toBe('');
  });
});

describe('a token of the full size', () => {
  it('with 20,000 services shows 40 of them, and says how many are left out', () => {
    const services = Array.from({ length: 20_000 }, () => ({ service: 'fpa' as const, privileges: { login: 600 } }));
    const { content, timeline, dump } = read(tokenOf(services));
    expect(content?.services.items.length).toBe(40);
    expect(content?.services.omitted).toBe(19_960);
    expect(timeline?.bars.length).toBe(25);
    expect(timeline?.omitted).toBe(16);
    expect(dump?.rows.length).toBe(256);
    expect(dump?.omitted).toBeGreaterThan(100_000);
  });

  it('with one text of 65,535 bytes shows its first 400 characters', () => {
    const channelName = 'x'.repeat(65_535);
    const { content } = read(tokenOf([{ service: 'rtc', channelName, uid: 1, privileges: {} }]));
    expect(content?.services.items[0]?.values[0]?.shown).toEqual({ text: 'x'.repeat(400), omitted: 65_135 });
  });
});

it('a text that is longer than any token is not read, but explained', () => {
  const { dump, findings } = inspect(`007${'A'.repeat(5_000_000)}`, {}, 0);
  expect(dump).toBeUndefined();
  expect(findings.map(({ code }) => code)).toEqual(['too-large']);
});

it('no text is no mistake', () => {
  const { verdict, findings } = inspect('', {}, 0);
  expect(verdict.tone).toBe('idle');
  expect(findings).toEqual([]);
});

describe('the verdict', () => {
  const issuedAt = 1_700_000_000;
  const token = buildToken({
    appId,
    appCertificate,
    issuedAt,
    expiresIn: 600,
    services: [{ service: 'chat', userId: 'alice', privileges: { user: 0 } }],
  });
  const verdictAt = (now: number, options = {}) => inspect(token, options, now).verdict;

  it('is open without a certificate', () => {
    expect(verdictAt(issuedAt)).toEqual({
      tone: 'open',
      headline: 'Readable and alive',
      summary: 'Nothing wrong was found. The signature was not checked.',
    });
  });

  it('is good with the right one', () => {
    expect(verdictAt(issuedAt, { appCertificate: [appCertificate] }).tone).toBe('good');
  });

  it('is bad with another one', () => {
    expect(verdictAt(issuedAt, { appCertificate: ['0'.repeat(32)] })).toEqual({
      tone: 'bad',
      headline: 'The signature does not fit',
      summary: '1 error, explained below.',
    });
  });

  it('turns with the second at which the token ends', () => {
    expect(verdictAt(issuedAt + 599).tone).toBe('open');
    expect(verdictAt(issuedAt + 600)).toEqual({
      tone: 'bad',
      headline: 'Expired',
      summary: '1 error, explained below.',
    });
  });

  it('is doubtful where something is probably not meant', () => {
    const long = tokenOf([{ service: 'chat', userId: 'Alice', privileges: { user: 0 } }], issuedAt);
    expect(inspect(long, {}, issuedAt).verdict.tone).toBe('doubtful');
  });
});
