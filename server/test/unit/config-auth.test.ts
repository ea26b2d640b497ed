/** Authentication settings: which can be combined, and which keep the server from starting. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
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
  it('has safe defaults', () => {
    const { auth, policy, dialects, corsOrigins } = readConfig(jwt);
    expect({ auth, policy, dialects, corsOrigins }).toEqual({
      auth: {
        modes: ['jwt'],
        jwt: [
          {
            keys: { kind: 'remote', location: { url: new URL('https://id.example/jwks.json') } },
            algorithms: ['RS256', 'ES256', 'EdDSA'],
            issuer: 'https://id.example',
            audience: ['chat-tokens'],
            userClaim: 'sub',
            adminScope: undefined,
            rules: undefined,
            clockTolerance: 5,
            type: undefined,
            capLifetime: false,
          },
        ],
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

  it('issues app tokens only if an admin scope is set', () => {
    expect(readConfig({ ...jwt, JWT_ADMIN_SCOPE: 'chat:admin' }).policy.appTokens).toBe(true);
  });

  it.each([
    ['nothing else', { ...own, AUTH_MODE: 'jwt' }, ['JWT_ISSUER is missing', 'JWT_AUDIENCE is missing']],
    [
      'two kinds of key',
      { ...jwt, JWT_SECRET: 's'.repeat(32) },
      ['JWT_JWKS_URL or JWT_PUBLIC_KEY or JWT_SECRET: at most one of them may be set'],
    ],
    [
      'a short secret',
      { ...own, ...claims, AUTH_MODE: 'jwt', JWT_SECRET: 'short' },
      ['JWT_SECRET must be 32 bytes or longer'],
    ],
    [
      'keys over plain HTTP',
      { ...jwt, JWT_JWKS_URL: 'http://id.example/jwks.json' },
      ['JWT_JWKS_URL [0] must be an https URL; for a provider inside your network, set JWT_ALLOW_HTTP=on'],
    ],
    [
      'HS256 with a public key',
      { ...jwt, JWT_ALGORITHMS: 'RS256,HS256' },
      ['JWT_ALGORITHMS has HS256, which needs JWT_SECRET'],
    ],
    [
      'RS256 with a secret',
      { ...own, ...claims, AUTH_MODE: 'jwt', JWT_SECRET: 's'.repeat(32), JWT_ALGORITHMS: 'RS256' },
      ['JWT_ALGORITHMS has RS256, which needs public keys'],
    ],
    [
      'alg none',
      { ...jwt, JWT_ALGORITHMS: 'none' },
      ['JWT_ALGORITHMS [0] must be an algorithm of RFC 7518 such as RS256'],
    ],
    [
      'no credentials',
      { ...claims, AUTH_MODE: 'jwt', JWT_JWKS_URL: 'https://id.example/jwks.json' },
      ['AGORA_APP_ID is missing', 'AGORA_APP_CERTIFICATE is missing'],
    ],
  ])('with %s does not start', (_, env, problems) => {
    expect(problemsOf(() => readConfig(env as Record<string, string>))).toEqual(problems);
  });

  it('reports an invalid public key without quoting it', async () => {
    const { auth } = readConfig({ ...own, ...claims, AUTH_MODE: 'jwt', JWT_PUBLIC_KEY: 'no key' });
    await expect(createAuthenticator(auth)).rejects.toMatchObject({
      problems: ['JWT_PUBLIC_KEY is not a PEM public key, a JWK or a JWKS for RS256, ES256, EdDSA'],
    });
  });
});

describe('JWT_RULES', () => {
  it('reads the list', () => {
    const rules = [
      { scope: 'host', publish: true },
      { channels: 'call-{user}-*', maxExpire: 600 },
    ];
    expect(readConfig({ ...jwt, JWT_RULES: JSON.stringify(rules) }).auth.jwt).toMatchObject([{ rules }]);
  });

  it.each([
    ['[', 'must be JSON'],
    ['{}', 'must be a list of {"scope"?, "channels"?, "publish"?, "maxExpire"?}'],
    ['[]', 'is a list without entries'],
    ['[{"scopes":["host"]}]', '[0] has an unknown field scopes'],
    ['[{"scope":"a b"}]', '[0].scope must be one scope'],
    ['[{"publish":"yes"}]', '[0].publish must be true or false'],
    ['[{"maxExpire":86401}]', '[0].maxExpire must be a whole number of 1 to 86400'],
    ['[{},{"scope":"host"}]', '[1] is never used: [0] matches first'],
    ['[{"scope":"host"},{"scope":"host","publish":true}]', '[1] is never used: [0] matches first'],
  ])('%s does not start', (JWT_RULES, problem) => {
    expect(problemsOf(() => readConfig({ ...jwt, JWT_RULES }))).toEqual([`JWT_RULES ${problem}`]);
  });
});

describe('api-key', () => {
  it('reads the list', () => {
    expect(readConfig(apiKey).auth).toEqual({
      modes: ['api-key'],
      apiKeys: [{ id: 'shop', sha256, scopes: ['user-token'] }],
    });
  });

  it('issues app tokens only if a key has the scope', () => {
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
      '[0].sha256 must be a string; [0].scopes must be a list of scopes; [0] has an unknown field key',
    ],
    [`[{"id":"shop","sha256":"abc","scopes":["user-token"]}]`, '[0].sha256 must be 64 hexadecimal digits'],
    [`[{"id":"shop","sha256":"${sha256}","scopes":["everything"]}]`, '[0].scopes[0] must be user-token or app-token'],
  ])('%s does not start', (API_KEYS, problem) => {
    expect(problemsOf(() => readConfig({ ...apiKey, API_KEYS }))).toContain(`API_KEYS ${problem}`);
  });
});

const { publicKey: small } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const { publicKey: rsa, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { publicKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = (key: KeyObject) => key.export({ format: 'jwk' });

describe('JWT_PUBLIC_KEY', () => {
  const problemOf = async (JWT_PUBLIC_KEY: string, env: Record<string, string> = {}) => {
    const { auth } = readConfig({ ...own, ...claims, AUTH_MODE: 'jwt', JWT_PUBLIC_KEY, ...env });
    return createAuthenticator(auth).then(
      () => undefined,
      ({ problems }: { problems: string[] }) => problems,
    );
  };

  it.each([
    ['an RSA key of 1024 bits', JSON.stringify(jwk(small)), ': the key is an RSA key of 1024 bits; 2048 are needed'],
    [
      'the same in PEM',
      small.export({ type: 'spki', format: 'pem' }) as string,
      ': the key is an RSA key of 1024 bits; 2048 are needed',
    ],
    [
      'a private JWK',
      JSON.stringify(jwk(privateKey)),
      ': the key is a private key; the server needs the public one only',
    ],
    [
      'a private key in PEM',
      privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      ' is a private key; the server needs the public one only',
    ],
    [
      'a private key in a set',
      JSON.stringify({ keys: [jwk(rsa), jwk(privateKey)] }),
      ': keys[1] is a private key; the server needs the public one only',
    ],
    ['an empty set', '{"keys":[]}', ' is a JWKS without keys'],
    ['a shared secret', '{"kty":"oct","k":"c2VjcmV0"}', ': the key is a shared secret; use JWT_SECRET'],
    ['cut JSON', '{"keys":', ' begins with { but is not JSON'],
  ])('%s does not start', async (_, text, problem) => {
    expect(await problemOf(text)).toEqual([`JWT_PUBLIC_KEY${problem}`]);
  });

  it('does not start with algorithms that match no key', async () => {
    expect(await problemOf(JSON.stringify(jwk(ec)), { JWT_ALGORITHMS: 'RS256' })).toEqual([
      'JWT_PUBLIC_KEY: the key matches none of the algorithms RS256; set JWT_ALGORITHMS',
    ]);
  });

  it('starts with valid keys', async () => {
    for (const key of [rsa, ec]) {
      expect(await problemOf(JSON.stringify(jwk(key)))).toBe(undefined);
      expect(await problemOf(key.export({ type: 'spki', format: 'pem' }) as string)).toBe(undefined);
    }
  });
});

describe('rejects', () => {
  const key = { id: 'shop', sha256, scopes: ['user-token'] };
  it.each([
    ['a list of commas', { ...jwt, AUTH_MODE: ',' }, 'AUTH_MODE is a list without entries'],
    ['algorithms of commas', { ...jwt, JWT_ALGORITHMS: ',' }, 'JWT_ALGORITHMS is a list without entries'],
    [
      'credentials in the URL',
      { ...jwt, JWT_JWKS_URL: 'https://me:secret@id.example/jwks.json' },
      'JWT_JWKS_URL [0] contains a user name or a password; key sets are public, remove them',
    ],
    [
      'an issuer twice',
      { ...jwt, JWT_ISSUER: 'https://a,https://a', JWT_JWKS_URL: '' },
      'JWT_ISSUER has the same issuer twice',
    ],
    [
      'fewer URLs than issuers',
      { ...jwt, JWT_ISSUER: 'https://a,https://b' },
      'JWT_JWKS_URL has 1 entries for 2 issuers; list them in the same order',
    ],
    [
      'an issuer that is no URL, without keys',
      { ...jwt, JWT_ISSUER: 'us', JWT_JWKS_URL: '' },
      'JWT_ISSUER [0] is not a URL, so its keys cannot be discovered; set JWT_JWKS_URL',
    ],
    [
      'a key twice',
      { ...apiKey, API_KEYS: JSON.stringify([key, { ...key, id: 'b', sha256: sha256.toUpperCase() }]) },
      'API_KEYS [1].sha256 is the same as that of [0]',
    ],
    [
      'keys without their mode',
      { ...jwt, API_KEYS: apiKey.API_KEYS },
      'API_KEYS is set, but AUTH_MODE does not include api-key',
    ],
    [
      'rules without their mode',
      { ...apiKey, JWT_RULES: '[{}]' },
      'JWT_RULES is set, but AUTH_MODE does not include jwt',
    ],
    ['JWTs without their mode', { ...apiKey, ...claims }, 'JWT_ISSUER is set, but AUTH_MODE does not include jwt'],
    [
      'a hook over HTTP',
      { ...own, AUTH_MODE: 'forward', FORWARD_URL: 'http://back.example/' },
      'FORWARD_URL must be an https URL, since it receives credentials',
    ],
    ['no hook', { ...own, AUTH_MODE: 'forward' }, 'FORWARD_URL is missing'],
    [
      'app tokens without the primary certificate',
      {
        AGORA_APP_ID: appId,
        AGORA_APP_CERTIFICATE_SECONDARY: appCertificate,
        SIGN_WITH: 'secondary',
        AUTH_MODE: 'api-key',
        API_KEYS: JSON.stringify([{ ...key, scopes: ['app-token'] }]),
      },
      'AGORA_APP_CERTIFICATE is missing: app tokens are always signed with it, whatever SIGN_WITH says',
    ],
  ])('%s', (_, env, problem) => {
    expect(problemsOf(() => readConfig(env as Record<string, string>))).toEqual([problem]);
  });
});

describe('combining modes', () => {
  it('accepts jwt with api-key', () => {
    expect(readConfig({ ...apiKey, ...jwt, AUTH_MODE: 'jwt,api-key' }).auth.modes).toEqual(['jwt', 'api-key']);
  });

  it.each(['demo,jwt', 'hook,api-key', ' , '])('rejects %s', (AUTH_MODE) => {
    expect(problemsOf(() => readConfig({ ...apiKey, ...jwt, AUTH_MODE }))[0]).toMatch(/^AUTH_MODE /);
  });

  it('hook requires a program that passes the function', async () => {
    const { auth } = readConfig({ ...own, AUTH_MODE: 'hook' });
    await expect(createAuthenticator(auth)).rejects.toMatchObject({
      problems: ['AUTH_MODE is hook, which only works in a program that passes a function'],
    });
    const hook = () => ({ id: 'me', user: 'alice' });
    expect(await createAuthenticator(auth, hook)).toBe(hook);
  });
});
