/** The request to a token server in each dialect, and the reading of its response. */
import { describe, expect, it } from 'vitest';
import { type TokenDialect, type TokenEndpointOptions, tokenEndpoint } from '../../../src/client/index.ts';

const { signal } = new AbortController();
const request = { userId: 'a/b c', reason: 'login', attempt: 1, signal } as const;

async function ask(answer: Response, options: TokenEndpointOptions = {}) {
  const sent: unknown[] = [];
  const fetch: TokenEndpointOptions['fetch'] = async (url, { method, headers, body, ...rest }) => {
    sent.push([method, url, headers, body === undefined ? undefined : JSON.parse(body), rest]);
    return answer;
  };
  const token = await tokenEndpoint('https://host/base/', { expiresIn: 600, fetch, ...options })(request);
  return { sent: sent[0] as unknown[], token };
}

const json = (value: unknown, init?: ResponseInit) => new Response(JSON.stringify(value), init);

describe('a dialect', () => {
  it.each<[TokenDialect, string, string, unknown]>([
    ['accesstoken2', 'POST', '/generate-user-token', { user_uuid: 'a/b c', expire: 600 }],
    ['agora-node', 'GET', '/api/token/generateUserToken?account=a%2Fb%20c&expireTimeInSeconds=600', undefined],
    ['agora-java', 'POST', '/token/generate?userId=a%2Fb%20c&expireSeconds=600&tokenType=user', {}],
    ['agora-web', 'GET', '/chat/user/a%2Fb%20c/token', undefined],
    [
      'agora-docker',
      'POST',
      '/token/generate',
      { tokenExpireTs: 600, privilegeExpireTs: 600, serviceChat: { enableUser: true, userUuid: 'a/b c' } },
    ],
    ['agora-demo', 'POST', '/app/chat/user/login', { userAccount: 'a/b c' }],
    ['community', 'POST', '/getToken', { tokenType: 'chat', uid: 'a/b c', expire: 600 }],
    ['neutral', 'POST', '/token', { userId: 'a/b c' }],
  ])('%s asks in its own way', async (dialect, method, path, body) => {
    const { sent } = await ask(new Response('007abc'), { dialect });
    const headers = method === 'POST' ? { 'content-type': 'application/json' } : {};
    expect(sent).toEqual([method, `https://host/base${path}`, headers, body, { cache: 'no-store', signal }]);
  });

  it.each<[string, Response]>([
    ['text', new Response('007abc\n')],
    ['{"token"}', json({ token: '007abc', expires_at: 1 })],
    ['{"chatToken"}', json({ chatToken: '007abc' })],
    ['{"accessToken"}', json({ accessToken: '007abc', token: 'a session of the demo server' })],
    ['{"data":{"token"}}', json({ code: 0, data: { token: '007abc' }, message: 'Success' })],
  ])('may answer with %s', async (_, answer) => {
    expect((await ask(answer)).token).toBe('007abc');
  });
});

it('a headers function is called for each request, and body fields are added', async () => {
  const options = {
    headers: async () => ({ authorization: 'Bearer x' }),
    body: { room: 7 },
    credentials: 'include',
  } as const;
  const { sent } = await ask(new Response('007abc'), options);
  expect(sent.slice(2)).toEqual([
    { 'content-type': 'application/json', authorization: 'Bearer x' },
    { user_uuid: 'a/b c', expire: 600, room: 7 },
    { cache: 'no-store', signal, credentials: 'include' },
  ]);
});

describe('an exact address', () => {
  const exact = 'https://host/v1/chat-token?app=7';

  async function sentTo(url: Parameters<typeof tokenEndpoint>[0], options: TokenEndpointOptions = {}) {
    const sent: unknown[] = [];
    const fetch: TokenEndpointOptions['fetch'] = async (address, { method, headers, body }) => {
      sent.push({ address, method, headers, body: body === undefined ? undefined : JSON.parse(body) });
      return json({ token: '007abc', expires_at: 1 });
    };
    expect(await tokenEndpoint(url, { expiresIn: 600, fetch, ...options })(request)).toBe('007abc');
    return sent;
  }

  const headers = { 'content-type': 'application/json' };
  const posted = { address: exact, method: 'POST', headers, body: { user_uuid: 'a/b c', expire: 600 } };

  it.each([
    ['string', exact],
    ['URL', new URL(exact)],
    ['function that returns a string', () => exact],
    ['function that returns a URL', () => new URL(exact)],
  ])('is requested unchanged if it is a %s', async (_, url) => {
    expect(await sentTo(url)).toEqual([posted]);
  });

  it('is made for each request from the user and the lifetime', async () => {
    const url = ({ userId, expiresIn }: { userId: string; expiresIn: number }) =>
      `https://host/${encodeURIComponent(userId)}/${expiresIn}`;
    expect(await sentTo(url)).toEqual([{ ...posted, address: 'https://host/a%2Fb%20c/600' }]);
  });

  it('is requested without a body or a content type if the method is GET', async () => {
    expect(await sentTo(exact, { method: 'GET', body: { room: 7 } })).toEqual([
      { address: exact, method: 'GET', headers: {}, body: undefined },
    ]);
  });

  it('receives exactly what a body function returns', async () => {
    const body = ({ userId, expiresIn }: { userId: string; expiresIn: number }) => ({
      who: userId,
      seconds: expiresIn,
    });
    expect(await sentTo(exact, { body })).toEqual([{ ...posted, body: { who: 'a/b c', seconds: 600 } }]);
  });
});

it('a body function replaces the body of a dialect, and method its method', async () => {
  const { sent } = await ask(new Response('007abc'), {
    dialect: 'agora-web',
    method: 'POST',
    body: ({ userId }) => ({ who: userId }),
  });
  expect(sent.slice(0, 4)).toEqual([
    'POST',
    'https://host/base/chat/user/a%2Fb%20c/token',
    { 'content-type': 'application/json' },
    { who: 'a/b c' },
  ]);
});

describe('a response without a token', () => {
  const refused = async (answer: Response) => {
    const error = await ask(answer).catch((thrown: unknown) => thrown);
    const { name, status, retryAfter, message } = error as Record<string, unknown>;
    expect(message).not.toContain('secret');
    return { name, status, retryAfter };
  };
  const name = 'TokenRequestError';

  it.each<[string, Response]>([
    ['an empty token', json({ token: '', error: 'secret' })],
    ['no JSON', new Response('<html>secret</html>')],
    ['JSON that is not an object', json(null)],
    ['a token that is not a string', json({ token: 7 })],
    ['more text than any token', new Response(`007${'A'.repeat(20_000)}`)],
  ])('is refused if it is %s', async (_, answer) => {
    expect(await refused(answer)).toEqual({ name, status: 200, retryAfter: undefined });
  });

  it('is reported by its status, whatever it contains', async () => {
    expect(await refused(json({ token: '007secret' }, { status: 401 }))).toEqual({
      name,
      status: 401,
      retryAfter: undefined,
    });
  });

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT', date: 'Tue, 24 Nov 2026 12:00:00 GMT' }, 30],
    [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('may say when to come back: %o', async (headers, retryAfter) => {
    expect(await refused(new Response('', { status: 503, headers }))).toEqual({ name, status: 503, retryAfter });
  });
});
