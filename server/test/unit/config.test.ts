/** From environment variables to a configuration: all problems are reported at once, and no value is quoted. */
import { describe, expect, it } from 'vitest';
import { DEMO_CREDENTIALS, readConfig } from '../../src/config/read.ts';
import { appCertificate, appId, credentials } from '../support/credentials.ts';
import { problemsOf } from '../support/problems.ts';

const own = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };

describe('demo mode', () => {
  it('is the default for an empty environment, with the demo credentials on loopback', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      credentials: DEMO_CREDENTIALS,
      isDemoApp: true,
      auth: { modes: ['demo'] },
      dialects: true,
      listen: { host: '127.0.0.1', port: 8080 },
    });
    expect(config.policy.appTokens).toBe(true);
  });

  it('listens anywhere with the demo credentials', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).listen.host).toBe('0.0.0.0');
  });

  it.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost'])('accepts your own credentials on %s', (HOST) => {
    expect(readConfig({ ...own, HOST, AUTH_MODE: 'demo' }).credentials).toEqual(credentials);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', '127.0.0.1.example.com'])('refuses them on %s, with the reason', (HOST) => {
    expect(problemsOf(() => readConfig({ ...own, HOST, AUTH_MODE: 'demo' }))).toEqual([
      'AUTH_MODE is demo, which gives any token to anyone who can connect; set HOST=127.0.0.1 or use another mode',
    ]);
  });
});

it('your own credentials require an AUTH_MODE', () => {
  for (const env of [own, { AGORA_APP_ID: appId }, { AGORA_APP_CERTIFICATE_SECONDARY: appCertificate }]) {
    expect(problemsOf(() => readConfig(env))[0]).toBe(
      'AUTH_MODE is missing: with credentials of your own, set jwt, api-key, forward or hook; ' +
        'or demo, to give any token to anyone on this machine',
    );
  }
});

describe('rejects', () => {
  it.each<readonly [Record<string, string>, string]>([
    [{ TRUSTED_PROXIES: '10.0.0.1,0.0.0.0/0' }, 'TRUSTED_PROXIES [1] is every address: name the proxies only'],
    [{ TRUSTED_PROXIES: '::/0' }, 'TRUSTED_PROXIES [0] is every address: name the proxies only'],
    ...['https://App.example', 'https://app.example:443', 'http://app.example:80'].map(
      (CORS_ORIGINS) =>
        [
          { CORS_ORIGINS },
          'CORS_ORIGINS [0] never matches: browsers send origins in lower case, without the default port and without a path',
        ] as const,
    ),
    [
      { AGORA_APP_CERTIFCATE: 'x' },
      'AGORA_APP_CERTIFCATE is not a variable of this server; did you mean AGORA_APP_CERTIFICATE?',
    ],
    [{ AGORA_CERT_FILE: 'x' }, 'AGORA_CERT_FILE is not a variable of this server; --help lists them'],
    [
      { ...own, AGORA_APP_CERTIFICATE: appId.toUpperCase(), AUTH_MODE: 'demo' },
      'AGORA_APP_CERTIFICATE is the same as AGORA_APP_ID; the certificate is another string in Agora Console',
    ],
    [{ REDIS_URL: 'redis://:pass#word@127.0.0.1:6379' }, 'REDIS_URL contains a #; write %23 for one in the password'],
    [
      { REDIS_URL: 'redis://127.0.0.1:99999' },
      'REDIS_URL is not a valid URL: check the port, and percent-encode the password',
    ],
    [
      { REDIS_URL: 'redis://127.0.0.1/limits' },
      'REDIS_URL must end with the number of a database, such as /0, or with the port',
    ],
    [{ REDIS_URL: '127.0.0.1:6379' }, 'REDIS_URL must be a URL that begins with redis:// or rediss://'],
  ])('%j', (env, problem) => {
    expect(problemsOf(() => readConfig(env as Record<string, string>))).toEqual([problem]);
  });
});

describe('on a hosting platform', () => {
  const hosted = { lacks: ['REDIS_URL', 'METRICS_TOKEN'] } as const;

  it('demo mode works only with the demo credentials, since anyone can connect', () => {
    expect(readConfig({}, undefined, hosted).isDemoApp).toBe(true);
    for (const HOST of ['', '127.0.0.1', '0.0.0.0']) {
      expect(problemsOf(() => readConfig({ ...own, HOST, AUTH_MODE: 'demo' }, undefined, hosted))).toEqual([
        'AUTH_MODE is demo, which gives any token to anyone who can connect; use another mode',
      ]);
    }
  });

  it('unsupported settings are rejected, not ignored', () => {
    const env = { REDIS_URL: 'redis://127.0.0.1', METRICS_TOKEN: 'sixteen-characters' };
    expect(problemsOf(() => readConfig(env, undefined, hosted))).toEqual([
      'REDIS_URL is set, but this platform does not support it',
      'METRICS_TOKEN is set, but this platform does not support it',
    ]);
  });
});

describe('problems', () => {
  it('are reported all at once, one per variable', () => {
    const env = {
      AGORA_APP_ID: 'not-hex',
      AUTH_MODE: 'trust-me',
      PORT: '70000',
      TRUSTED_PROXIES: '10.0.0.0/8, nonsense',
      CORS_ORIGINS: 'app.example',
      USER_TOKEN_TTL_MIN: '600',
      USER_TOKEN_TTL_MAX: '60',
    };
    expect(problemsOf(() => readConfig(env))).toEqual([
      'AGORA_APP_ID must be 32 hexadecimal digits',
      'AUTH_MODE [0] must be one of jwt, api-key, forward, hook, demo',
      'TRUSTED_PROXIES [1] must be an address or a network such as 10.0.0.0/8',
      'CORS_ORIGINS [0] must be an origin such as https://app.example, http://localhost:* or *',
      'PORT must be a whole number of 0 to 65535',
      'USER_TOKEN_TTL_MIN is more than USER_TOKEN_TTL_MAX',
      'USER_TOKEN_TTL is more than USER_TOKEN_TTL_MAX',
    ]);
  });

  it.each(['-1', '1.5', '1e3', ' 80', '0x50', '99999999999999999999'])('include a PORT of %j', (PORT) => {
    expect(problemsOf(() => readConfig({ PORT }))).toEqual(['PORT must be a whole number of 0 to 65535']);
  });

  it('never quote a value', () => {
    const secret = 'fedcba9876543210fedcba987654321X';
    const message = problemsOf(() => readConfig({ AGORA_APP_CERTIFICATE: secret })).join('\n');
    expect(message).toContain('AGORA_APP_CERTIFICATE');
    expect(message).not.toContain('fedcba');
  });
});

describe('NAME_FILE', () => {
  const files: Record<string, string> = { '/run/secrets/certificate': `${appCertificate}\n` };
  const readFile = (path: string) => {
    if (path in files) return files[path] as string;
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  };

  it('reads the value from a file, without a trailing line break', () => {
    const env = { AUTH_MODE: 'demo', AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE_FILE: '/run/secrets/certificate' };
    expect(readConfig(env, readFile).credentials).toEqual(credentials);
  });

  it('is rejected together with the variable itself, if the file is missing, and on platforms without files', () => {
    const both = { ...own, AUTH_MODE: 'demo', AGORA_APP_CERTIFICATE_FILE: '/run/secrets/certificate' };
    expect(problemsOf(() => readConfig(both, readFile))).toEqual([
      'AGORA_APP_CERTIFICATE is set, and so is AGORA_APP_CERTIFICATE_FILE; set one of them',
    ]);
    const missing = { AUTH_MODE: 'demo', AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE_FILE: '/run/secrets/nothing' };
    expect(problemsOf(() => readConfig(missing, readFile))).toEqual([
      'AGORA_APP_CERTIFICATE cannot be read from AGORA_APP_CERTIFICATE_FILE (ENOENT)',
    ]);
    expect(problemsOf(() => readConfig({ PORT_FILE: '/x' }))).toEqual([
      'PORT cannot come from PORT_FILE: this platform has no files',
    ]);
  });
});

it('an empty variable counts as unset', () => {
  expect(readConfig({ AGORA_APP_ID: '', PORT: '', HOST: '' })).toEqual(readConfig({}));
});
