import { describe, expect, it } from 'vitest';
import { decodeToken, verifyToken } from '../../../src/index.ts';
import { cli, env, NOW } from '../../support/cli.ts';
import { appCertificate, appId } from '../../support/credentials.ts';

const expected = { appCertificate, appId, now: NOW };

const mistake = (command: string, message: string) => ({
  code: 2,
  out: '',
  err: `accesstoken2: ${message}\nTry: accesstoken2 help ${command}\n`,
});

describe('chat-user', () => {
  it('prints the token alone on standard output, and on standard error what is in it', async () => {
    const { code, out, err } = await cli(['chat-user', '--user', 'alice']);
    expect(code).toBe(0);
    const token = verifyToken(out.trimEnd(), { ...expected, require: { service: 'chat', privilege: 'user' } });
    expect(token).toMatchObject({ issuedAt: NOW, expiresIn: 3600, services: [{ userId: 'alice' }] });
    expect(err.split('\n').filter((line) => !line.includes('salt'))).toEqual([
      `  app ID      ${appId}`,
      '  issued      2023-11-14 22:13:20 UTC (now)',
      '  expires     2023-11-14 23:13:20 UTC (in 1 hour)',
      '  signature   made with the certificate you gave',
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
    [['chat-user', '--user', ''], '--user \'\': must be 1 to 64 characters of a-z, 0-9, "_", "-" and "."'],
    [
      ['chat-user', '--user', 'alice', '--expires-in', 'soon'],
      '--expires-in takes a duration such as 3600, 60m, 1h or 1d',
    ],
    [['chat-user', '--user', 'alice', '--expires-in', '25h'], '--expires-in 25h: at most 24h for Chat tokens'],
  ])('%j is a mistake', async (args, message) => {
    expect(await cli(args)).toEqual(mistake('chat-user', message));
  });
});

describe('rtc', () => {
  const args = ['rtc', '--channel', 'lobby', '--quiet'];

  it.each([
    [['--uid', '42', '--role', 'publisher'], { uid: '42', privileges: { publishAudio: 0 } }],
    [['--uid', 'alice', '--role', 'subscriber'], { uid: 'alice', privileges: { joinChannel: 0 } }],
    [['--uid', '0', '--role', 'subscriber'], { uid: '', privileges: { joinChannel: 0 } }],
    [
      ['--uid', '1', '--role', 'subscriber', '--privileges-expire-in', '10m'],
      { uid: '1', privileges: { joinChannel: 600 } },
    ],
  ])('%j', async (more, service) => {
    const { code, out } = await cli([...args, ...more]);
    expect(code).toBe(0);
    expect(verifyToken(out.trimEnd(), expected).services).toMatchObject([
      { service: 'rtc', channelName: 'lobby', ...service },
    ]);
  });

  it.each([
    [['rtc'], 'rtc needs --channel'],
    [args, 'rtc needs --uid'],
    [[...args, '--uid', '42'], 'rtc needs --role'],
    [[...args, '--uid', '42', '--roll', 'publisher'], 'unknown option --roll; did you mean --role?'],
  ])('%j is a mistake', async (given, message) => {
    expect(await cli(given)).toEqual(mistake('rtc', message));
  });

  it('names a bad role as it was typed', async () => {
    const { code, err } = await cli([...args, '--uid', '42', '--role', 'host']);
    expect(code).toBe(2);
    expect(err).toMatch(/^accesstoken2: --role host: must be /);
  });
});

describe('rtm', () => {
  it('prints a token for Signaling', async () => {
    const { out } = await cli(['rtm', '--user', 'alice', '--quiet']);
    expect(verifyToken(out.trimEnd(), expected).services).toEqual([
      { service: 'rtm', userId: 'alice', privileges: { login: 3600 } },
    ]);
  });
});

describe('build', () => {
  const grants = [
    { service: 'chat', userId: 'alice', privileges: { user: 3600 } },
    { service: 'fpa', privileges: { login: 0 } },
  ];

  it.each([
    ['an argument', ['build', JSON.stringify(grants)], {}],
    ['standard input', ['build', '-'], { stdin: `${JSON.stringify(grants)}\n` }],
    ['a file', ['build', '--file', 'grants.json'], { files: { 'grants.json': JSON.stringify(grants) } }],
  ])('takes grants from %s', async (_from, args, surroundings) => {
    const { out } = await cli([...args, '--quiet'], surroundings);
    expect(verifyToken(out.trimEnd(), expected).services).toEqual(
      [...grants].sort((a) => (a.service === 'fpa' ? -1 : 1)),
    );
  });

  it('takes one grant without a list', async () => {
    const { out } = await cli(['build', JSON.stringify(grants[0]), '--quiet']);
    expect(verifyToken(out.trimEnd(), expected).services).toEqual([grants[0]]);
  });

  it.each([
    [['build', '{'], 'the grants are not valid JSON; see accesstoken2 help build'],
    [['build', '[]', 'x'], 'pass the grants as one argument'],
    [['build', '[]', '--file', 'x'], 'pass the grants either as an argument or with --file'],
    [['build'], 'no grants: pass an argument, --file FILE, or pipe it to standard input'],
  ])('%j is a mistake', async (args, message) => {
    expect(await cli(args)).toEqual(mistake('build', message));
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
    expect(await made(['--credentials', '.env'], { env: {}, files })).toEqual([one, 1]);
  });

  it('come from the environment before the file, and an empty variable counts as unset', async () => {
    expect(await made(['--credentials', '.env'], { env, files })).toEqual([appId, 0]);
    const empty = { AGORA_APP_ID: '', AGORA_APP_CERTIFICATE: '' };
    expect(await made(['--credentials', '.env'], { env: empty, files })).toEqual([one, 1]);
  });

  it('come from the arguments before everything', async () => {
    const args = ['--app-id', '2'.repeat(32), '--app-certificate', 'b'.repeat(32)];
    expect(await made(args, { env, files })).toEqual(['2'.repeat(32), 2]);
  });

  it('are asked for where they are missing', async () => {
    expect(await made([], { env: {} })).toBe(
      'accesstoken2: no app ID: set AGORA_APP_ID, or pass --app-id or --credentials',
    );
    expect(await made([], { env: { AGORA_APP_ID: appId } })).toBe(
      'accesstoken2: no app certificate: set AGORA_APP_CERTIFICATE, or pass --credentials',
    );
    expect(await made(['--credentials', 'gone'], { env: {} })).toMatch(
      /^accesstoken2: cannot read the --credentials file: ENOENT/,
    );
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
