/** Back ends with an API key: scopes, user patterns, and several keys during rotation. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ApiKey, authenticateApiKey } from '../../src/auth/api-key.ts';
import { firstOf } from '../../src/auth/authenticate.ts';
import { authenticateJwt } from '../../src/auth/jwt.ts';
import { remoteKeys } from '../../src/auth/remote-keys.ts';
import { userPattern } from '../../src/auth/rules.ts';
import { jwtFor, keyServer, policy, signingKey } from '../support/jwts.ts';
import { listening, postJson } from '../support/listening.ts';
import { chatApp, chatUser, servicesOf } from '../support/tokens.ts';

const entry = (key: string, rest: Omit<ApiKey, 'sha256'>): ApiKey => ({
  sha256: createHash('sha256').update(key).digest('hex'),
  ...rest,
});

const keys = [
  entry('shop-key-2025', { id: 'shop', scopes: ['user-token'], users: 'shop-*' }),
  entry('shop-key-2026', { id: 'shop', scopes: ['user-token'], users: 'shop-*' }),
  entry('ops-key', { id: 'ops', scopes: ['app-token'] }),
  entry('all-key', { id: 'all', scopes: ['user-token', 'app-token'] }),
];

const server = () => listening({ authenticate: authenticateApiKey(keys) });
const userToken = (url: string, key: string, user_uuid?: string) =>
  postJson(`${url}/generate-user-token`, { user_uuid }, { 'x-api-key': key });
const appToken = (url: string, key: string) => postJson(`${url}/generate-app-token`, {}, { 'x-api-key': key });
const refusalOf = ({ status, json }: { status: number; json: unknown }) => ({ status, json });

it.each(['shop-key-2025', 'shop-key-2026'])(
  'the old and the new key are both valid during rotation: %s',
  async (key) => {
    const { json } = await userToken(await server(), key, 'shop-1');
    expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('shop-1', 3600)]);
  },
);

it('accepts a key as a Bearer credential, too', async () => {
  const url = await server();
  const authorization = 'Bearer shop-key-2026';
  expect((await postJson(`${url}/generate-user-token`, { user_uuid: 'shop-1' }, { authorization })).status).toBe(200);
});

describe('refuses', () => {
  it('a user outside the pattern of the key', async () => {
    expect(refusalOf(await userToken(await server(), 'shop-key-2026', 'bank-1'))).toEqual({
      status: 403,
      json: { token: '', error: 'the caller may not have a token for this user', code: 'ERR_USER' },
    });
  });

  it('a request without a user', async () => {
    expect(refusalOf(await userToken(await server(), 'all-key'))).toEqual({
      status: 400,
      json: { token: '', error: 'user_uuid is missing', code: 'ERR_INPUT' },
    });
  });

  it('what the scopes of the key do not include', async () => {
    const url = await server();
    expect(refusalOf(await appToken(url, 'shop-key-2026'))).toEqual({
      status: 403,
      json: { token: '', error: 'the caller may not have app tokens', code: 'ERR_FORBIDDEN' },
    });
    expect(refusalOf(await userToken(url, 'ops-key', 'alice'))).toEqual({
      status: 403,
      json: { token: '', error: 'the caller may not have user tokens', code: 'ERR_FORBIDDEN' },
    });
    expect(servicesOf(((await appToken(url, 'ops-key')).json as { token: string }).token)).toEqual([chatApp(3600)]);
  });

  it.each(['shop-key-202', 'shop-key-20266', 'SHOP-KEY-2026', keys[0]?.sha256 as string, '%00'])(
    'an unknown key: %s',
    async (key) => {
      expect(refusalOf(await userToken(await server(), key, 'shop-1'))).toEqual({
        status: 401,
        json: { token: '', error: 'the API key is not valid', code: 'ERR_UNAUTHENTICATED' },
      });
    },
  );

  it('a request without a key', async () => {
    const url = await server();
    expect((await postJson(`${url}/generate-user-token`, { user_uuid: 'shop-1' })).status).toBe(401);
  });
});

it('accepts JWTs and API keys together', async () => {
  const key = await signingKey('k');
  const jwt = authenticateJwt(remoteKeys({ url: (await keyServer(key)).url }).keys, policy);
  const url = await listening({ authenticate: firstOf([jwt, authenticateApiKey(keys)]) });
  const authorization = `Bearer ${await jwtFor(key)}`;
  expect((await postJson(`${url}/generate-user-token`, {}, { authorization })).status).toBe(200);
  expect((await userToken(url, 'shop-key-2026', 'shop-1')).status).toBe(200);
  expect((await userToken(url, 'nonsense', 'shop-1')).status).toBe(401);
});

describe('a user pattern', () => {
  it.each([
    ['*', 'anything', true],
    ['shop-*', 'shop-', true],
    ['shop-*', 'xshop-1', false],
    ['*-guest', 'room-guest', true],
    ['*-guest', 'room-guest2', false],
    ['a.c', 'abc', false],
    ['a.c', 'a.c', true],
    ['a*c', 'a\nc', true],
    ['shop-*', 'shop-1\n', true],
    ['alice', 'alice\n', false],
  ])('%s against %j: %s', (glob, user, expected) => {
    expect(userPattern(glob).test(user)).toBe(expected);
  });
});
