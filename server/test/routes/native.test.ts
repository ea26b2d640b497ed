/** The two native Chat routes, against a listening server; every token is verified with the library. */
import { connect } from 'node:net';
import { decodeToken } from 'accesstoken2';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/tokens/policy.ts';
import { ask, listening, postJson } from '../support/listening.ts';
import { chatApp, chatUser, servicesOf } from '../support/tokens.ts';

const at = 1_790_000_000;
const clock = () => at * 1000 + 999;

describe('POST /generate-user-token', () => {
  it('issues a token for the user and returns its expiry', async () => {
    const url = await listening();
    const { status, headers, json } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice', expire: 600 });
    const { token, expires_at } = json as { token: string; expires_at: number };

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(servicesOf(token)).toEqual([chatUser('alice', 600)]);
    expect(expires_at).toBe(decodeToken(token).expiresAt);
  });

  it('uses the clock and the random source from its options', async () => {
    const url = await listening({ clock, random: () => 0.5 });
    const { json } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    const { issuedAt, expiresIn, salt } = decodeToken((json as { token: string }).token);
    expect({ issuedAt, expiresIn, salt }).toEqual({ issuedAt: at, expiresIn: 3600, salt: 50_000_000 });
    expect(json).toMatchObject({ expires_at: at + 3600 });
  });

  it.each([1, 3600, 86_400])('grants %i seconds', async (expire) => {
    const url = await listening();
    const { json } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice', expire });
    expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('alice', expire)]);
  });

  it('ignores unknown fields', async () => {
    const url = await listening();
    const { status } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice', room: 1 });
    expect(status).toBe(200);
  });
});

describe('POST /generate-app-token', () => {
  it('issues an app token', async () => {
    const url = await listening();
    const { status, json } = await postJson(`${url}/generate-app-token`, { expire: 600 });
    expect(status).toBe(200);
    expect(servicesOf((json as { token: string }).token)).toEqual([chatApp(600)]);
  });

  it('does not exist unless the policy allows app tokens', async () => {
    const url = await listening({ policy: DEFAULT_POLICY });
    const { status, json } = await postJson(`${url}/generate-app-token`, { expire: 600 });
    expect({ status, json }).toEqual({
      status: 404,
      json: { token: '', error: 'there is no such route', code: 'ERR_NOT_FOUND' },
    });
  });
});

const lifetime = 'the lifetime must be a whole number of 1 to 86400 seconds';
const notRead = 'the body is not valid JSON';

const bad: readonly [string, unknown, number, string, string][] = [
  ['no user', {}, 400, 'ERR_INPUT', 'user_uuid is missing'],
  ['an empty user', { user_uuid: '' }, 400, 'ERR_INPUT', 'user_uuid is missing'],
  [
    'a user ID of 65 bytes',
    { user_uuid: `${'é'.repeat(32)}x` },
    400,
    'ERR_INPUT',
    'user_uuid must be 1 to 64 bytes long, got 65',
  ],
  [
    'half a surrogate pair',
    '{"user_uuid":"a\\ud800"}',
    400,
    'ERR_INPUT',
    "user_uuid may only contain a-z, 0-9, '_', '-' and '.'",
  ],
  ['a number as user', { user_uuid: 7 }, 400, 'ERR_INPUT', 'user_uuid must be a string'],
  ['expire 0', { user_uuid: 'alice', expire: 0 }, 400, 'ERR_INPUT', lifetime],
  ['expire -1', { user_uuid: 'alice', expire: -1 }, 400, 'ERR_INPUT', lifetime],
  ['expire 86401', { user_uuid: 'alice', expire: 86_401 }, 400, 'ERR_INPUT', lifetime],
  ['expire 1.5', { user_uuid: 'alice', expire: 1.5 }, 400, 'ERR_INPUT', lifetime],
  [
    'an absolute time',
    { user_uuid: 'alice', expire: 1_790_003_600 },
    400,
    'ERR_INPUT',
    `${lifetime}; pass a duration, not a Unix time`,
  ],
  [
    'expire 1e99',
    '{"user_uuid":"alice","expire":1e99}',
    400,
    'ERR_INPUT',
    `${lifetime}; pass a duration, not a Unix time`,
  ],
  ['expire as text', { user_uuid: 'alice', expire: '3600' }, 400, 'ERR_INPUT', 'expire must be a number'],
  ['expire null', { user_uuid: 'alice', expire: null }, 400, 'ERR_INPUT', 'expire must be a number'],
  ['an array', [], 400, 'ERR_INPUT', 'the body must be an object'],
  ['null', 'null', 400, 'ERR_INPUT', 'the body must be an object'],
  ['bad JSON', '{"user_uuid":', 400, 'ERR_BODY', notRead],
  ['an empty body', '', 400, 'ERR_BODY', notRead],
  ['16 KiB and more', { user_uuid: 'x'.repeat(16_384) }, 413, 'ERR_TOO_LARGE', 'the body is longer than 16384 bytes'],
];

describe('invalid input', () => {
  it.each(bad)('%s: no token', async (_, body, status, code, error) => {
    const url = await listening();
    const answer = await postJson(`${url}/generate-user-token`, body);
    expect({ status: answer.status, json: answer.json }).toEqual({ status, json: { token: '', error, code } });
  });

  it.each([
    ['text/plain', '{"user_uuid":"alice"}'],
    ['application/x-www-form-urlencoded', 'user_uuid=alice'],
    ['application/jsonp', '{"user_uuid":"alice"}'],
  ])('a body of type %s: 415', async (type, body) => {
    const url = await listening();
    const answer = await ask(`${url}/generate-user-token`, { method: 'POST', headers: { 'content-type': type }, body });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 415,
      json: {
        token: '',
        error: 'unsupported content type; send application/json',
        code: 'ERR_CONTENT_TYPE',
      },
    });
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s: 405 with Allow', async (method) => {
    const url = await listening();
    const { status, headers, json } = await ask(`${url}/generate-user-token`, { method });
    expect({ status, allow: headers.get('allow'), json }).toEqual({
      status: 405,
      allow: 'POST',
      json: { token: '', error: 'this route supports POST', code: 'ERR_METHOD' },
    });
  });

  it('an endless body: 413 as soon as it is too long', async () => {
    const url = await listening({ maxBodyBytes: 100 });
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(' '.repeat(60))),
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    const { status, json } = await ask(`${url}/generate-user-token`, init as RequestInit);
    expect({ status, json }).toMatchObject({ status: 413, json: { code: 'ERR_TOO_LARGE' } });
  });

  it('a body that does not arrive: 408', async () => {
    const url = new URL(await listening({ requestTimeout: 200 }));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      'POST /generate-user-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
    );
    let text = '';
    for await (const chunk of socket) text += chunk;
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(text.split('\r\n\r\n')[1] as string)).toEqual({
      token: '',
      error: 'the request took too long to arrive',
      code: 'ERR_TIMEOUT',
    });
  });

  it('an internal error: 500 without details', async () => {
    const url = await listening({
      authenticate: () => {
        throw new Error('secret detail');
      },
    });
    const { status, json } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    expect({ status, json }).toEqual({
      status: 500,
      json: { token: '', error: 'internal error', code: 'ERR_INTERNAL' },
    });
  });
});
