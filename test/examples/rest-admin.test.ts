/** The example app as users copy it: with the installed package, against the stand-in. */
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningStandIn, startStandIn } from '../stand-in-rest/start.ts';
import { appCertificate, credentials } from '../support/credentials.ts';
import { installedPackage, PACKING_TIMEOUT_MS, root } from '../support/installed-package.ts';

let app: string;
let standIn: RunningStandIn;

beforeAll(async () => {
  standIn = await startStandIn(credentials);
  app = join(await installedPackage(), 'rest-admin');
  await cp(join(root, 'examples/rest-admin'), app, { recursive: true });
}, PACKING_TIMEOUT_MS);

afterAll(() => standIn.close());

async function admin(command: string, { input = '', env = {} } = {}) {
  const { host, orgName, appName } = standIn.address;
  const child = spawn(process.execPath, [join(app, 'admin.js'), ...command.split(' ').filter(Boolean)], {
    env: {
      ...process.env,
      CHAT_HOST: host,
      CHAT_ORG: orgName,
      CHAT_APP: appName,
      AGORA_APP_ID: credentials.appId,
      AGORA_APP_CERTIFICATE: appCertificate,
      ...env,
    },
  });
  child.stdin.end(input);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const [out, err, exit] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { out, err, exit };
}

const done = (out = '') => ({ out, err: '', exit: 0 });

it('creates, imports, shows, bans and deletes users', async () => {
  expect(await admin('create alice Alice')).toEqual(
    done(expect.stringMatching(/^alice {2}2\d{3}-\d\d-\d\d {2}Alice\n$/)),
  );
  expect(await admin('create alice')).toMatchObject({ exit: 0 });
  expect(await admin('import', { input: 'alice\nbob\ncarol\n' })).toEqual(done('2 created\nalice: ERR_USER_EXISTS\n'));
  expect(await admin('ban bob')).toEqual(done());
  const { out } = await admin('list');
  expect(out.replaceAll(/\d{4}-\d\d-\d\d/g, 'DAY')).toBe('alice  DAY  Alice\nbob  DAY  banned\ncarol  DAY\n');
  expect(await admin('unban bob')).toEqual(done());
  standIn.users.online.add('bob');
  expect((await admin('show bob')).out).toMatch(/^bob .* online\n$/);
  expect(await admin('kick bob')).toEqual(done());
  expect(await admin('status bob nobody')).toEqual(done('bob  offline\nnobody  offline\n'));
  expect(await admin('password alice', { input: 'secret\n' })).toEqual(done());
  expect(standIn.users.passwords.get('alice')).toBe('secret');
  expect(await admin('send alice carol', { input: 'Tea is ready.\n' })).toEqual(done('sent to 2\n'));
  expect(standIn.areas.messages.map(({ to }) => to)).toEqual(['alice', 'carol']);
  expect(await admin('groups')).toEqual(done());
  expect(await admin('delete carol')).toEqual(done());
  expect(await admin('show carol')).toEqual({
    out: '',
    err: 'getUser: 404 service_resource_not_found (ERR_NOT_FOUND)\n',
    exit: 1,
  });
});

it('explains a wrong command, and prints help', async () => {
  for (const [command, message] of [
    ['fly', 'there is no command of that name; try help'],
    ['send', 'send takes at least one user'],
    ['delete', 'this command takes one user'],
    ['ban alice bob', 'this command takes one user'],
    ['create', 'create takes a user and perhaps a nickname'],
  ] as const) {
    expect(await admin(command)).toEqual({ out: '', err: `${message}\n`, exit: 2 });
  }
  expect(await admin('list', { env: { CHAT_HOST: '' } })).toEqual({ out: '', err: 'CHAT_HOST is not set\n', exit: 2 });
  expect((await admin('')).out).toContain('list ');
});

it('never prints the certificate', async () => {
  const { out, err, exit } = await admin('list', { env: { AGORA_APP_CERTIFICATE: `${appCertificate}0` } });
  expect([out, exit]).toEqual(['', 1]);
  expect(err).not.toContain(appCertificate);
});
