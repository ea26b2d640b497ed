/**
 * Hundreds of hostile requests against a running server, directly and through nginx: every kind of invalid credential, and
 * every kind of user that the caller may not have. No token may be issued for another user, and no answer may be 500.
 */
import { createHash, createHmac } from 'node:crypto';
import { exportSPKI } from 'jose';
import { expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { jwtFor, keyServer, policy, rawJwt, signingKey } from '../support/jwts.ts';
import { DEFAULT_PROXY, startNginx } from '../support/nginx.ts';
import { startProcess } from '../support/process.ts';
import { servicesOf } from '../support/tokens.ts';

const now = Math.floor(Date.now() / 1000);
const good = { iss: policy.issuer, aud: 'chat-tokens', sub: 'alice', exp: now + 600 };
const key = await signingKey('k', 'RS256');
const stranger = await signingKey('k', 'RS256');
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const entry = (name: string, scopes: string[], users?: string) => ({
  id: name,
  sha256: createHash('sha256').update(name).digest('hex'),
  scopes,
  ...(users && { users }),
});

/** HS256 with the public key as the secret. */
async function confusedJwt(): Promise<string> {
  const unsigned = rawJwt({ alg: 'HS256', kid: 'k' }, good).slice(0, -1);
  return `${unsigned}.${createHmac('sha256', await exportSPKI(key.publicKey))
    .update(unsigned)
    .digest('base64url')}`;
}

type Headers = Record<string, string>;

/** Callers by name: their headers, and the users they may have tokens for. */
const callers: readonly (readonly [string, Headers, RegExp])[] = [
  ['nobody', {}, /^$/],
  ['nobody from this machine', { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' }, /^$/],
  ['a wrong key', { 'x-api-key': 'at2_guess' }, /^$/],
  ['the hash of a key', { 'x-api-key': entry('shop', []).sha256 }, /^$/],
  ['a very long key', { 'x-api-key': 'x'.repeat(8000) }, /^$/],
  ['Basic', { authorization: 'Basic c2hvcDpzaG9w' }, /^$/],
  ['two schemes', { authorization: 'Bearer Bearer shop' }, /^$/],
  ['alg none', bearer(rawJwt({ alg: 'none', kid: 'k' }, good)), /^$/],
  ['algorithm confusion', bearer(await confusedJwt()), /^$/],
  ['a stranger’s signature', bearer(await jwtFor(stranger)), /^$/],
  ['a kid that is a path', bearer(rawJwt({ alg: 'RS256', kid: '../../dev/null' }, good, 'AAAA')), /^$/],
  ['an expired JWT', bearer(await jwtFor(key, { exp: now - 3600 })), /^$/],
  ['another issuer', bearer(await jwtFor(key, { iss: 'https://evil.example' })), /^$/],
  ['another audience', bearer(await jwtFor(key, { aud: 'billing' })), /^$/],
  ['a JWT without a user', bearer(await jwtFor(key, { sub: '' })), /^$/],
  ['alice', bearer(await jwtFor(key)), /^alice$/],
  ['the shop', { 'x-api-key': 'shop' }, /^shop-/],
];

const bodies: readonly string[] = [
  ...[
    'bob',
    'Alice',
    'ALICE ',
    'alice\u0000',
    'alice\u202e',
    'b/ob',
    '',
    '*',
    'shop',
    'shopx',
    'x'.repeat(300),
    '__proto__',
  ].map((user) => JSON.stringify({ user_uuid: user })),
  ...[['bob'], { $ne: null }, 7, null, true].map((user) => JSON.stringify({ user_uuid: user })),
  '{"user_uuid":"alice","user_uuid":"bob"}',
  '{"__proto__":{"user_uuid":"bob"},"user_uuid":"bob"}',
  '{"user_uuid":"bob","expire":1e99}',
  '{"user_uuid":"bob","admin":true,"role":"app","expire":-1}',
  '{"user_uuid":"bob"',
  '[]',
  'null',
  '[[[[[[[['.repeat(500),
];

const routes = ['/generate-user-token', '/generate-app-token', '/token', '/generate-user-token?user_uuid=bob'];

interface Breach {
  readonly caller: string;
  readonly route: string;
  readonly body: string;
  readonly status: number;
}

it('issues no token to the wrong caller and never answers 500, directly and behind nginx', async () => {
  const jwks = await keyServer(key);
  const server = await startProcess({
    AGORA_APP_ID: appId,
    AGORA_APP_CERTIFICATE: appCertificate,
    AUTH_MODE: 'jwt,api-key',
    JWT_JWKS_URL: jwks.url.href,
    JWT_ISSUER: policy.issuer,
    JWT_AUDIENCE: 'chat-tokens',
    DIALECTS: 'on',
    API_KEYS: JSON.stringify([entry('shop', ['user-token'], 'shop-*'), entry('ops', ['app-token'])]),
    RATE_LIMIT_ADDRESS: '0',
    RATE_LIMIT_USER: '0',
    RATE_LIMIT_SERVICE: '0',
  });
  const proxied = await startNginx(DEFAULT_PROXY(server.url));
  const found: Breach[] = [];
  let requests = 0;
  let tokens = 0;
  for (const base of [server.url, proxied]) {
    for (const [caller, headers, users] of callers) {
      for (const route of routes) {
        for (const body of bodies) {
          const response = await fetch(base + route, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body,
          });
          const text = await response.text();
          requests++;
          const issued = /007[A-Za-z0-9+/=]{40,}/.exec(text)?.[0];
          if (issued !== undefined) tokens++;
          const holders =
            issued === undefined
              ? []
              : servicesOf(issued).map((service) => ('userId' in service ? service.userId : ''));
          const isBreach = holders.some((user) => user === '' || !users.test(user));
          if (isBreach || response.status >= 500)
            found.push({ caller, route, body: body.slice(0, 60), status: response.status });
          if (text.includes(appCertificate))
            found.push({ caller, route, body: 'the certificate', status: response.status });
        }
      }
    }
  }
  expect(found).toEqual([]);
  expect(requests).toBeGreaterThan(400);
  // The tokens that alice may have: if everything was refused, the test would prove nothing.
  expect(tokens).toBeGreaterThan(0);
  expect(server.log().filter(({ msg }) => msg === 'internal error')).toEqual([]);
  console.log(`hostile trial: ${requests} requests, ${tokens} tokens, ${found.length} breaches or 500s`);
});
