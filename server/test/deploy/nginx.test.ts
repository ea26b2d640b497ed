/** A real nginx in front of the real server: with nothing but `proxy_pass`, and with the configuration of server/deploy. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { postJson } from '../support/listening.ts';
import { DEFAULT_PROXY, startNginx } from '../support/nginx.ts';
import { type ServerProcess, startProcess } from '../support/process.ts';
import { deploy } from './manifests.ts';

const key = 'at2_key-of-the-shop';
const own = {
  AGORA_APP_ID: appId,
  AGORA_APP_CERTIFICATE: appCertificate,
  AUTH_MODE: 'api-key',
  API_KEYS: JSON.stringify([
    { id: 'shop', sha256: createHash('sha256').update(key).digest('hex'), scopes: ['user-token'] },
  ]),
  METRICS_TOKEN: 'the-credential-for-metrics',
};
const shop = { 'x-api-key': key };
/** An address of this machine other than that of the trusted proxy. */
const CLIENT = '127.0.0.2';
const addresses = (server: ServerProcess) =>
  server
    .log()
    .filter(({ msg, route }) => msg === 'request' && route === '/generate-user-token')
    .map(({ address }) => address);

describe('with nothing but proxy_pass', () => {
  it('issues tokens only to callers with a key', async () => {
    const server = await startProcess(own);
    const url = await startNginx(DEFAULT_PROXY(server.url));
    const statuses = [];
    for (const headers of [shop, {}]) {
      statuses.push((await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' }, headers)).status);
    }
    expect(statuses).toEqual([200, 401]);
  });
});

describe('demo mode with your own credentials, which is for this machine only', () => {
  const demo = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate, AUTH_MODE: 'demo' };
  const upstream = (server: ServerProcess, more: string) =>
    `server { listen 80; location / { proxy_pass ${server.url}; ${more} } }`;

  it.each([
    ['nothing but proxy_pass', ''],
    ['X-Forwarded-For', 'proxy_http_version 1.1; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'],
    ['X-Real-IP', 'proxy_http_version 1.1; proxy_set_header X-Real-IP $remote_addr;'],
    ['Forwarded', 'proxy_http_version 1.1; proxy_set_header Forwarded "for=$remote_addr";'],
    ['Via', 'proxy_http_version 1.1; proxy_set_header Via "1.1 nginx";'],
    ['the name of the site', 'proxy_http_version 1.1; proxy_set_header Host tokens.example.com;'],
  ])('refuses requests that nginx forwards with %s', async (_, more) => {
    const server = await startProcess(demo);
    const url = await startNginx(upstream(server, more));
    for (const route of ['/generate-app-token', '/generate-user-token']) {
      expect((await postJson(url + route, { user_uuid: 'alice' })).status).toBe(403);
      expect((await postJson(server.url + route, { user_uuid: 'alice' })).status).toBe(200);
    }
  });
});

describe('with deploy/node/nginx.conf', () => {
  const behindOurs = async (env: Record<string, string> = {}) => {
    const server = await startProcess({ ...own, TRUSTED_PROXIES: '127.0.0.1', ...env });
    const site = readFileSync(join(deploy, 'node/nginx.conf'), 'utf8');
    const url = await startNginx(site.replace('127.0.0.1:8080', new URL(server.url).host));
    return { server, url };
  };

  it('issues tokens over TLS, with a request ID from nginx', async () => {
    const { server, url } = await behindOurs();
    const answer = await over(url, '/generate-user-token', { ...shop, 'x-request-id': 'of-the-client' });
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/"token":"007/) });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{32,36}$/);
    expect(server.output()).not.toContain('"requestId":"of-the-client"');
  });

  it('limits the address that nginx sees, not the one in a header from the client', async () => {
    const { server, url } = await behindOurs();
    for (const claimed of ['203.0.113.7', '127.0.0.1', '203.0.113.7, 127.0.0.1']) {
      await over(url, '/generate-user-token', { ...shop, 'x-forwarded-for': claimed, forwarded: `for=${claimed}` });
    }
    await expect.poll(() => addresses(server)).toEqual([CLIENT, CLIENT, CLIENT]);
  });

  it('does not expose /metrics and /readyz, and refuses a body over the limit', async () => {
    const { url } = await behindOurs();
    const statuses = [
      (await over(url, '/metrics', { authorization: `Bearer ${own.METRICS_TOKEN}` })).status,
      (await over(url, '/readyz')).status,
      (await over(url, '/healthz')).status,
      (await over(url, '/generate-user-token', shop, 'x'.repeat(17_000))).status,
    ];
    expect(statuses).toEqual([404, 404, 200, 413]);
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A POST if there is a body, otherwise a GET. The certificate is self-signed. */
function over(url: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const isPost = path.startsWith('/generate');
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, url),
      {
        method: isPost ? 'POST' : 'GET',
        headers: { ...(isPost && { 'content-type': 'application/json' }), ...headers },
        localAddress: CLIENT,
        rejectUnauthorized: false,
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(isPost ? (body ?? '{"user_uuid":"alice"}') : undefined);
  });
}
