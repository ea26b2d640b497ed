/** Finding a token in a text, and making what is in it fit to be shown. */
import { describe, expect, it } from 'vitest';
import { contentOf } from '../src/token/content.ts';
import { excerptBytes, excerptText } from '../src/token/excerpt.ts';
import { findToken } from '../src/token/find.ts';
import { tokenOf } from './support/tokens.ts';

const token = tokenOf([
  {
    service: 'rtm2',
    userId: 'alice',
    permissions: { messageChannels: { read: ['lobby', 'news'], write: ['lobby'] }, users: { write: ['bob'] } },
    privileges: { login: 0, 9: 60 },
  },
]);

describe('a token is found', () => {
  it.each([
    ['as it is', token],
    ['with a line break behind it', `${token}\n`],
    ['wrapped at 64 characters', token.replace(/.{64}/g, '$&\r\n')],
    ['in the answer of a token server', `{"token": "${token}", "expires_at": 1}`],
    ['behind Bearer', `Authorization: Bearer ${token}`],
    ['percent-encoded', encodeURIComponent(token)],
    ['percent-encoded in an address', `https://example.com/?token=${encodeURIComponent(token)}&x=1`],
  ])('%s', (_name, text) => {
    expect(findToken(text)?.token).toBe(token);
  });

  it.each([['nothing'], ['007'], ['James Bond, 007'], ['%'], [token.slice(0, 60)], ['\ud800']])('not in %j', (text) => {
    expect(findToken(text)).toBeUndefined();
  });
});

describe('text of a token', () => {
  it('shows what is invisible or turns the direction of writing', () => {
    expect(excerptText('a\u0000b\u202ec\u2028d\ud800').text).toBe('a\\u{0}b\\u{202e}c\\u{2028}d\\u{d800}');
  });

  it('is cut between characters, not within one', () => {
    const { text, omitted } = excerptText('😀'.repeat(500));
    expect(text).toBe('😀'.repeat(400));
    expect(omitted).toBe(200);
  });

  it('is shown as hex where it is bytes, to 256 of them', () => {
    expect(excerptBytes(Uint8Array.of(0, 10, 255))).toEqual({ text: '000aff', omitted: 0 });
    expect(excerptBytes(new Uint8Array(300)).omitted).toBe(44);
  });
});

it('the content has each field with its place, its privileges with their end, and its permissions as rows', () => {
  const decoded = findToken(token)?.trace.decoded;
  if (decoded === undefined) throw new Error('the token cannot be read');
  const plain = (text: string) => ({ text, omitted: 0 });
  const { signature, ...content } = contentOf(decoded);
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
          values: [{ field: 'services[0].userId', name: 'userId', shown: plain('alice') }],
          privileges: {
            omitted: 0,
            items: [
              { field: 'services[0].privileges.9', name: '9', endsAt: 1_700_000_060, endless: false },
              { field: 'services[0].privileges.login', name: 'login', endsAt: 1_700_003_600, endless: true },
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
