/** The ported server: what `migrate` does to it, and that it answers as before except where it must not. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { decodeToken, verifyToken } from '../../src/index.ts';
import { credentials } from '../support/credentials.ts';
import { root } from '../support/installed-package.ts';
import { copyOf, node, start } from './project.ts';

let folder: string;

beforeAll(async () => {
  folder = await copyOf('legacy-port');
});

/** Starts a server, requests the path, and returns the answer. */
async function answerOf(file: string, path: string, cwd = folder) {
  const server = await start([node, file], cwd);
  try {
    const response = await fetch(server.address + path, { headers: { authorization: 'Bearer session-of-42' } });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  } finally {
    server.stop();
  }
}

it('migrate rewrites the import and prints what the README shows', async () => {
  const copy = await copyOf('legacy-port');
  const cli = join(copy, 'node_modules/accesstoken2/dist/cli.js');
  const printed = await new Promise((resolve) => {
    execFile(node, [cli, 'migrate', '--write', 'before.cjs'], { cwd: copy }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  const [, shown] = (await readFile(join(root, 'examples/legacy-port/README.md'), 'utf8')).split(/```(?:text\n)?/);
  expect(printed).toBe(shown);
  const unchanged = await answerOf('before.cjs', '/rtm/42', copy);
  expect(unchanged.status).toBe(500);
});

it.each([
  ['/rtc/lobby/publisher/uid/42', 'rtcToken'],
  ['/rtc/lobby/audience/uid/42', 'rtcToken'],
  ['/rtm/42', 'rtmToken'],
])('%s grants the same as before, for an hour instead of decades', async (path, field) => {
  const before = await answerOf('before.cjs', path);
  const after = await answerOf('after.cjs', path);
  const [old, ported] = [decodeToken(before.body[field]), verifyToken(after.body[field], credentials)];
  expect(Object.keys(after.body)).toEqual(Object.keys(before.body));
  expect([old.expiresIn > 1_700_000_000, ported.expiresIn]).toEqual([true, 3600]);
  const granted = (services: readonly object[]) =>
    services.map((grant) => ({ ...grant, privileges: Object.keys((grant as { privileges: object }).privileges) }));
  expect(granted(ported.services)).toEqual(granted(old.services));
});

it.each(['/rtc/lobby/publisher/uid/7', '/rtm/7'])('%s is refused to another user', async (path) => {
  expect((await answerOf('after.cjs', path)).status).toBe(401);
});

it.each(['NaN', '0', '1795525200'])('the lifetime %s is answered with 400', async (expiry) => {
  const { status, body } = await answerOf('after.cjs', `/rtm/42?expiry=${expiry}`);
  expect({ status, field: body.field }).toEqual({ status: 400, field: 'expire' });
});
