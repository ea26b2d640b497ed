/** SIGHUP in bad conditions: a hanging identity provider, concurrent reloads, settings that need a restart. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { jwtFor, keyServer, policy, signingKey } from '../support/jwts.ts';
import { postJson } from '../support/listening.ts';
import { startProcess } from '../support/process.ts';

const entry = (key: string) => ({
  id: 'shop',
  sha256: createHash('sha256').update(key).digest('hex'),
  scopes: ['user-token'],
});

async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), String(value));
  const key = await signingKey('k');
  const jwks = await keyServer(key);
  write('keys', JSON.stringify([entry('leaked'), entry('good')]));
  write('level', 'info');
  write('limit', '6000');
  const server = await startProcess({
    AGORA_APP_ID: appId,
    AGORA_APP_CERTIFICATE: appCertificate,
    AUTH_MODE: 'jwt,api-key',
    JWT_JWKS_URL: jwks.url.href,
    JWT_ISSUER: policy.issuer,
    JWT_AUDIENCE: 'chat-tokens',
    API_KEYS_FILE: join(folder, 'keys'),
    LOG_LEVEL_FILE: join(folder, 'level'),
    RATE_LIMIT_SERVICE_FILE: join(folder, 'limit'),
  });
  const statusOf = async (headers: Record<string, string>) =>
    (await postJson(`${server.url}/generate-user-token`, { user_uuid: 'alice' }, headers)).status;
  return {
    server,
    jwks,
    write,
    withKey: (name: string) => statusOf({ 'x-api-key': name }),
    withJwt: async () => statusOf({ authorization: `Bearer ${await jwtFor(key)}` }),
    reloads: () => server.log().filter(({ msg }) => msg === 'configuration reloaded').length,
  };
}

it.each(['broken', 'silent'] as const)(
  'a removed API key is refused at once while the identity provider is %s, and JWTs stay valid',
  async (mood) => {
    const { server, jwks, write, withKey, withJwt } = await start();
    expect([await withKey('leaked'), await withJwt()]).toEqual([200, 200]);
    jwks.mood = mood;
    write('keys', JSON.stringify([entry('good')]));
    server.signal('SIGHUP');
    await server.logged('configuration reloaded');
    expect([await withKey('leaked'), await withKey('good'), await withJwt()]).toEqual([401, 200, 200]);
  },
);

it('the last of several reloads wins', async () => {
  const { server, write, withKey, reloads } = await start();
  for (let round = 1; round <= 5; round++) {
    write('keys', JSON.stringify([entry(`round-${round}`)]));
    server.signal('SIGHUP');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.signal('SIGHUP');
  await expect.poll(reloads).toBeGreaterThanOrEqual(1);
  await expect.poll(() => withKey('round-5')).toBe(200);
  expect(await withKey('round-4')).toBe(401);
});

it('logs which settings need a restart', async () => {
  const { server, write } = await start();
  write('level', 'debug');
  write('limit', '10');
  server.signal('SIGHUP');
  expect(await server.logged('these settings have changed, and need a restart')).toMatchObject({
    ignored: ['RATE_LIMIT_ADDRESS, RATE_LIMIT_USER, RATE_LIMIT_SERVICE or RATE_LIMIT_WINDOW', 'LOG_LEVEL'],
  });
});
