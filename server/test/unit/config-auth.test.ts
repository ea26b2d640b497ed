/** Who may ask, as the environment says it: what goes together, and what keeps the server from starting. */
import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/config/authenticator.ts';
import { readConfig } from '../../src/config/read.ts';
import { appCertificate, appId } from '../support/credentials.ts';
import { problemsOf } from '../support/problems.ts';

const own = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate, HOST: '0.0.0.0' };
const claims = { JWT_ISSUER: 'https://id.example', JWT_AUDIENCE: 'chat-tokens' };
const jwt = { ...own, ...claims, AUTH_MODE: 'jwt', JWT_JWKS_URL: 'https://id.example/jwks.json' };
const sha256 = 'ab'.repeat(32);
const apiKey = {
  ...own,
  AUTH_MODE: 'api-key',
  API_KEYS: JSON.stringify([{ id: 'shop', sha256, scopes: ['user-token'] }]),
};

describe('jwt', () => {
  it('has defaults that are safe', () => {
    const { auth, policy, dialects, corsOrigins } = readConfig(jwt);
    expect({ auth, policy, dialects, corsOrigins }).toEqual({
      auth: {
        modes: ['jwt'],
        jwt: {
          keys: { kind: 'url', url: new URL('https://id.example/jwks.json') },
          algorithms: ['RS256', 'ES256', 'EdDSA'],
          issuer: 'https://id.example',
          audience: ['chat-tokens'],
          userClaim: 'sub',
          adminScope: undefined,
          publisherScope: undefined,
          channels: undefined,
          clockTolerance: 5,
        },
      },
      policy: {
        lifetimes: {
          user: { default: 3600, min: 1, max: 86_400 },
          app: { default: 3600, min: 1, max: 86_400 },
          media: { default: 3600, min: 1, max: 86_400 },
        },
        services: new Set(['chat']),
        chatUserIds: 'reject',
        appTokens: false,
      },
      dialects: false,
      corsOrigins: [],
    });
  });

  it('issues app tokens only where an admin scope is set', () => {
    expect(readConfig({ ...jwt, JWT_ADMIN_SCOPE: 'chat:admin' }).policy.appTokens).toBe(true);
  });

  it.each([
    [
      'nothing else',
      { ...own, AUTH_MODE: 'jwt' },
      [
        'JWT_ISSUER is missing',
        'JWT_AUDIENCE is missing',
        'JWT_JWKS_URL or JWT_PUBLIC_KEY or JWT_SECRET: exactly one of them must be set',
      ],
    ],
    [
      'two kinds of key',
      { ...jwt, JWT_SECRET: 's'.repeat(32) },
      ['JWT_JWKS_URL or JWT_PUBLIC_KEY or JWT_SECRET: exactly one of them must be set'],
    ],
    [
      'a short secret',
      { ...own, ...claims, AUTH_MODE: 'jwt', JWT_SECRET: 'short' },
      [
        'JWT_SECRET must be 32 bytes or longer',
        'JWT_JWKS_URL or JWT_PUBLIC_KEY or JWT_SECRET: exactly one of them must be set',
      ],
    ],
    [
      'keys over plain HTTP',
      { ...jwt, JWT_JWKS_URL: 'http://id.example/jwks.json' },
      ['JWT_JWKS_URL must be a URL of https'],
    ],
    [
      'HS256 with a public key',
      { ...jwt, JWT_ALGORITHMS: 'RS256,HS256' },
      ['JWT_ALGORITHMS has HS256, which does not go with JWT_JWKS_URL'],
    ],
    [
      'RS256 with a secret',
      { ...own, ...claims, AUTH_MODE: 'jwt', JWT_SECRET: 's'.repeat(32), JWT_ALGORITHMS: 'RS256' },
      ['JWT_ALGORITHMS has RS256, which does not go with JWT_SECRET'],
    ],
    [
      'alg none',
      { ...jwt, JWT_ALGORITHMS: 'none' },
      ['JWT_ALGORITHMS must be algorithms of RFC 7518 such as RS256, none excepted'],
    ],
    [
      'no credentials',
      { ...claims, AUTH_MODE: 'jwt', JWT_JWKS_URL: 'https://id.example/jwks.json' },
      ['AGORA_APP_ID is missing', 'AGORA_APP_CERTIFICATE is missing'],
    ],
  ])('with %s does not start', (_, env, problems) => {
    expect(problemsOf(() => readConfig(env as Record<string, string>))).toEqual(problems);
  });

  it('says so where the public key is none, without quoting it', async () => {
    const { auth } = readConfig({ ...own, ...claims, AUTH_MODE: 'jwt', JWT_PUBLIC_KEY: 'no key' });
    await expect(createAuthenticator(auth)).rejects.toMatchObject({
      problems: ['JWT_PUBLIC_KEY is not a PEM public key, a JWK or a JWKS for these algorithms'],
    });
  });
});

describe('api-key', () => {
  it('reads the list', () => {
    expect(readConfig(apiKey).auth).toEqual({
      modes: ['api-key'],
      apiKeys: [{ id: 'shop', sha256, scopes: ['user-token'] }],
    });
  });

  it('issues app tokens only where a key has the scope', () => {
    expect(readConfig(apiKey).policy.appTokens).toBe(false);
    const API_KEYS = JSON.stringify([{ id: 'ops', sha256, scopes: ['app-token'] }]);
    expect(readConfig({ ...apiKey, API_KEYS }).policy.appTokens).toBe(true);
  });

  it.each([
    ['', 'is missing'],
    ['[]', 'is missing'],
    ['{', 'must be JSON'],
    ['{"id":"shop"}', 'must be a list of {"id", "sha256", "scopes", "users"?}'],
    [
      '[{"id":"shop","key":"plain"}]',
      'Invalid input: expected string, received undefined; Invalid input: expected array, received undefined; ' +
        'must be a list of {"id", "sha256", "scopes", "users"?}',
    ],
    [`[{"id":"shop","sha256":"abc","scopes":["user-token"]}]`, 'the sha256 of a key is 64 hexadecimal digits'],
    [
      `[{"id":"shop","sha256":"${sha256}","scopes":["everything"]}]`,
      'Invalid option: expected one of "user-token"|"app-token"',
    ],
  ])('%s does not start', (API_KEYS, problem) => {
    expect(problemsOf(() => readConfig({ ...apiKey, API_KEYS }))).toContain(`API_KEYS ${problem}`);
  });
});

describe('modes together', () => {
  it('jwt and api-key', () => {
    expect(readConfig({ ...apiKey, ...jwt, AUTH_MODE: 'jwt,api-key' }).auth.modes).toEqual(['jwt', 'api-key']);
  });

  it.each(['demo,jwt', 'hook,api-key', ' , '])('not %s', (AUTH_MODE) => {
    expect(problemsOf(() => readConfig({ ...apiKey, ...jwt, AUTH_MODE }))[0]).toMatch(/^AUTH_MODE /);
  });

  it('hook needs a program that hands the function in', async () => {
    const { auth } = readConfig({ ...own, AUTH_MODE: 'hook' });
    await expect(createAuthenticator(auth)).rejects.toMatchObject({
      problems: ['AUTH_MODE is hook, and no program hands a function in'],
    });
    const hook = () => ({ id: 'me', user: 'alice' });
    expect((await createAuthenticator(auth, hook)).authenticate).toBe(hook);
  });
});
