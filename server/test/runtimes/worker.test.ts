/** Specific to Workers: the published wrangler configuration, rate limit bindings, and unsupported settings. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { jwtFor, keyServer, signingKey } from '../support/jwts.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';
import { startWorker } from './hosts.ts';

interface WranglerConfig {
  readonly main: string;
  readonly compatibility_date: string;
  readonly vars: Record<'JWT_ISSUER' | 'JWT_AUDIENCE' | `RATE_LIMIT_${string}`, string>;
  readonly ratelimits: readonly { name: string; simple: { limit: number; period: number } }[];
}

const file = readFileSync(new URL('../../deploy/wrangler.jsonc', import.meta.url), 'utf8');
const wrangler = JSON.parse(file.replaceAll(/^\s*\/\/.*$/gm, '')) as WranglerConfig;
const secrets = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };

const post = (headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: '{}',
});

describe('deploy/wrangler.jsonc', () => {
  /** As wrangler passes it to workerd, but with local keys and with limits low enough for a test. */
  async function deployed(limit: number) {
    const key = await signingKey('k');
    const vars = { ...wrangler.vars, ...secrets, JWT_JWKS_URL: (await keyServer(key)).url.href };
    const ratelimits = Object.fromEntries(
      wrangler.ratelimits.map(({ name, simple }) => [
        name,
        { simple: { ...simple, limit: Math.min(simple.limit, limit) } },
      ]),
    );
    const options = { main: wrangler.main, compatibilityDate: wrangler.compatibility_date, ratelimits };
    const worker = await startWorker(vars, options);
    const authorization = async (sub: string) =>
      `Bearer ${await jwtFor(key, { sub, iss: wrangler.vars.JWT_ISSUER, aud: wrangler.vars.JWT_AUDIENCE })}`;
    const ask = async (user: string, address: string) =>
      worker.request(
        '/generate-user-token',
        post({ authorization: await authorization(user), 'cf-connecting-ip': address }),
      );
    return { ...worker, ask };
  }

  it('is a Worker that issues tokens', async () => {
    const { identity, ask } = await deployed(Number.MAX_SAFE_INTEGER);
    expect(identity).toBe('Cloudflare-Workers undefined undefined');
    const { json, headers } = await ask('alice', '198.51.100.1');
    expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('alice', 3600)]);
    // A binding does not return the remaining count.
    expect(headers.get('ratelimit')).toBeNull();
  });

  it('limits users and addresses with its bindings', async () => {
    const { ask } = await deployed(2);
    const statuses = async (user: string, addresses: readonly string[]) => {
      const found = [];
      for (const address of addresses) found.push((await ask(user, address)).status);
      return found;
    };
    const elsewhere = ['198.51.100.1', '198.51.100.2', '198.51.100.3'];
    expect(await statuses('alice', elsewhere)).toEqual([200, 200, 429]);
    expect(await statuses('bob', ['198.51.100.9', '198.51.100.9', '198.51.100.9'])).toEqual([200, 200, 429]);
    const { status, headers, json } = await ask('bob', '198.51.100.9');
    expect({ status, retryAfter: headers.get('retry-after'), json }).toEqual({
      status: 429,
      retryAfter: wrangler.vars.RATE_LIMIT_WINDOW,
      json: { token: '', error: 'too many requests; try again in 60 seconds', code: 'ERR_RATE_LIMIT' },
    });
  });

  it('gives variables and bindings the same numbers', () => {
    const limits = Object.fromEntries(wrangler.ratelimits.map(({ name, simple }) => [name, simple]));
    const { RATE_LIMIT_ADDRESS, RATE_LIMIT_USER, RATE_LIMIT_SERVICE, RATE_LIMIT_WINDOW } = wrangler.vars;
    const period = Number(RATE_LIMIT_WINDOW);
    expect(limits).toEqual({
      ADDRESS_LIMITER: { limit: Number(RATE_LIMIT_ADDRESS), period },
      USER_LIMITER: { limit: Number(RATE_LIMIT_USER), period },
      SERVICE_LIMITER: { limit: Number(RATE_LIMIT_SERVICE), period },
    });
  });
});

describe('a Worker', () => {
  it('issues demo tokens without any configuration', async () => {
    const { request } = await startWorker({});
    const init = { ...post({}), body: '{"user_uuid":"alice"}' };
    expect((await request('/generate-user-token', init)).status).toBe(200);
  });

  it.each([
    ['needs a mode with credentials of your own', secrets, 'AUTH_MODE is missing'],
    ['refuses demo mode with credentials of your own', { ...secrets, AUTH_MODE: 'demo' }, 'AUTH_MODE is demo'],
    ['has no Redis', { REDIS_URL: 'redis://127.0.0.1' }, 'REDIS_URL is set, but this platform does not support it'],
    [
      'has no metrics',
      { METRICS_TOKEN: 'sixteen-characters' },
      'METRICS_TOKEN is set, but this platform does not support it',
    ],
    ['has no files', { API_KEYS_FILE: '/x' }, 'API_KEYS cannot come from API_KEYS_FILE: this platform has no files'],
    ['takes no variable that is no text', { PORT: 80 }, 'PORT Invalid input: expected string, received number'],
  ])('%s: answers 503, and logs the problem', async (_, bindings, problem) => {
    const { request, output } = await startWorker(bindings);
    const { status, json } = await request('/generate-user-token', post({}));
    expect({ status, json }).toEqual({
      status: 503,
      json: { token: '', error: 'the server is not configured', code: 'ERR_UNAVAILABLE' },
    });
    await expect.poll(output).toContain(problem);
    expect(output()).not.toContain(appCertificate);
  });
});
