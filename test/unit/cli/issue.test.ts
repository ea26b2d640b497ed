import { describe, expect, it } from 'vitest';
import { decodeToken, verifyToken } from '../../../src/index.ts';
import { cli, env, NOW } from '../../support/cli.ts';
import { appCertificate, appId } from '../../support/credentials.ts';

const expected = { appCertificate, appId, now: NOW };

describe('chat-user', () => {
  it('prints the token alone on standard output, and on standard error what is in it', async () => {
    const { code, out, err } = await cli(['chat-user', '--user', 'alice']);
    expect(code).toBe(0);
    const token = verifyToken(out.trimEnd(), { ...expected, require: { service: 'chat', privilege: 'user' } });
    expect(token).toMatchObject({ issuedAt: NOW, expiresIn: 3600, services: [{ userId: 'alice' }] });
    expect(err.split('\n').filter((line) => !line.includes('salt'))).toEqual([
      `  app id      ${appId}`,
      '  issued      2023-11-14 22:13:20 UTC (now)',
      '  expires     2023-11-14 23:13:20 UTC (in 1 hour)',
      '  signature   made with the certificate given',
      '  service     chat  userId "alice"',
      '              may user  until 2023-11-14 23:13:20 UTC (in 1 hour)',
      '',
    ]);
  });

  it('takes a lifetime, and prints the token only', async () => {
    const { out, err } = await cli(['chat-user', '--user', 'alice', '--expires-in', '5m', '--quiet']);
    expect(decodeToken(out.trimEnd()).expiresIn).toBe(300);
    expect(err).toBe('');
  });

  it('prints JSON', async () => {
    const { out, err } = await cli(['chat-user', '--user', 'alice', '--json']);
    const { token, signature, ...content } = JSON.parse(out);
    expect(content).toMatchObject({ appId, expiresIn: 3600, expiresAt: NOW + 3600 });
    expect(Buffer.from(decodeToken(token).signature).toString('hex')).toBe(signature);
    expect(err).toBe('');
  });

  it.each([
    [['chat-user'], 'chat-user needs --user'],
    [
      ['chat-user', '--user', ''],
      'userId must be 1 to 64 characters of a-z, 0-9, "_", "-" and "."; Chat has no other user IDs',
    ],
    [
      ['chat-user', '--user', 'alice', '--expires-in', 'soon'],
      '--expires-in takes a duration such as 3600, 60m, 1h or 1d',
    ],
    [
      ['chat-user', '--user', 'alice', '--expires-in', '25h'],
      'expiresIn must be an integer from 1 to 86400, got 90000',
    ],
  ])('%j is a mistake', async (args, message) => {
    expect(await cli(args)).toEqual({ code: 2, out: '', err: `accesstoken2: ${message}\nTry: accesstoken2 --help\n` });
  });
});

describe('chat-app', () => {
  it('prints a token for the RESTful API', async () => {
    const { code, out } = await cli(['chat-app', '--quiet']);
    expect(code).toBe(0);
    expect(verifyToken(out.trimEnd(), expected).services).toEqual([
      { service: 'chat', userId: '', privileges: { app: 3600 } },
    ]);
  });
});

describe('credentials', () => {
  const made = async (args: readonly string[], surroundings: object) => {
    const { code, out, err } = await cli(['chat-app', '--quiet', ...args], surroundings);
    if (code !== 0) return err.split('\n', 1)[0];
    const token = out.trimEnd();
    const { appId } = decodeToken(token);
    const certificates = [appCertificate, 'a'.repeat(32), 'b'.repeat(32)];
    return [appId, verifyToken(token, { appCertificate: certificates, now: NOW }).certificateIndex];
  };
  const fileOf = (id: string, certificate: string) => ({
    '.env': `# of the project\nAGORA_APP_ID=${id}\nAGORA_APP_CERTIFICATE="${certificate}"\n`,
  });
  const one = '1'.repeat(32);
  const files = fileOf(one, 'a'.repeat(32));

  it('come from the environment', async () => {
    expect(await made([], { env })).toEqual([appId, 0]);
  });

  it('come from a file, where one is named', async () => {
    expect(await made(['--env-file', '.env'], { env: {}, files })).toEqual([one, 1]);
  });

  it('come from the environment before the file, and an empty variable is none', async () => {
    expect(await made(['--env-file', '.env'], { env, files })).toEqual([appId, 0]);
    const empty = { AGORA_APP_ID: '', AGORA_APP_CERTIFICATE: '' };
    expect(await made(['--env-file', '.env'], { env: empty, files })).toEqual([one, 1]);
  });

  it('come from the arguments before everything', async () => {
    const args = ['--app-id', '2'.repeat(32), '--app-certificate', 'b'.repeat(32)];
    expect(await made(args, { env, files })).toEqual(['2'.repeat(32), 2]);
  });

  it('are asked for where they are missing', async () => {
    expect(await made([], { env: {} })).toBe(
      'accesstoken2: no app id: set AGORA_APP_ID, or give --app-id or --env-file',
    );
    expect(await made([], { env: { AGORA_APP_ID: appId } })).toBe(
      'accesstoken2: no app certificate: set AGORA_APP_CERTIFICATE, or give --env-file',
    );
    expect(await made(['--env-file', 'gone'], { env: {} })).toMatch(/^accesstoken2: --env-file cannot be read: ENOENT/);
  });

  it('are told wrong without being shown', async () => {
    for (const certificate of ['x'.repeat(32), appCertificate.slice(1)]) {
      const { code, out, err } = await cli(['chat-app'], { env: { ...env, AGORA_APP_CERTIFICATE: certificate } });
      expect(code).toBe(2);
      expect(err).toMatch(/^accesstoken2: appCertificate must be 32 hexadecimal digits/);
      expect(out + err).not.toContain(certificate);
    }
  });

  it('never show in any output', async () => {
    for (const args of [
      ['chat-user', '--user', 'alice'],
      ['chat-user', '--user', 'alice', '--json'],
      ['chat-app'],
      ['demo'],
    ]) {
      const { out, err } = await cli(args);
      expect(out + err).not.toContain(appCertificate);
    }
  });
});

describe('demo', () => {
  it('makes one token of each kind with the credentials given', async () => {
    const { code, out, err } = await cli(['demo']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const tokens = out.match(/^007.*$/gm) ?? [];
    expect(tokens.map((token) => verifyToken(token, expected).services)).toEqual([
      [{ service: 'chat', userId: 'alice', privileges: { user: 3600 } }],
      [{ service: 'chat', userId: '', privileges: { app: 3600 } }],
    ]);
    expect(out).not.toContain('DEMO CREDENTIALS');
  });

  it('says so where it takes those of the published test suites', async () => {
    const { code, out } = await cli(['demo'], { env: {} });
    expect(code).toBe(0);
    expect(out).toMatch(/^DEMO CREDENTIALS: /);
  });

  it('does not go on with half of the credentials', async () => {
    expect((await cli(['demo'], { env: { AGORA_APP_ID: appId } })).code).toBe(2);
  });
});
