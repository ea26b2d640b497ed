/** AUTH_MODE=forward with a real back end over HTTP: the request it gets, the answers it may give, and its failures. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authenticateForward } from '../../src/auth/forward.ts';
import { listening, postJson } from '../support/listening.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

async function behind(answer: { status?: number; body?: unknown; silent?: true }) {
  const asked: Asked[] = [];
  const backEnd = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    asked.push({ headers: request.headers, body: JSON.parse(text) });
    if (answer.silent) return;
    response.statusCode = answer.status ?? 200;
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => backEnd.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    backEnd.closeAllConnections();
    backEnd.close();
  });
  const url = new URL(`http://127.0.0.1:${(backEnd.address() as AddressInfo).port}/decide`);
  const authenticate = authenticateForward({ url, timeout: 500 });
  return { asked, url: await listening({ authenticate, authenticatesBody: true }) };
}

const session = { cookie: 'session=1' };
const userToken = (url: string, body: object, headers: Record<string, string> = session) =>
  postJson(`${url}/generate-user-token`, body, headers);

it('the back end gets the credentials and the request, and its user gets a token', async () => {
  const { asked, url } = await behind({ body: { user: 'alice' } });
  const { json } = await userToken(url, { user_uuid: 'alice', expire: 600 });
  expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('alice', 600)]);
  expect(asked).toEqual([
    {
      headers: expect.objectContaining({ cookie: 'session=1' }),
      body: { method: 'POST', path: '/generate-user-token', query: {}, body: { user_uuid: 'alice', expire: 600 } },
    },
  ]);
});

it('does not ask the back end about a request without a credential', async () => {
  const { asked, url } = await behind({ body: { user: 'alice' } });
  expect((await userToken(url, { user_uuid: 'alice' }, {})).status).toBe(401);
  expect(asked).toEqual([]);
});

describe('enforces the limits of the back end', () => {
  it.each([
    ['another user', { user: 'alice' }, { user_uuid: 'bob' }, 403],
    ['a user of the pattern', { id: 'shop', users: 'shop-*' }, { user_uuid: 'shop-1' }, 200],
    ['a user outside it', { id: 'shop', users: 'shop-*' }, { user_uuid: 'bank-1' }, 403],
  ])('%s', async (_, body, request, status) => {
    const { url } = await behind({ body });
    expect((await userToken(url, request)).status).toBe(status);
  });

  it('issues app tokens only if the back end allows them', async () => {
    for (const [body, status] of [
      [{ user: 'ops' }, 403],
      [{ user: 'ops', app_tokens: true }, 200],
    ] as const) {
      const { url } = await behind({ body });
      expect((await postJson(`${url}/generate-app-token`, {}, session)).status).toBe(status);
    }
  });

  it.each([
    [{}, 'room', 'subscriber', 200],
    [{}, 'room', 'publisher', 403],
    [{ publish: true }, 'room', 'publisher', 200],
    [{ channels: 'call-{user}-*' }, 'call-alice-1', 'subscriber', 200],
    [{ channels: 'call-{user}-*' }, 'call-bob-1', 'subscriber', 403],
    [{ publish: true, channels: 'call-{user}-*' }, 'call-bob-1', 'publisher', 403],
  ])('%j in channel %s as %s', async (limits, channel_name, role, status) => {
    const { url } = await behind({ body: { user: 'alice', ...limits } });
    expect((await postJson(`${url}/generate-rtc-token`, { channel_name, role }, session)).status).toBe(status);
  });

  it('issues no token with a longer lifetime than it allows', async () => {
    const { url } = await behind({ body: { user: 'alice', max_expires_in: 60 } });
    const { json } = await userToken(url, { expire: 3600 });
    const [service] = servicesOf((json as { token: string }).token);
    expect([chatUser('alice', 60), chatUser('alice', 59)]).toContainEqual(service);
  });
});

describe('issues no token for any other answer', () => {
  it.each([
    [401, {}, 401],
    [403, {}, 403],
    [404, {}, 503],
    [500, {}, 503],
    [302, {}, 503],
    [204, '', 503],
    [200, '<html>', 503],
    [200, {}, 503],
    [200, { user: 'alice', max_expire_in: 60 }, 503],
    [200, { user: 7 }, 503],
    [200, { user: 'alice', publish: 'true' }, 503],
    [200, { user: 'alice', channels: '' }, 503],
    [200, { user: 'alice', padding: 'x'.repeat(20_000) }, 503],
  ])('%i %j', async (status, body, expected) => {
    const { url } = await behind({ status, body });
    const answer = await userToken(url, {});
    expect(answer.status).toBe(expected);
    if (expected === 503) expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('no answer', async () => {
    const { url } = await behind({ silent: true });
    expect((await userToken(url, {})).status).toBe(503);
  });
});
