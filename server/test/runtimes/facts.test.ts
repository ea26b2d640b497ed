/** What must work on every runtime. Each host first proves which runtime it is. */
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/auth/secrets.ts';
import { appCertificate, appId } from '../support/credentials.ts';
import { jwtFor, keyServer, policy, signingKey } from '../support/jwts.ts';
import type { Answer } from '../support/listening.ts';
import { chatApp, chatUser, servicesOf } from '../support/tokens.ts';
import { type Host, hosts, type Running } from './hosts.ts';

const own = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };
const apiKey = 'at2_key-of-the-tests';
const withKeys = {
  ...own,
  AUTH_MODE: 'api-key',
  API_KEYS: JSON.stringify([{ id: 'shop', sha256: await sha256Hex(apiKey), scopes: ['user-token', 'app-token'] }]),
};

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const known = { 'x-api-key': apiKey };
const seen = ({ status, json }: Answer) => ({ status, json });
const tokenOf = ({ json }: Answer) => (json as { token: string }).token;
const refused = (status: number, code: string, error: string) => ({ status, json: { token: '', error, code } });

async function startAsItself(host: Host, env: Record<string, string>): Promise<Running> {
  const { identity, ...running } = await host.start(env);
  expect(identity).toBe(host.identity);
  return running;
}

for (const { name, missing } of hosts) {
  if (missing !== undefined) console.error(`NOT RUN: ${name}: ${missing}`);
}

describe.each(hosts.filter(({ missing }) => missing === undefined || process.env.CI === 'true'))('$name', (host) => {
  it('issues tokens to known callers, and logs neither token nor key', async () => {
    const { request, output } = await startAsItself(host, withKeys);
    expect(seen(await request('/generate-user-token', post({ user_uuid: 'alice' })))).toEqual(
      refused(401, 'ERR_UNAUTHENTICATED', 'a credential is needed'),
    );
    const user = await request('/generate-user-token', post({ user_uuid: 'alice', expire: 600 }, known));
    expect(servicesOf(tokenOf(user))).toEqual([chatUser('alice', 600)]);
    const app = await request('/generate-app-token', post({}, known));
    expect(servicesOf(tokenOf(app))).toEqual([chatApp(3600)]);

    await expect.poll(output).toContain('"kinds":["app"]');
    for (const secret of [tokenOf(user), tokenOf(app), apiKey, appCertificate]) {
      expect(output()).not.toContain(secret);
    }
  });

  it('is alive and ready, and refuses invalid input', async () => {
    const { request } = await startAsItself(host, withKeys);
    const answers = {
      healthz: await request('/healthz'),
      readyz: await request('/readyz'),
      badJson: await request('/generate-user-token', post('{', known)),
      noUser: await request('/generate-user-token', post({}, known)),
      long: await request('/generate-user-token', post({ user_uuid: 'x'.repeat(20_000) }, known)),
      text: await request('/generate-user-token', post('alice', { ...known, 'content-type': 'text/plain' })),
      get: await request('/generate-user-token'),
      nowhere: await request('/nowhere'),
    };
    expect(Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, seen(answer)]))).toEqual({
      healthz: { status: 200, json: { status: 'ok' } },
      readyz: { status: 200, json: { status: 'ok' } },
      badJson: refused(400, 'ERR_BODY', 'the body is not valid JSON'),
      noUser: refused(400, 'ERR_INPUT', 'user_uuid is missing'),
      long: refused(413, 'ERR_TOO_LARGE', 'the body is longer than 16384 bytes'),
      text: refused(415, 'ERR_CONTENT_TYPE', 'unsupported content type; send application/json'),
      get: refused(405, 'ERR_METHOD', 'this route supports POST'),
      nowhere: refused(404, 'ERR_NOT_FOUND', 'there is no such route'),
    });
  });

  it('limits requests per address', async () => {
    const { request, output } = await startAsItself(host, { ...withKeys, RATE_LIMIT_ADDRESS: '2' });
    const ask = (address: string) =>
      request('/generate-user-token', post({}, { 'x-api-key': 'at2_wrong', 'cf-connecting-ip': address }));
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await ask('127.0.0.1')).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await ask('127.0.0.1')).headers.get('retry-after')).toMatch(/^\d+$/);
    await expect.poll(output).toContain('"address":"127.0.0.1"');
  });

  it('fetches keys from a JWKS, for concurrent and for consecutive requests', async () => {
    const key = await signingKey('k');
    const env = {
      ...own,
      AUTH_MODE: 'jwt',
      JWT_ISSUER: policy.issuer,
      JWT_AUDIENCE: policy.audience.join(),
      JWT_JWKS_URL: (await keyServer(key)).url.href,
    };
    const { request } = await startAsItself(host, env);
    const ask = async (user: string) => {
      const authorization = `Bearer ${await jwtFor(key, { sub: user })}`;
      return servicesOf(tokenOf(await request('/generate-user-token', post({}, { authorization }))));
    };
    const users = ['alice', 'bob', 'carol'];
    expect(await Promise.all(users.map(ask))).toEqual(users.map((user) => [chatUser(user, 3600)]));
    expect(await ask('dora')).toEqual([chatUser('dora', 3600)]);
  });

  it('refuses to start with an invalid configuration, and reports all problems', async () => {
    const said = await host.refusal({ AUTH_MODE: 'api-key', USER_TOKEN_TTL: 'soon' });
    for (const problem of [
      'USER_TOKEN_TTL must be a whole number of 1 to 86400',
      'AGORA_APP_ID is missing',
      'AGORA_APP_CERTIFICATE is missing',
      'API_KEYS is missing',
    ]) {
      expect(said).toContain(problem);
    }
  });
});
