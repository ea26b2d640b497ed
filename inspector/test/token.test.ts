/** Finding tokens in a text, and preparing their content for display. */
import { buildToken, decodeToken } from 'accesstoken2';
import { describe, expect, it } from 'vitest';
import { compare } from '../src/token/compare.ts';
import { type Content, contentOf } from '../src/token/content.ts';
import { excerptBytes, excerptText } from '../src/token/excerpt.ts';
import { findTokens } from '../src/token/find.ts';
import { inspect, read } from '../src/token/inspect.ts';
import { appCertificate, appId, tokenOf } from './support/tokens.ts';

const token = tokenOf([
  {
    service: 'rtm2',
    userId: 'alice',
    permissions: { messageChannels: { read: ['lobby', 'news'], write: ['lobby'] }, users: { write: ['bob'] } },
    privileges: { login: 0, 9: 60 },
  },
]);

const padded = Array.from({ length: 60 }, (_, index) =>
  tokenOf([{ service: 'chat', userId: `alice-${index}`, privileges: { user: 0 } }]),
).find((one) => /\+.*=$/.test(one)) as string;

describe('a token is found and repaired', () => {
  it.each<[string, string, string[]]>([
    ['intact', padded, []],
    ['with a newline after it', `${padded}\n`, ['white-space']],
    ['wrapped at 64 characters', padded.replace(/.{64}/g, '$&\r\n'), ['white-space']],
    ['in the answer of a token server', `{"token": "${padded}", "expires_at": 1}`, ['surrounded']],
    ['after Bearer', `Authorization: Bearer ${padded}`, ['surrounded']],
    ['percent-encoded', encodeURIComponent(padded), ['percent-encoded']],
    [
      'percent-encoded in a URL',
      `https://example.com/?token=${encodeURIComponent(padded)}&x=1`,
      ['percent-encoded', 'surrounded'],
    ],
    ['url-safe', padded.replaceAll('+', '-').replaceAll('/', '_'), ['url-safe']],
    ['with spaces in place of plus signs', padded.replaceAll('+', ' '), ['plus-as-space']],
    ['without padding', padded.replaceAll('=', ''), ['padding']],
  ])('%s', (_name, text, repairs) => {
    expect(findTokens(text)).toMatchObject([{ token: padded, repairs }]);
  });

  it.each([
    ['one per line', `${token}\n${padded}\n`],
    ['with text around them', `before: ${token}, after: ${padded}.`],
    ['in JSON', JSON.stringify({ old: token, new: padded })],
  ])('together with a second one: %s', (_name, text) => {
    expect(findTokens(text).map((one) => one.token)).toEqual([token, padded]);
  });

  it('only once if it occurs twice', () => {
    expect(findTokens(`${token}\n${token}`).map((one) => one.token)).toEqual([token]);
  });

  it.each([['nothing'], ['007'], ['James Bond, 007'], ['%'], ['\ud800']])('but not in %j', (text) => {
    expect(findTokens(text)).toEqual([]);
  });
});

describe('a truncated token', () => {
  const { prefix, content, dump, verdict } = inspect(padded.slice(0, 120), {}, 1_700_000_000);

  it('shows the fields before the cut and their bytes', () => {
    const [signature, ...rest] = prefix ?? [];
    expect(signature).toMatchObject({ field: 'signature', value: { text: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(rest.map(({ name, value }) => [name, value.text])).toEqual([
      ['appId', '970CA35de60c44645bbae8a215061b33'],
      ['issuedAt', '1700000000'],
      ['expiresIn', '3600'],
      ['salt', '1'],
    ]);
    expect(dump?.rows.length).toBeGreaterThan(8);
    expect(content).toBeUndefined();
    expect(verdict.headline).toBe('Cut off');
  });

  it('shows no more than there is, wherever it is cut', () => {
    for (let length = 0; length < padded.length - 8; length++) {
      const { prefix = [] } = read(padded.slice(0, length));
      for (const { value } of prefix) expect(value.text).not.toContain('\ufffd');
      expect(prefix.map(({ field }) => field)).toEqual(
        ['signature', 'appId', 'issuedAt', 'expiresIn', 'salt', 'services[0].userId'].slice(0, prefix.length),
      );
    }
  });
});

describe('two tokens', () => {
  const build = (changes: object) =>
    contentOf(
      decodeToken(
        buildToken({
          appId,
          appCertificate,
          issuedAt: 1_700_000_000,
          expiresIn: 3600,
          salt: 1,
          services: [
            { service: 'chat', userId: 'alice', privileges: { user: 0 } },
            { service: 'rtc', channelName: 'lobby', uid: 1, privileges: { joinChannel: 0, publishAudio: 600 } },
          ],
          ...changes,
        }),
      ),
    );
  const differences = (a: Content, b: Content) =>
    compare(a, b)
      .filter(({ differs }) => differs)
      .map(({ name, values }) => [name, ...values]);

  it('with the same content do not differ', () => {
    const fields = compare(build({}), build({}));
    expect(fields.map(({ name }) => name)).toEqual([
      'App ID',
      'Issued',
      'Expires',
      'Lifetime',
      'Salt',
      'Signature',
      'rtc channelName',
      'rtc uid',
      'rtc joinChannel',
      'rtc publishAudio',
      'chat userId',
      'chat user',
    ]);
    expect(fields.some(({ differs }) => differs)).toBe(false);
  });

  it('differ where a field differs or only one of them has it', () => {
    const other = build({
      expiresIn: 3601,
      services: [
        { service: 'chat', userId: 'bob', privileges: { user: 0 } },
        { service: 'rtc', channelName: 'lobby', uid: 1, privileges: { joinChannel: 3600 } },
        { service: 'convoai', privileges: {} },
        { service: 'chat', userId: '', privileges: { app: 0 } },
      ],
    });
    expect(differences(build({}), other).filter(([name]) => !['Signature', 'Expires'].includes(String(name)))).toEqual([
      ['Lifetime', '1 hour (3,600 s)', '1 hour (3,601 s)'],
      ['rtc joinChannel', 'as long as the token', '1 hour (3,600 s)'],
      ['rtc publishAudio', '10 minutes (600 s)', undefined],
      ['chat userId', 'alice', 'bob'],
      ['chat (2) userId', undefined, 'empty'],
      ['chat (2) app', undefined, 'as long as the token'],
      ['convoai', undefined, 'granted'],
    ]);
  });

  it('differ in long texts too, of which only the beginning is shown', () => {
    const long = (end: string) =>
      build({ services: [{ service: 'rtc', channelName: `${'x'.repeat(1000)}${end}`, uid: 1, privileges: {} }] });
    expect(differences(long('a'), long('b')).map(([name]) => name)).toEqual(['Signature', 'rtc channelName']);
  });
});

describe('a text from a token', () => {
  it('has its invisible characters and direction marks escaped', () => {
    expect(excerptText('a\u0000b\u202ec\u2028d\ud800').text).toBe('a\\u{0}b\\u{202e}c\\u{2028}d\\u{d800}');
  });

  it('is cut between characters, never within one', () => {
    const { text, omitted } = excerptText('😀'.repeat(500));
    expect(text).toBe('😀'.repeat(400));
    expect(omitted).toBe(200);
  });

  it('is hexadecimal if it is bytes, and at most 256 of them', () => {
    expect(excerptBytes(Uint8Array.of(0, 10, 255))).toEqual({ text: '000aff', omitted: 0, full: '000aff' });
    expect(excerptBytes(new Uint8Array(300)).omitted).toBe(44);
  });
});

it('the content lists fields with their places, privileges with their expiry, and permissions as rows', () => {
  const plain = (text: string) => ({ text, omitted: 0, full: text });
  const { signature, ...content } = contentOf(decodeToken(token));
  expect(signature.text).toMatch(/^[0-9a-f]{64}$/);
  expect(content).toEqual({
    appId: plain('970CA35de60c44645bbae8a215061b33'),
    issuedAt: 1_700_000_000,
    expiresAt: 1_700_003_600,
    expiresIn: 3600,
    salt: 1,
    services: {
      omitted: 0,
      items: [
        {
          field: 'services[0]',
          name: 'rtm2',
          values: [{ field: 'services[0].userId', name: 'userId', value: plain('alice') }],
          privileges: {
            omitted: 0,
            items: [
              { field: 'services[0].privileges.9', name: '9', seconds: 60, endsAt: 1_700_000_060, endless: false },
              {
                field: 'services[0].privileges.login',
                name: 'login',
                seconds: 0,
                endsAt: 1_700_003_600,
                endless: true,
              },
            ],
          },
          permissions: {
            omitted: 0,
            items: [
              {
                field: 'services[0].permissions.messageChannels.read',
                resource: 'messageChannels',
                access: 'read',
                names: { items: [plain('lobby'), plain('news')], omitted: 0 },
              },
              {
                field: 'services[0].permissions.messageChannels.write',
                resource: 'messageChannels',
                access: 'write',
                names: { items: [plain('lobby')], omitted: 0 },
              },
              {
                field: 'services[0].permissions.users.write',
                resource: 'users',
                access: 'write',
                names: { items: [plain('bob')], omitted: 0 },
              },
            ],
          },
        },
      ],
    },
  });
});
