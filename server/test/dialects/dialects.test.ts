/** The dialects with requests as their clients send them, against a listening server; every token is verified. */
import { describe, expect, it } from 'vitest';
import { authenticateDemo } from '../../src/auth/authenticate.ts';
import { createMemoryLimiter } from '../../src/limits/memory.ts';
import { DEFAULT_POLICY } from '../../src/tokens/policy.ts';
import { type Answer, ask, everything, listening, postJson } from '../support/listening.ts';
import { chatApp, chatUser, servicesOf } from '../support/tokens.ts';

const at = 1_790_000_000;
const clock = () => at * 1000;
const form = 'application/x-www-form-urlencoded';

const dialects = (options: Parameters<typeof listening>[0] = {}) =>
  listening({ dialects: true, checkPassword: (_, password) => password === 'right', ...options });

interface Request {
  readonly method?: 'POST';
  readonly type?: string;
  readonly accept?: string;
  readonly body?: string;
}

async function send(url: string, path: string, { method, type, accept, body }: Request = {}): Promise<Answer> {
  const headers = { ...(type && { 'content-type': type }), ...(accept && { accept }) };
  return ask(`${url}${path}`, { headers, ...(method && { method }), ...(body !== undefined && { body }) });
}

/** An answer, with the token replaced by a description. */
const seen = ({ status, json, text }: Answer) => ({ status, body: json ?? text });

/** Path, request, and the expected answer, which shows where the token is. */
type Happy = readonly [string, string, Request, (token: string) => unknown, ReturnType<typeof chatUser>];

const alone = (token: string) => token;
const inStatus = (token: string) => ({ status: 'success', token });
const inToken = (token: string) => ({ token });
const inChatToken = (token: string) => ({ chatToken: token });
const json = (body: unknown): Request => ({ method: 'POST', type: 'application/json', body: JSON.stringify(body) });

const happy: readonly Happy[] = [
  [
    'Node: user',
    '/api/token/generateUserToken?account=al%2Dice&expireTimeInSeconds=600',
    {},
    inStatus,
    chatUser('al-ice', 600),
  ],
  ['Node: user, no time', '/api/token/generateUserToken?account=alice', {}, inStatus, chatUser('alice', 3600)],
  ['Node: app', '/api/token/generateAppToken?expireTimeInSeconds=600', {}, inStatus, chatApp(600)],
  [
    'Java: Android client, an empty form',
    '/token/generate?userId=alice&expireSeconds=600&tokenType=user',
    { method: 'POST', type: form, body: '' },
    alone,
    chatUser('alice', 600),
  ],
  [
    'Java: in the form',
    '/token/generate',
    { method: 'POST', type: form, body: 'userId=alice&expireSeconds=600&tokenType=user' },
    alone,
    chatUser('alice', 600),
  ],
  ['Java: no body at all', '/token/generate?userId=alice', { method: 'POST' }, alone, chatUser('alice', 3600)],
  ['Java: GET', '/token/generate?userId=alice&expireSeconds=600', {}, alone, chatUser('alice', 600)],
  [
    'Java: app',
    '/token/generate?expireSeconds=600&tokenType=app',
    { method: 'POST', type: form, body: '' },
    alone,
    chatApp(600),
  ],
  ['web: user', '/chat/user/al%2Eice/token', {}, alone, chatUser('al.ice', 3600)],
  ['web: app', '/chat/app/token', {}, alone, chatApp(3600)],
  [
    'community: user',
    '/getToken',
    json({ tokenType: 'chat', uid: 'alice', expire: 600 }),
    inToken,
    chatUser('alice', 600),
  ],
  ['community: app', '/getToken', json({ tokenType: 'chat' }), inToken, chatApp(3600)],
  ['community: GET user', '/chat/account/alice?expiry=600', {}, inChatToken, chatUser('alice', 600)],
  ['community: GET user/', '/chat/account/alice/?expiry=600', {}, inChatToken, chatUser('alice', 600)],
  ['community: GET app', '/chat/app?expiry=600', {}, inChatToken, chatApp(600)],
  ['community: GET app/', '/chat/app/', {}, inChatToken, chatApp(3600)],
  ['React Native: GET', '/token?userId=alice', {}, inToken, chatUser('alice', 3600)],
  ['Flutter, Windows: JSON', '/token', json({ userId: 'alice' }), inToken, chatUser('alice', 3600)],
  [
    'Unity: a form',
    '/token',
    { method: 'POST', type: form, accept: '*/*', body: 'userId=alice' },
    alone,
    chatUser('alice', 3600),
  ],
  [
    'a form that accepts JSON',
    '/token',
    { method: 'POST', type: form, accept: 'application/json', body: 'userId=alice' },
    inToken,
    chatUser('alice', 3600),
  ],
];

const tokenIn = ({ json, text }: Answer): string => {
  const { token, chatToken } = (json ?? {}) as { token?: string; chatToken?: string };
  return token ?? chatToken ?? text;
};

describe('a dialect', () => {
  it.each(happy)('%s', async (_, path, request, shape, service) => {
    const answer = await send(await dialects(), path, request);
    const token = tokenIn(answer);
    expect(servicesOf(token)).toEqual([service]);
    expect(seen(answer)).toEqual({ status: 200, body: shape(token) });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toMatch(shape === alone ? /^text\/plain/ : /^application\/json$/);
  });

  it('answers a ping', async () => {
    expect(seen(await send(await dialects(), '/ping'))).toEqual({ status: 200, body: { message: 'pong' } });
  });
});

const lifetime = 'the lifetime must be a whole number of 1 to 86400 seconds';
const noApp = 'the caller may not have app tokens';
const type = 'unsupported content type; send';
const notRead = 'the body is not valid JSON';

const unhappy: readonly (readonly [string, string, Request, number, unknown])[] = [
  ['Node: no account', '/api/token/generateUserToken', {}, 400, { error: 'Account parameter is required' }],
  [
    'Node: an empty account',
    '/api/token/generateUserToken?account=',
    {},
    400,
    { error: 'Account parameter is required' },
  ],
  ['Node: 0 seconds', '/api/token/generateUserToken?account=a&expireTimeInSeconds=0', {}, 400, { error: lifetime }],
  [
    'Node: seconds in words',
    '/api/token/generateUserToken?account=a&expireTimeInSeconds=1e3',
    {},
    400,
    { error: lifetime },
  ],
  ['Node: POST', '/api/token/generateUserToken', { method: 'POST' }, 405, { error: 'this route supports GET' }],
  ['Java: no user', '/token/generate', { method: 'POST', type: form, body: '' }, 400, 'the user ID is missing'],
  ['Java: another type', '/token/generate?userId=a&tokenType=rtc', {}, 400, 'tokenType must be user or app'],
  ['Java: -1 seconds', '/token/generate?userId=a&expireSeconds=-1', {}, 400, lifetime],
  ['Java: XML', '/token/generate?userId=a', { method: 'POST', type: 'text/xml', body: '<a/>' }, 415, `${type} a form`],
  ['web: 65 bytes', `/chat/user/${'x'.repeat(65)}/token`, {}, 400, 'the user ID must be 1 to 64 bytes long, got 65'],
  [
    'community: 86401 seconds',
    '/chat/account/a?expiry=86401',
    {},
    400,
    { message: lifetime, error: lifetime, status: 400 },
  ],
  [
    'community: an empty uid',
    '/getToken',
    json({ tokenType: 'chat', uid: '' }),
    400,
    { message: 'the user ID is missing', error: 'the user ID is missing', status: 400 },
  ],
  [
    'community: another type',
    '/getToken',
    json({ tokenType: 'rtc', uid: 'a' }),
    400,
    {
      message: 'tokenType must be chat',
      error: 'tokenType must be chat',
      status: 400,
    },
  ],
  [
    'community: a form',
    '/getToken',
    { method: 'POST', type: form, body: 'uid=a' },
    415,
    { message: `${type} application/json`, error: `${type} application/json`, status: 415 },
  ],
  ['token: no user', '/token', {}, 400, { token: '', error: 'the user ID is missing', code: 'ERR_INPUT' }],
  [
    'token: bad JSON',
    '/token',
    { method: 'POST', type: 'application/json', body: '{' },
    400,
    { token: '', error: notRead, code: 'ERR_BODY' },
  ],
  ['token: a form without a user', '/token', { method: 'POST', type: form, body: '' }, 400, 'the user ID is missing'],
  [
    'token: too long',
    '/token',
    json({ userId: 'x'.repeat(16_384) }),
    413,
    { token: '', error: 'the body is longer than 16384 bytes', code: 'ERR_TOO_LARGE' },
  ],
  [
    'Docker: bad JSON',
    '/token/generate',
    { method: 'POST', type: 'application/json', body: '{' },
    400,
    { code: -1, data: '', message: notRead },
  ],
  [
    'Docker: nothing',
    '/token/generate',
    json({}),
    400,
    { code: -1, data: '', message: 'the request names no service' },
  ],
  [
    'Docker: a number as uid',
    '/token/generate',
    json({ uid: 7 }),
    400,
    { code: -1, data: '', message: 'uid must be a string' },
  ],
];

describe('invalid input in a dialect', () => {
  it.each(unhappy)('%s', async (_, path, request, status, body) => {
    expect(seen(await send(await dialects(), path, request))).toEqual({ status, body });
  });
});

describe("the dialect of Agora's Docker server", () => {
  const post = async (body: unknown, options = {}) => postJson(`${await dialects(options)}/token/generate`, body);

  it('issues one token for all services', async () => {
    const answer = await post({
      channelName: 'room',
      uid: 'alice',
      tokenExpireTs: 600,
      privilegeExpireTs: 300,
      serviceRtc: { enable: true, role: 1 },
      serviceRtm: { enable: true },
      serviceFpa: { enable: false },
      serviceChat: { enableUser: true, enableApp: false, userUuid: 'alice' },
    });
    const { token } = (answer.json as { data: { token: string } }).data;
    expect(seen(answer)).toEqual({ status: 200, body: { code: 0, data: { token }, message: 'Success' } });
    expect(servicesOf(token)).toEqual([
      {
        service: 'rtc',
        channelName: 'room',
        uid: 'alice',
        privileges: { joinChannel: 300, publishAudio: 300, publishVideo: 300, publishData: 300 },
      },
      { service: 'rtm', userId: 'alice', privileges: { login: 600 } },
      chatUser('alice', 600),
    ]);
  });

  it.each([0, 3, -1, 1.5, undefined])('refuses role %s', async (role) => {
    const answer = await post({ channelName: 'room', uid: 'alice', serviceRtc: { enable: true, role } });
    const message = 'serviceRtc.role must be 1 (publisher) or 2 (subscriber)';
    expect(seen(answer)).toEqual({ status: 400, body: { code: -1, data: '', message } });
  });

  it('refuses a token for any user', async () => {
    const answer = await post({ channelName: 'room', uid: '', serviceRtc: { enable: true, role: 2 } });
    expect(seen(answer)).toEqual({ status: 400, body: { code: -1, data: '', message: 'the user ID is missing' } });
  });

  it('refuses a service that the policy does not allow', async () => {
    const answer = await post({ uid: 'alice', serviceRtm: { enable: true } }, { policy: DEFAULT_POLICY });
    const message = 'this server grants no rtm';
    expect(seen(answer)).toEqual({ status: 403, body: { code: -2, data: '', message } });
  });
});

describe("the dialect of Agora's demo apps", () => {
  it('logs in', async () => {
    const url = await dialects({ clock: () => Date.now() });
    const answer = await postJson(`${url}/app/chat/user/login`, { userAccount: 'alice', userPassword: 'right' });
    const { token, expireTimestamp } = answer.json as { token: string; expireTimestamp: number };
    expect(servicesOf(token)).toEqual([chatUser('alice', 3600)]);
    expect(seen(answer)).toEqual({
      status: 200,
      body: {
        code: 'RES_OK',
        statusCode: 200,
        accessToken: token,
        token,
        expireTimestamp,
        chatUserName: 'alice',
        // The first four bytes of the SHA-256 of "alice", which are less than 2^31.
        agoraUid: '735577801',
      },
    });
  });

  it('computes the expiry from the clock', async () => {
    const url = await dialects({ clock });
    const { json } = await postJson(`${url}/app/chat/user/login`, { userAccount: 'alice', userPassword: 'right' });
    expect(json).toMatchObject({ expireTimestamp: (at + 3600) * 1000 });
  });

  it('registers', async () => {
    const url = await dialects();
    const answer = await postJson(`${url}/app/chat/user/register`, { userAccount: 'alice', userPassword: 'right' });
    expect(seen(answer)).toEqual({ status: 200, body: { code: 'RES_OK', statusCode: 200 } });
  });

  const needed = 'userAccount and userPassword must be non-empty strings';
  it.each([
    [
      'a wrong password',
      { userAccount: 'alice', userPassword: 'wrong' },
      401,
      'RES_UNAUTHORIZED_ERROR',
      'wrong account or password',
    ],
    ['no password', { userAccount: 'alice' }, 400, 'RES_REQUEST_PARAM_ERROR', needed],
    ['a number as account', { userAccount: 7, userPassword: 'right' }, 400, 'RES_REQUEST_PARAM_ERROR', needed],
    ['bad JSON', '{', 400, 'RES_REQUEST_PARAM_ERROR', notRead],
    [
      'a long body',
      { userAccount: 'x'.repeat(16_384), userPassword: 'right' },
      413,
      'RES_REQUEST_PARAM_ERROR',
      'the body is longer than 16384 bytes',
    ],
  ])('%s: no token', async (_, body, status, code, errorInfo) => {
    for (const path of ['login', 'register']) {
      const answer = await postJson(`${await dialects()}/app/chat/user/${path}`, body);
      expect(seen(answer)).toEqual({ status, body: { code, errorInfo } });
    }
  });

  it.each([
    ['another method', (url: string) => ask(url), 405, 'RES_REQUEST_METHOD_ERROR'],
    [
      'a form',
      (url: string) => send(url, '', { method: 'POST', type: form, body: 'userAccount=alice' }),
      415,
      'RES_CONTENT_TYPE_ERROR',
    ],
  ])('%s: the code of the demo apps', async (_, request, status, code) => {
    const answer = await request(`${await dialects()}/app/chat/user/login`);
    expect({ status: answer.status, code: (answer.json as { code: string }).code }).toEqual({ status, code });
  });

  it('too many requests: the code of the demo apps', async () => {
    const budget = { points: 1, window: 60 };
    const limiter = createMemoryLimiter({ address: budget, user: budget, service: budget });
    const url = await dialects({ limiter });
    const login = () => postJson(`${url}/app/chat/user/login`, { userAccount: 'alice', userPassword: 'right' });
    await login();
    expect(await login()).toMatchObject({ status: 429, json: { code: 'RES_REACH_LIMIT' } });
  });

  it.each(['alice', 'bob', 'carol', 'dora', 'emma'])(
    'gives %s a number that fits in a signed 32-bit integer',
    async (name) => {
      const answer = await postJson(`${await dialects()}/app/chat/user/login`, {
        userAccount: name,
        userPassword: 'right',
      });
      const uid = Number((answer.json as { agoraUid: string }).agoraUid);
      expect(uid).toBe(uid | 0);
      expect(uid).toBeGreaterThan(0);
    },
  );

  it('does not exist unless something checks passwords', async () => {
    const url = await listening({ dialects: true });
    const { status } = await postJson(`${url}/app/chat/user/login`, { userAccount: 'alice', userPassword: 'right' });
    expect(status).toBe(404);
  });
});

describe('the caller determines the user', () => {
  const alice = () => ({ id: 'alice', user: 'alice' });
  const mallory = 'the caller may not have a token for this user';

  it.each([
    ['/api/token/generateUserToken?account=mallory', {}, { error: mallory }],
    ['/token/generate?userId=mallory', { method: 'POST', type: form, body: '' }, mallory],
    ['/token/generate', { method: 'POST', type: form, body: 'userId=mallory' }, mallory],
    ['/chat/user/mallory/token', {}, mallory],
    ['/getToken', json({ tokenType: 'chat', uid: 'mallory' }), { message: mallory, error: mallory, status: 403 }],
    ['/chat/account/mallory', {}, { message: mallory, error: mallory, status: 403 }],
    ['/token?userId=mallory', {}, { token: '', error: mallory, code: 'ERR_USER' }],
    [
      '/token/generate',
      json({ serviceChat: { enableUser: true, userUuid: 'mallory' } }),
      { code: -2, data: '', message: mallory },
    ],
    [
      '/token/generate',
      json({ uid: 'mallory', serviceRtm: { enable: true } }),
      { code: -2, data: '', message: mallory },
    ],
  ] as const)('%s for another user: 403', async (path, request, body) => {
    expect(seen(await send(await dialects({ authenticate: alice }), path, request))).toEqual({ status: 403, body });
  });

  it.each([
    ['/api/token/generateAppToken', {}, { error: noApp }],
    ['/token/generate?tokenType=app', {}, noApp],
    ['/chat/app/token', {}, noApp],
    ['/getToken', json({ tokenType: 'chat' }), { message: noApp, error: noApp, status: 403 }],
    ['/chat/app', {}, { message: noApp, error: noApp, status: 403 }],
    ['/token/generate', json({ serviceChat: { enableApp: true } }), { code: -2, data: '', message: noApp }],
    ['/token/generate', json({ serviceApaas: { enableApp: true } }), { code: -2, data: '', message: noApp }],
  ] as const)('%s: no app token for a user', async (path, request, body) => {
    expect(seen(await send(await dialects({ authenticate: alice }), path, request))).toEqual({ status: 403, body });
  });

  it.each(['/api/token/generateUserToken', '/token/generate', '/token'])('%s works without a user', async (path) => {
    const answer = await send(await dialects({ authenticate: alice }), path);
    expect(servicesOf(tokenIn(answer))).toEqual([chatUser('alice', 3600)]);
  });

  it('no dialect issues a token without a credential', async () => {
    const url = await dialects({ authenticate: () => undefined });
    const statuses = await Promise.all(happy.map(([, path, request]) => send(url, path, request)));
    expect(statuses.map(({ status }) => status)).toEqual(happy.map(() => 401));
  });

  it('without a policy for app tokens, even an admin gets none', async () => {
    const policy = { ...everything, appTokens: false };
    const answer = await send(await dialects({ authenticate: authenticateDemo, policy }), '/chat/app/token');
    expect(seen(answer)).toEqual({ status: 403, body: 'this server issues no app tokens' });
  });
});

it('the dialects are off by default', async () => {
  const url = await listening();
  const answers = await Promise.all(happy.map(([, path, request]) => send(url, path, request)));
  expect(answers.map(({ status }) => status)).toEqual(happy.map(() => 404));
});
