/**
 * The production configuration of docs/configuration.md, word for word: two server processes behind JWTs and API
 * keys, with limits in a real Redis and secrets in files, through a rotation of either key.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { jwtFor, keyServer, type SigningKey, signingKey } from '../support/jwts.ts';
import { ask, postJson } from '../support/listening.ts';
import { type ServerProcess, startProcess } from '../support/process.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const documented = parseEnv(/```ini\n(.*?)```/s.exec(page)?.[1] as string);

const secondary = '00112233445566778899aabbccddeeff';
const apiKey = 'at2_key-of-the-shop';
const metricsToken = 'the-credential-for-metrics';
const issuer = documented.JWT_ISSUER as string;

/** A window longer than the test, and no shutdown delay for a load balancer. */
const forTheTest = { RATE_LIMIT_WINDOW: '3600', SHUTDOWN_DELAY: '0' };

/** The documented files in a temporary folder, and the documented variables pointing there. */
function secretFiles(redisUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text === '' ? '' : `${text}\n`);
  const sha256 = createHash('sha256').update(apiKey).digest('hex');
  write('agora_app_certificate', appCertificate);
  write('agora_app_certificate_secondary', '');
  write('sign_with', '');
  write('api_keys', JSON.stringify([{ id: 'shop', sha256, scopes: ['user-token'], users: 'shop-*' }]));
  write('redis_url', redisUrl);
  write('metrics_token', metricsToken);
  const env = Object.fromEntries(
    Object.entries(documented).map(([name, value]) => [name, (value as string).replace('/run/secrets', folder)]),
  );
  return { env, write };
}

const signedIn = async (key: SigningKey, sub: string) => ({
  authorization: `Bearer ${await jwtFor(key, { iss: issuer, sub })}`,
});
const askToken = (server: ServerProcess, headers: Record<string, string>, user?: string) =>
  postJson(`${server.url}/generate-user-token`, { user_uuid: user, expire: 600 }, headers);
const tokenIn = ({ json }: { json: unknown }) => (json as { token: string }).token;

/** Reloads the processes one after the other, as an operator would. */
async function reload(servers: readonly ServerProcess[], times: number): Promise<void> {
  const reloads = (server: ServerProcess) => server.log().filter(({ msg }) => msg === 'configuration reloaded').length;
  for (const server of servers) {
    server.signal('SIGHUP');
    await expect.poll(() => reloads(server), { timeout: 20_000 }).toBe(times);
  }
}

it.skipIf(!hasRedis)(
  'the documented configuration works from the first token through both rotations to shutdown',
  async () => {
    const [oldKey, newKey] = [await signingKey('2026'), await signingKey('2027')];
    const jwks = await keyServer(oldKey);
    const redis = await startRedis();
    const { env, write } = secretFiles(redis.url);
    const start = () =>
      startProcess({
        ...env,
        AGORA_APP_ID: appId,
        HOST: '127.0.0.1',
        JWT_JWKS_URL: jwks.url.href,
        ...forTheTest,
      });
    const servers = await Promise.all([start(), start()]);
    const [one, two] = servers;
    await Promise.all(servers.map(({ logged }) => logged('limits are shared through Redis')));
    expect((await ask(`${one.url}/readyz`)).status).toBe(200);

    // Either process issues a signed-in user its own token and a back end its users' tokens, and refuses everything else.
    const shop = { 'x-api-key': apiKey };
    const alice = await signedIn(oldKey, 'alice');
    const tokens = [
      await askToken(one, alice),
      await askToken(two, alice, 'alice'),
      await askToken(two, shop, 'shop-1'),
    ];
    expect(tokens.map((answer) => servicesOf(tokenIn(answer)))).toEqual(
      ['alice', 'alice', 'shop-1'].map((user) => [chatUser(user, 600)]),
    );
    const refused = [
      await askToken(one, {}),
      await askToken(one, alice, 'bob'),
      await askToken(one, shop, 'bank-1'),
      await postJson(`${one.url}/generate-app-token`, {}, shop),
      await ask(`${one.url}/metrics`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 403, 403, 404, 401]);
    expect((await ask(`${two.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).status).toBe(
      200,
    );

    // Both processes share one budget: alice spends the rest of her 60 across them.
    const spent = [];
    for (let i = 0; i < 64; i++) spent.push((await askToken(servers[i % 2] as ServerProcess, alice)).status);
    expect(spent.filter((status) => status === 200)).toHaveLength(60 - 3);
    expect(spent.filter((status) => status === 429)).toHaveLength(64 - 57);

    // The identity provider's key: the new one is published with the old one, which is later withdrawn.
    jwks.keys = [oldKey, newKey];
    await reload(servers, 1);
    for (const key of [oldKey, newKey])
      expect((await askToken(one, await signedIn(key, `by-${key.kid}`))).status).toBe(200);
    jwks.keys = [newKey];
    await reload(servers, 2);
    // The reload does not wait for the keys.
    await expect.poll(() => jwks.requests).toBe(6);
    expect((await askToken(two, await signedIn(oldKey, 'carol'))).status).toBe(401);
    const carol = await signedIn(newKey, 'carol');

    // The certificate: after the reload, tokens are signed with the other one, and no request fails meanwhile.
    write('agora_app_certificate_secondary', secondary);
    write('sign_with', 'secondary');
    let reloading = true;
    const meanwhile = (async () => {
      const statuses = [];
      while (reloading) statuses.push((await askToken(two, shop, 'shop-2')).status);
      return statuses;
    })();
    await reload(servers, 3);
    reloading = false;
    expect(new Set(await meanwhile)).toEqual(new Set([200]));
    for (const server of servers) {
      const token = tokenIn(await askToken(server, carol));
      expect(servicesOf(token, { appCertificate: secondary })).toEqual([chatUser('carol', 600)]);
    }

    for (const server of servers) server.signal('SIGTERM');
    expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0]);
    const output = servers.map((server) => server.output()).join('');
    expect([appCertificate, secondary, apiKey, metricsToken].filter((secret) => output.includes(secret))).toEqual([]);
    expect(output).not.toMatch(/007eJ|eyJ|Bearer /);
  },
);
