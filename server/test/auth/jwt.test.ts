/** Callers with a JWT, against a listening server: which user they get tokens for, and which JWTs are refused. */
import { createHmac } from 'node:crypto';
import { type CryptoKey, exportJWK, exportSPKI, importJWK, type JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { authenticateJwt } from '../../src/auth/jwt.ts';
import { publicKeys, secretKeys } from '../../src/auth/jwt-keys.ts';
import { remoteKeys } from '../../src/auth/remote-keys.ts';
import { jwtFor, keyServer, policy, rawJwt, type SigningKey, signingKey } from '../support/jwts.ts';
import { listening, postJson } from '../support/listening.ts';
import { chatApp, chatUser, servicesOf } from '../support/tokens.ts';

const es256 = await signingKey('es');
const rs256 = await signingKey('rs', 'RS256');
const now = Math.floor(Date.now() / 1000);

const bearer = (jwt: string) => ({ authorization: `Bearer ${jwt}` });

async function serverWith(...keys: SigningKey[]): Promise<string> {
  const { url } = await keyServer(...keys);
  return listening({ authenticate: authenticateJwt(remoteKeys({ url }).keys, policy) });
}

const userToken = (url: string, jwt: string, body: object = {}) =>
  postJson(`${url}/generate-user-token`, body, bearer(jwt));

const refused = (status: number, code: string, error: string) => ({ status, json: { token: '', error, code } });
const refusalOf = ({ status, json }: { status: number; json: unknown }) => ({ status, json });

describe('a valid JWT', () => {
  it.each([['ES256', es256] as const, ['RS256', rs256] as const])(
    'signed with %s gets a token for its user',
    async (_, key) => {
      const url = await serverWith(es256, rs256);
      const { status, json } = await userToken(url, await jwtFor(key));
      expect(status).toBe(200);
      expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('alice', 3600)]);
    },
  );

  it('may request a token for its own user by name', async () => {
    const url = await serverWith(es256);
    expect((await userToken(url, await jwtFor(es256), { user_uuid: 'alice' })).status).toBe(200);
  });

  it('may not request one for another user: 403', async () => {
    const url = await serverWith(es256);
    expect(refusalOf(await userToken(url, await jwtFor(es256), { user_uuid: 'bob' }))).toEqual(
      refused(403, 'ERR_USER', 'the caller may not have a token for this user'),
    );
  });

  it('has its user in the configured claim', async () => {
    const { url: jwks } = await keyServer(es256);
    const claims = { ...policy, userClaim: 'https://app.example/chat_id' };
    const url = await listening({ authenticate: authenticateJwt(remoteKeys({ url: jwks }).keys, claims) });
    const { json } = await userToken(url, await jwtFor(es256, { [claims.userClaim]: 'chat-7' }));
    expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('chat-7', 3600)]);
  });

  it.each([
    ['sub', undefined],
    ['exp', undefined],
    ['sub', 7],
    ['sub', ''],
  ])('must have every claim: %s %j is 401', async (claim, value) => {
    const url = await serverWith(es256);
    const { status, json } = await userToken(url, await jwtFor(es256, { [claim]: value } as JWTPayload));
    expect({ status, json }).toMatchObject({ status: 401, json: { token: '', code: 'ERR_UNAUTHENTICATED' } });
  });

  it('may be off by the clock tolerance', async () => {
    const url = await serverWith(es256);
    expect((await userToken(url, await jwtFor(es256, { exp: now - 2 }))).status).toBe(200);
    expect((await userToken(url, await jwtFor(es256, { exp: now - 60 }))).status).toBe(401);
  });
});

describe('app tokens', () => {
  const appToken = (url: string, jwt: string) => postJson(`${url}/generate-app-token`, {}, bearer(jwt));

  it.each([
    ['as one text', { scope: 'profile chat:admin' }],
    ['as a list', { scp: ['chat:admin'] }],
  ])('are issued to callers with the admin scope, written %s', async (_, claims) => {
    const url = await serverWith(es256);
    const { json } = await appToken(url, await jwtFor(es256, claims));
    expect(servicesOf((json as { token: string }).token)).toEqual([chatApp(3600)]);
  });

  it.each([{}, { scope: 'chat:admins' }, { scope: 'xchat:admin' }, { scope: { 'chat:admin': true } }])(
    'are refused without it: %j',
    async (claims) => {
      const url = await serverWith(es256);
      expect(refusalOf(await appToken(url, await jwtFor(es256, claims as JWTPayload)))).toEqual(
        refused(403, 'ERR_FORBIDDEN', 'the caller may not have app tokens'),
      );
    },
  );
});

describe('refuses', () => {
  const good = { iss: policy.issuer, aud: 'chat-tokens', sub: 'alice', exp: now + 600 };
  const notValid = refused(401, 'ERR_UNAUTHENTICATED', 'the JWT is not valid');

  it('a request without a credential: 401 with WWW-Authenticate', async () => {
    const url = await serverWith(es256);
    const answer = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    expect(refusalOf(answer)).toEqual(refused(401, 'ERR_UNAUTHENTICATED', 'a credential is needed'));
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each(['none', 'None', 'NONE'])('alg %s, with no signature', async (alg) => {
    const url = await serverWith(es256);
    expect(refusalOf(await userToken(url, rawJwt({ alg, kid: 'es' }, good)))).toEqual(notValid);
  });

  it('HS256 signed with the public key as its secret', async () => {
    const url = await serverWith(rs256);
    for (const secret of [await exportSPKI(rs256.publicKey), JSON.stringify(rs256.jwk), rs256.jwk.n as string]) {
      const unsigned = rawJwt({ alg: 'HS256', kid: 'rs' }, good);
      const signature = createHmac('sha256', secret).update(unsigned.slice(0, -1)).digest('base64url');
      expect(refusalOf(await userToken(url, unsigned + signature))).toEqual(notValid);
    }
  });

  it('an algorithm that is not configured, even if a key matches it', async () => {
    const url = await serverWith(rs256);
    const privateKey = (await importJWK(await exportJWK(rs256.privateKey), 'PS256')) as CryptoKey;
    const jwt = await jwtFor({ ...rs256, alg: 'PS256', privateKey });
    expect(refusalOf(await userToken(url, jwt))).toEqual(notValid);
  });

  it('a signature by another key with the right kid', async () => {
    const url = await serverWith(es256);
    const stranger = await signingKey('es');
    expect(refusalOf(await userToken(url, await jwtFor(stranger)))).toEqual(notValid);
  });

  it('a key embedded in the JWT', async () => {
    const url = await serverWith(es256);
    const stranger = await signingKey('theirs');
    const jwt = await jwtFor(stranger);
    const [, payload, signature] = jwt.split('.') as [string, string, string];
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', jwk: stranger.jwk })).toString('base64url');
    expect(refusalOf(await userToken(url, [header, payload, signature].join('.')))).toEqual(notValid);
  });

  it('a changed payload', async () => {
    const url = await serverWith(es256);
    const [header, , signature] = (await jwtFor(es256)).split('.') as [string, string, string];
    const payload = Buffer.from(JSON.stringify({ ...good, sub: 'bob' })).toString('base64url');
    expect(refusalOf(await userToken(url, [header, payload, signature].join('.')))).toEqual(notValid);
  });

  it.each([
    ['expired', { exp: now - 60 }, 'the JWT has expired'],
    ['not yet valid', { nbf: now + 600 }, "the JWT's claim nbf is missing or not the right one"],
    ['of another issuer', { iss: 'https://evil.example' }, "the JWT's claim iss is missing or not the right one"],
    ['for another audience', { aud: 'billing' }, "the JWT's claim aud is missing or not the right one"],
    ['for no audience', { aud: undefined }, "the JWT's claim aud is missing or not the right one"],
  ])('a JWT that is %s', async (_, claims, error) => {
    const url = await serverWith(es256);
    expect(refusalOf(await userToken(url, await jwtFor(es256, claims as JWTPayload)))).toEqual(
      refused(401, 'ERR_UNAUTHENTICATED', error),
    );
  });

  it.each(['a.b.c', '...', 'e30.e30.', `${'x'.repeat(4000)}.y.z`])('anything that is not a JWT: %.20s', async (jwt) => {
    const url = await serverWith(es256);
    expect((await userToken(url, jwt)).status).toBe(401);
  });

  it('an unauthenticated request without reading its body', async () => {
    const url = await serverWith(es256);
    expect((await postJson(`${url}/generate-user-token`, 'x'.repeat(100_000))).status).toBe(401);
  });
});

describe('fixed keys', () => {
  const withKeys = (keys: Parameters<typeof authenticateJwt>[0], algorithms: string[]) =>
    listening({ authenticate: authenticateJwt(keys, { ...policy, algorithms }) });

  it.each([
    ['PEM', async (key: SigningKey) => exportSPKI(key.publicKey)],
    ['a JWK', async (key: SigningKey) => JSON.stringify(key.jwk)],
    ['a JWKS', async (key: SigningKey) => JSON.stringify({ keys: [key.jwk] })],
  ])('a public key as %s', async (_, textOf) => {
    for (const key of [es256, rs256]) {
      const keys = await publicKeys(await textOf(key), ['ES256', 'RS256']);
      const url = await withKeys(keys, ['ES256', 'RS256']);
      expect((await userToken(url, await jwtFor(key))).status).toBe(200);
      expect((await userToken(url, await jwtFor(await signingKey(key.kid, key.alg)))).status).toBe(401);
    }
  });

  it('a shared secret', async () => {
    const secret = 'a secret of at least thirty-two bytes';
    const url = await withKeys(secretKeys(secret), ['HS256']);
    const sign = (with_: string) => {
      const unsigned = rawJwt(
        { alg: 'HS256' },
        { iss: policy.issuer, aud: 'chat-tokens', sub: 'alice', exp: now + 600 },
      ).slice(0, -1);
      return `${unsigned}.${createHmac('sha256', with_).update(unsigned).digest('base64url')}`;
    };
    expect((await userToken(url, sign(secret))).status).toBe(200);
    expect((await userToken(url, sign(`${secret}!`))).status).toBe(401);
  });
});
