/** The installed command: behaviour that only a real process shows. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { installedPackage, PACKING_TIMEOUT_MS, root } from '../support/installed-package.ts';

const env = { PATH: process.env.PATH, AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };
const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-cli-'));
let command: string;

beforeAll(async () => {
  command = join(await installedPackage(), 'node_modules/.bin/accesstoken2');
}, PACKING_TIMEOUT_MS);
afterAll(() => rmSync(folder, { recursive: true }));

const shell = (line: string, cwd = folder) =>
  spawnSync('bash', ['--norc', '-o', 'pipefail', '-c', line], { cwd, env, encoding: 'utf8' });

it('--version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(shell(`${command} --version`).stdout).toBe(`${version}\n`);
});

it('ends with code 3 and one line if the disk is full', () => {
  const { status, stderr } = shell(`${command} chat-app --quiet > /dev/full`);
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: 'accesstoken2: cannot write the output: ENOSPC: no space left on device, write\n',
  });
});

it('ends quietly if the reader has closed the pipe', () => {
  const { status, stderr } = shell(`${command} help | true; echo "\${PIPESTATUS[0]}" | grep -q '^[03]$'`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('reads credentials from the file of --credentials, and obeys no NODE_OPTIONS in it', () => {
  writeFileSync(
    join(folder, 'agora.env'),
    `AGORA_APP_ID=${'1'.repeat(32)}\nAGORA_APP_CERTIFICATE=${appCertificate}\nNODE_OPTIONS=--no-such-option\n`,
  );
  const line = `unset AGORA_APP_ID AGORA_APP_CERTIFICATE; ${command} chat-app --credentials agora.env --json`;
  expect(JSON.parse(shell(line).stdout).appId).toBe('1'.repeat(32));
});

it('migrate rewrites a project that has TypeScript installed', () => {
  const project = join(folder, 'project');
  mkdirSync(join(project, 'node_modules/left-alone'), { recursive: true });
  symlinkSync(join(root, 'node_modules/typescript'), join(project, 'node_modules/typescript'));
  writeFileSync(join(project, 'token.js'), `const { RtcRole } = require('agora-token');\n`);
  cpSync(join(project, 'token.js'), join(project, 'node_modules/left-alone/token.js'));
  const { status, stdout } = shell(`${command} migrate --write .`, project);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: `token.js: 1 import rewritten

Then: npm uninstall agora-token agora-access-token && npm install accesstoken2
`,
  });
  expect(readFileSync(join(project, 'token.js'), 'utf8')).toBe(
    `const { RtcRole } = require('accesstoken2/agora-token');\n`,
  );
  expect(readFileSync(join(project, 'node_modules/left-alone/token.js'), 'utf8')).toContain(`'agora-token'`);
});
