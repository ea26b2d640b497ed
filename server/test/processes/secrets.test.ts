/** The output of a run with every kind of request contains no token, certificate, key or Authorization header. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { jwtFor, keyServer, signingKey } from '../support/jwts.ts';
import { ask, postJson } from '../support/listening.ts';
import { startProcess } from '../support/process.ts';
import { servicesOf } from '../support/tokens.ts';

const apiKey = 'at2_this-is-the-key-of-a-back-end';
const metricsToken = 'the-credential-for-metrics';
const secondary = '00112233445566778899aabbccddeeff';

it('the log has one audit line per token, and no secret', async () => {
  const key = await signingKey('k');
  const jwks = await keyServer(key);
  const sha256 = createHash('sha256').update(apiKey).digest('hex');
  const server = await startProcess({
    AGORA_APP_ID: appId,
    AGORA_APP_CERTIFICATE: appCertificate,
    AGORA_APP_CERTIFICATE_SECONDARY: secondary,
    AUTH_MODE: 'jwt,api-key',
    JWT_JWKS_URL: jwks.url.href,
    JWT_ISSUER: 'https://id.example',
    JWT_AUDIENCE: 'chat-tokens',
    API_KEYS: JSON.stringify([{ id: 'ops', sha256, scopes: ['user-token', 'app-token'] }]),
    METRICS_TOKEN: metricsToken,
    DIALECTS: 'on',
    LOG_LEVEL: 'debug',
    RATE_LIMIT_USER: '3',
  });
  const jwt = await jwtFor(key);
  const bearer = { authorization: `Bearer ${jwt}` };
  const { url } = server;

  const issued = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' }, bearer);
  const app = await postJson(`${url}/generate-app-token`, {}, { 'x-api-key': apiKey });
  const tokens = [issued, app].map(({ json }) => (json as { token: string }).token);
  expect(tokens.map((token) => servicesOf(token).length)).toEqual([1, 1]);

  await postJson(`${url}/generate-user-token`, { user_uuid: 'bob' }, bearer);
  await postJson(`${url}/generate-user-token`, { user_uuid: appCertificate.repeat(4) }, bearer);
  await postJson(`${url}/generate-user-token`, `{"user_uuid":"${appCertificate}`, bearer);
  await postJson(`${url}/generate-user-token`, {}, bearer);
  await postJson(`${url}/generate-user-token`, {}, { authorization: `Bearer ${jwt}x` });
  await postJson(`${url}/generate-user-token`, {}, { 'x-api-key': `${apiKey}x`, 'x-request-id': jwt });
  await ask(`${url}/generate-user-token?token=${tokens[0]}&key=${apiKey}`, { headers: bearer });
  await ask(`${url}/${tokens[0]}`, { headers: bearer });
  await ask(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  await ask(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}x` } });
  server.signal('SIGHUP');
  await server.logged('configuration reloaded');
  jwks.mood = 'broken';
  server.signal('SIGHUP');
  await server.logged('cannot fetch the keys of the identity provider');
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);

  const output = server.output();
  const secrets = [appCertificate, secondary, apiKey, sha256, metricsToken, jwt, ...tokens];
  expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
  expect(output).not.toMatch(/007eJ|eyJ|Bearer |authorization/i);

  const audit = server.log().filter(({ audit }) => audit === 'token');
  expect(audit).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      audit: 'token',
      requestId: issued.headers.get('x-request-id'),
      address: '127.0.0.1',
      caller: 'jwt:alice',
      grants: ['chat-user'],
      kinds: ['user'],
      users: ['alice'],
      issuedAt: expect.any(Number),
      expiresIn: 3600,
      expiresAt: (issued.json as { expires_at: number }).expires_at,
      salt: expect.any(Number),
      msg: 'token issued',
    },
    expect.objectContaining({ caller: 'key:ops', grants: ['chat-app'], kinds: ['app'], users: [] }),
  ]);
  expect(server.log().filter(({ msg }) => msg === 'request')).toHaveLength(12);
});
