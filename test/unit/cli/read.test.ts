import { describe, expect, it } from 'vitest';
import { buildToken, explainToken, type ServiceGrant } from '../../../src/index.ts';
import { cli, env, NOW } from '../../support/cli.ts';
import { appCertificate, appId, credentials } from '../../support/credentials.ts';
import { contentBytes, signedToken, u16 } from '../../support/raw-token.ts';

const services: readonly ServiceGrant[] = [
  { service: 'rtc', channelName: 'lobby', uid: 7, privileges: { joinChannel: 0 } },
  { service: 'streaming', channelName: 'lobby', account: 'studio', privileges: { publishRawStream: 0 } },
  { service: 'chat', userId: 'alice', privileges: { user: 300, 9: 0 } },
  { service: 'apaas', roomUuid: 'room', userUuid: 'user', role: -1, privileges: { roomUser: 0 } },
];
const token = buildToken({ ...credentials, issuedAt: NOW, salt: 1, expiresIn: 600, services });
const otherCertificate = 'f'.repeat(32);
const content = [
  `  app ID      ${appId}`,
  '  issued      2023-11-14 22:13:20 UTC (now)',
  '  expires     2023-11-14 22:23:20 UTC (in 10 minutes)',
  '  salt        1',
  '  signature   SIGNATURE',
  '  service     rtc  channelName "lobby"  uid "7"',
  '              may joinChannel  as long as the token',
  '  service     streaming  channelName "lobby"  account "studio"',
  '              may publishRawStream  as long as the token',
  '  service     chat  userId "alice"',
  '              may 9  as long as the token',
  '              may user  until 2023-11-14 22:18:20 UTC (in 5 minutes)',
  '  service     apaas  roomUuid "room"  userUuid "user"  role -1',
  '              may roomUser  as long as the token',
  '',
].join('\n');

describe('decode', () => {
  it('shows what is in a token and says that nothing was checked', async () => {
    const out = content.replace('SIGNATURE', 'not checked: use verify');
    expect(await cli(['decode', token], { env: {} })).toEqual({ code: 0, out, err: '' });
  });

  it('shows what cannot be read as hex', async () => {
    const unknown = signedToken(contentBytes([Buffer.concat([u16(999), u16(0x1234)])], { appId }), appCertificate);
    expect((await cli(['decode', unknown])).out).toContain('  unknown     2 bytes from service type 999 on: 3412\n');
    const trailing = signedToken(Buffer.concat([contentBytes([], { appId }), Buffer.from('x')]), appCertificate);
    expect((await cli(['decode', trailing])).out).toContain('  unknown     1 byte after the last service: 78\n');
    expect(JSON.parse((await cli(['decode', trailing, '--json'])).out).unknown).toEqual({ bytes: '78' });
  });

  it('takes the token from standard input, without the line break at its end', async () => {
    for (const stdin of [token, `${token}\n`, `${token}\r\n`]) {
      expect((await cli(['decode'], { stdin })).code).toBe(0);
      expect((await cli(['decode', '-'], { stdin })).code).toBe(0);
    }
    expect((await cli(['decode'], { stdin: `${token}\n\n` })).code).toBe(1);
  });

  it('refuses with exit code 1 what is no token', async () => {
    expect(await cli(['decode', 'x'])).toEqual({
      code: 1,
      out: '',
      err: 'Token refused: the token does not begin with 007 (ERR_VERSION).\nTo see why, run accesstoken2 explain\n',
    });
    expect(JSON.parse((await cli(['decode', 'x', '--json'])).out)).toEqual({
      error: { code: 'ERR_VERSION', message: 'the token does not begin with 007', field: 'token' },
    });
  });
});

describe('verify', () => {
  it('shows a good token', async () => {
    const out = `The token is valid.\n${content.replace('SIGNATURE', 'checked: it matches the certificate')}`;
    expect(await cli(['verify', token])).toEqual({ code: 0, out, err: '' });
  });

  it('prints JSON', async () => {
    expect(JSON.parse((await cli(['verify', token, '--json'])).out)).toMatchObject({
      verified: true,
      appId,
      certificateIndex: 0,
      services: [{ uid: '7' }, { account: 'studio' }, { userId: 'alice' }, { role: -1 }],
    });
  });

  it.each([
    [['--service', 'chat', '--privilege', 'user', '--user', 'alice']],
    [['--service', 'chat', '--privilege', '1']],
    [['--service', 'chat', '--privilege', '9']],
    [['--service', 'rtc', '--channel', 'lobby', '--uid', '7', '--privilege', 'joinChannel']],
    [['--service', 'streaming', '--account', 'studio']],
    [['--service', 'apaas', '--room-uuid', 'room', '--user-uuid', 'user', '--role=-1']],
    [['--max-lifetime', '10m']],
    [['--at', '2023-11-14T22:23:19Z']],
    [['--at', String(NOW + 604), '--clock-tolerance', '5s']],
    [['--max-payload', '1000']],
  ])('accepts %j', async (args) => {
    expect(await cli(['verify', token, ...args])).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    [['--service', 'rtm'], 'ERR_PRIVILEGE', 'require.service'],
    [['--service', 'chat', '--user', 'bob'], 'ERR_PRIVILEGE', 'require.userId'],
    [['--service', 'chat', '--privilege', 'app'], 'ERR_PRIVILEGE', 'require.privilege'],
    [['--service', 'chat', '--privilege', '8'], 'ERR_PRIVILEGE', 'require.privilege'],
    [['--service', 'rtc', '--channel', 'hall'], 'ERR_PRIVILEGE', 'require.channelName'],
    [['--service', 'rtc', '--uid', '8'], 'ERR_PRIVILEGE', 'require.uid'],
    [['--service', 'streaming', '--account', 'x'], 'ERR_PRIVILEGE', 'require.account'],
    [['--service', 'apaas', '--room-uuid', 'x'], 'ERR_PRIVILEGE', 'require.roomUuid'],
    [['--service', 'apaas', '--user-uuid', 'x'], 'ERR_PRIVILEGE', 'require.userUuid'],
    [['--service', 'apaas', '--role', '1'], 'ERR_PRIVILEGE', 'require.role'],
    [['--service', 'chat', '--privilege', 'user', '--at', String(NOW + 300)], 'ERR_EXPIRED', 'require.privilege'],
    [['--max-lifetime', '599'], 'ERR_LIMIT', 'expiresIn'],
    [['--max-payload', '100'], 'ERR_LIMIT', undefined],
    [['--at', String(NOW + 600)], 'ERR_EXPIRED', 'expiresAt'],
    [['--at', String(NOW - 1)], 'ERR_NOT_YET_VALID', 'issuedAt'],
    [['--app-id', otherCertificate], 'ERR_APP_ID', 'appId'],
    [['--app-certificate', otherCertificate], 'ERR_SIGNATURE', 'signature'],
  ])('refuses %j', async (args, code, field) => {
    const { code: exit, out, err } = await cli(['verify', token, '--json', ...args]);
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(JSON.parse(out).error).toMatchObject({ code, ...(field && { field }) });
    expect((await cli(['verify', token, ...args])).err).toMatch(new RegExp(`^Token refused: .* \\(${code}\\)\\.\n`));
  });

  it('tells when it expired or was issued', async () => {
    const error = async (at: number) =>
      JSON.parse((await cli(['verify', token, '--json', '--at', String(at)])).out).error;
    expect(await error(NOW + 600)).toMatchObject({ expiredAt: NOW + 600 });
    expect(await error(NOW - 1)).toMatchObject({ issuedAt: NOW });
  });

  it.each([
    [['--user', 'alice'], 'a requirement needs --service too, such as --service chat'],
    [['--privilege', 'user'], 'a requirement needs --service too, such as --service chat'],
    [['--service', 'nonsense'], '--service nonsense: is unknown; the services are rtc, '],
    [['--service', 'chat', '--uid', '7'], '--uid 7: is not a field of chat'],
    [['--at', 'noon'], '--at takes Unix seconds or a time such as 2026-11-24T12:00:00Z'],
    [['--max-lifetime', 'long'], '--max-lifetime takes a duration such as 3600, 60m, 1h or 1d'],
    [['--clock-tolerance', ''], '--clock-tolerance takes a duration such as 3600, 60m, 1h or 1d'],
    [['--max-payload', 'all'], '--max-payload takes an integer'],
    [['--max-payload', '0'], '--max-payload 0: must be an integer from 1 to '],
    [['--service', 'apaas', '--role', 'boss'], '--role takes an integer'],
  ])('%j is a mistake', async (args, message) => {
    const { code, out, err } = await cli(['verify', token, ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(`accesstoken2: ${message}`), err).toBe(true);
  });

  it('needs a certificate', async () => {
    expect(await cli(['verify', token], { env: {} })).toMatchObject({
      code: 2,
      err: 'accesstoken2: no app certificate: set AGORA_APP_CERTIFICATE, or pass --credentials\nTry: accesstoken2 help verify\n',
    });
  });
});

describe('the secondary certificate', () => {
  const rotating = { ...env, AGORA_APP_CERTIFICATE: otherCertificate, AGORA_APP_CERTIFICATE_SECONDARY: appCertificate };

  it('verifies too, and is told', async () => {
    const { code, out } = await cli(['verify', token], { env: rotating });
    expect(code).toBe(0);
    expect(out).toContain('  signature   checked: it matches the secondary certificate\n');
    expect(JSON.parse((await cli(['verify', token, '--json'], { env: rotating })).out).certificateIndex).toBe(1);
    expect((await cli(['explain', token], { env: rotating })).out).toContain('info (secondary-certificate): ');
  });

  it('comes from the file of the environment as well', async () => {
    const files = { '.env': `AGORA_APP_CERTIFICATE_SECONDARY=${appCertificate}\n` };
    const surroundings = { env: { AGORA_APP_CERTIFICATE: otherCertificate }, files };
    expect((await cli(['verify', token, '--credentials', '.env'], surroundings)).code).toBe(0);
  });

  it('is not tried where a certificate is among the arguments', async () => {
    const args = ['verify', token, '--app-certificate', otherCertificate];
    expect((await cli(args, { env: rotating })).code).toBe(1);
  });
});

describe('explain', () => {
  const good = buildToken({
    ...credentials,
    issuedAt: NOW,
    salt: 1,
    expiresIn: 600,
    services: [{ service: 'chat', userId: 'alice', privileges: { user: 0 } }],
  });

  it('finds nothing wrong with a good token', async () => {
    const { code, out, err } = await cli(['explain', good]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ {2}expires {5}2023-11-14 22:23:20 UTC \(in 10 minutes\)$/m);
    expect(out).toMatch(/^ {2}signature {3}checked: it matches the certificate$/m);
    expect(out).toMatch(/\n\nNo problem found\.\n$/);
    expect(JSON.parse((await cli(['explain', good, '--json'])).out)).toEqual({ refused: false, findings: [] });
  });

  it('says what is wrong, and what to do about it', async () => {
    expect(await cli(['explain', `${good} `, '--at', String(NOW + 7800)])).toEqual({
      code: 1,
      out: [
        'error (white-space): It contains 1 white-space or invisible character.',
        '  Trim the token where it is read, and do not wrap it where it is stored.',
        '',
        'error (expired): It expired at 2023-11-14 22:23:20 UTC, 2 hours ago.',
        '  Get a new token, and renew it before it expires.',
        '',
      ].join('\n'),
      err: '',
    });
  });

  it('prints the findings as JSON', async () => {
    const args = ['explain', good, '--json', '--service', 'chat', '--user', 'ALICE', '--privilege', 'app'];
    const { code, out } = await cli(args);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      refused: true,
      findings: explainToken(good, {
        appCertificate,
        appId,
        now: NOW,
        require: { service: 'chat', userId: 'ALICE', privilege: 'app' },
      }),
    });
  });

  it.each([
    ['another certificate', { AGORA_APP_CERTIFICATE: otherCertificate }, 'wrong-certificate'],
    ['a malformed certificate', { AGORA_APP_CERTIFICATE: 'x' }, 'signature-unchecked'],
  ])('does not say that the signature matches %s', async (_, own, finding) => {
    const { out } = await cli(['explain', good], { env: { ...env, ...own } });
    expect(out).toMatch(/^ {2}signature {3}see below$/m);
    expect(out).toContain(`(${finding}): `);
  });

  it('does without credentials, and is no refusal then', async () => {
    const { code, out, err } = await cli(['explain', good], { env: {} });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ {2}signature {3}not checked: no certificate$/m);
    expect(out).toMatch(/^info \(signature-unchecked\): /m);
  });

  it('explains that a certificate is malformed', async () => {
    const { code, out } = await cli(['explain', good], {
      env: { ...env, AGORA_APP_CERTIFICATE: `"${appCertificate}"` },
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^error \(bad-option\): .*appCertificate.* 34 characters\.\n/m);
    expect(out).not.toContain(appCertificate);
  });
});

it('no command that reads shows the token or a certificate', async () => {
  const texts = [token, `${token}x`, `x${token}`, token.slice(0, 80), `Bearer ${token}`, appCertificate];
  for (const text of texts) {
    for (const command of ['decode', 'verify', 'explain']) {
      for (const args of [
        [command, text],
        [command, text, '--json'],
      ]) {
        const { out, err } = await cli(args);
        expect(out + err).not.toContain(token.slice(3, 30));
        expect(out + err).not.toContain(appCertificate);
      }
    }
  }
});
