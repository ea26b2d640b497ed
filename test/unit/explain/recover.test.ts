import { describe, expect, it } from 'vitest';
import { buildToken, explainToken } from '../../../src/index.ts';
import { recoverToken, traceToken } from '../../../src/trace/index.ts';
import { credentials, issue } from '../../support/credentials.ts';

/** A token with + and / and with padding, which the repairs are about. */
const token = Array.from({ length: 100 }, (_, salt) =>
  buildToken({
    ...credentials,
    ...issue,
    salt: salt + 1,
    expiresIn: 600,
    services: [{ service: 'chat', userId: 'alice', privileges: { user: 0 } }],
  }),
).find((one) => /\+.*\/.*=$|\/.*\+.*=$/.test(one)) as string;
const intact = { token, repairs: [], ...traceToken(token) };

describe('a damaged token is recovered', () => {
  it.each<[string, string, string[]]>([
    ['intact', token, []],
    ['in a header', `Authorization: Bearer ${token}`, ['surrounded']],
    ['in a JSON response', `{"token":"${token}","expires_at":1772366400}`, ['surrounded']],
    ['in the url-safe alphabet', token.replaceAll('+', '-').replaceAll('/', '_'), ['url-safe']],
    ['with spaces instead of plus signs', token.replaceAll('+', ' '), ['plus-as-space']],
    ['without padding', token.replaceAll('=', ''), ['padding']],
    ['with too much padding', `${token}=`, ['padding']],
    ['percent-encoded, with a line break', `${encodeURIComponent(token)}\n`, ['percent-encoded', 'white-space']],
    ['before another token', `${token}\n${token}`, ['surrounded']],
    [
      'url-safe and without padding, in a header',
      `Bearer ${token.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`,
      ['surrounded', 'url-safe', 'padding'],
    ],
  ])('%s', (_name, text, repairs) => {
    expect(recoverToken(text)).toEqual({ ...intact, repairs });
  });

  it('without its end: the available part, without decoded content', () => {
    for (let length = 40; length < token.indexOf('='); length++) {
      const recovered = recoverToken(token.slice(0, length));
      const { payload, spans } = intact;
      expect(recovered?.payload).toEqual(payload.subarray(0, recovered?.payload.length));
      expect(recovered?.spans.every((span, index) => span.field === spans[index]?.field)).toBe(true);
      expect(recovered?.token).toBe(token.slice(0, length));
    }
    const half = recoverToken(token.slice(0, 120));
    expect(half?.spans.map(({ field }) => field)).toContain('appId');
    expect(half?.decoded).toBeUndefined();
    expect(half?.error?.code).toBe('ERR_FORMAT');
  });

  it('with the repairs that explainToken reports', () => {
    const text = `Bearer ${token.replaceAll('=', '')}`;
    const codes = explainToken(text, { now: issue.issuedAt }).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining([...(recoverToken(text)?.repairs ?? ['nothing'])]));
  });
});

it.each([
  ['no token', 'James Bond, 007'],
  ['an empty string', ''],
  ['a token without content', '007'],
  ['the first characters', token.slice(0, 7)],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
  ['a changed character', token.replace(/.{20}$/, (end) => end.toLowerCase())],
  ['more than any token', `007${'A'.repeat(5_000_000)}`],
])('returns undefined for %s', (_name, text) => {
  expect(recoverToken(text)).toBeUndefined();
});

it('the payload is limited by maxPayload', () => {
  expect(recoverToken(token, { maxPayload: 50 })).toBeUndefined();
});

it('anything but a string is refused', () => {
  expect(() => recoverToken(undefined as never)).toThrow('text must be a string');
});
