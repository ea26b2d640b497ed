/** Several identity providers, the type of a JWT, and tokens that expire with it. */
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { byIssuer } from '../../src/auth/issuers.ts';
import { authenticateJwt, type JwtPolicy } from '../../src/auth/jwt.ts';
import { remoteKeys } from '../../src/auth/remote-keys.ts';
import { jwtFor, keyServer, policy, type SigningKey, signingKey } from '../support/jwts.ts';
import { listening, postJson } from '../support/listening.ts';

const now = () => Math.floor(Date.now() / 1000);
const statusFor = async (url: string, jwt: string) =>
  (await postJson(`${url}/generate-user-token`, {}, { authorization: `Bearer ${jwt}` })).status;

it('each issuer’s keys verify only its own JWTs', async () => {
  const keys: Record<string, SigningKey> = { a: await signingKey('k'), b: await signingKey('k') };
  const providers = new Map<string, ReturnType<typeof authenticateJwt>>();
  for (const [name, key] of Object.entries(keys)) {
    const issuer = `https://${name}.example`;
    const { url } = await keyServer(key);
    providers.set(issuer, authenticateJwt(remoteKeys({ url }).keys, { ...policy, issuer }));
  }
  const url = await listening({ authenticate: byIssuer(providers) });
  const statuses = [];
  for (const key of Object.values(keys)) {
    for (const iss of ['https://a.example', 'https://b.example', 'https://c.example']) {
      statuses.push(await statusFor(url, await jwtFor(key, { iss })));
    }
  }
  expect(statuses).toEqual([200, 401, 401, 401, 200, 401]);
});

async function serverWith(more: Partial<JwtPolicy>) {
  const key = await signingKey('k');
  const { url: jwks } = await keyServer(key);
  return {
    key,
    url: await listening({ authenticate: authenticateJwt(remoteKeys({ url: jwks }).keys, { ...policy, ...more }) }),
  };
}

it.each([
  [undefined, [undefined, 'JWT', 'at+jwt', 'application/at+jwt'], ['logout+jwt', 'dpop+jwt', 'secevent+jwt']],
  ['at+jwt', ['at+jwt', 'AT+JWT'], [undefined, 'JWT', 'logout+jwt']],
])('with type %s', async (type, accepted, refused) => {
  const { key, url } = await serverWith({ type });
  const withType = (typ: string | undefined) =>
    new SignJWT({ iss: policy.issuer, aud: 'chat-tokens', sub: 'alice', exp: now() + 60 })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, ...(typ !== undefined && { typ }) })
      .sign(key.privateKey);
  for (const typ of accepted) expect(await statusFor(url, await withType(typ))).toBe(200);
  for (const typ of refused) expect(await statusFor(url, await withType(typ))).toBe(401);
});

it('a token expires with the JWT if so configured', async () => {
  for (const capLifetime of [true, false]) {
    const { key, url } = await serverWith({ capLifetime });
    const exp = now() + 300;
    const authorization = `Bearer ${await jwtFor(key, { exp })}`;
    const { json } = await postJson(`${url}/generate-user-token`, { expire: 3600 }, { authorization });
    const { expires_at } = json as { expires_at: number };
    expect(expires_at === exp).toBe(capLifetime);
  }
});
