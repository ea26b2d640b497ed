/** The scripts among the examples, run as their README says. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { buildChatUserToken, verifyToken } from '../../src/index.ts';
import { credentials } from '../support/credentials.ts';
import { root } from '../support/installed-package.ts';
import { copyOf, environment, node24 } from './project.ts';

/** Each script of `examples/tokens` with its arguments, and the services of every token that it prints. */
const SCRIPTS: Readonly<Record<string, { args: string[]; prints: string[][] }>> = {
  'apaas-room-user.ts': { args: [], prints: [['rtm', 'chat', 'apaas']] },
  'batch.ts': { args: ['alice', 'bob'], prints: [['chat'], ['chat']] },
  'certificate-rotation.ts': { args: [], prints: [['chat']] },
  'rtc-and-rtm.ts': { args: [], prints: [['rtc', 'rtm']] },
  'rtm2-permissions.ts': { args: [], prints: [['rtm2']] },
};

let folder: string;

beforeAll(async () => {
  folder = await copyOf('tokens');
});

const run = (cwd: string, args: readonly string[], env = {}) =>
  promisify(execFile)(node24, args, { cwd, env: { ...environment, ...env } });

it('every script of examples/tokens is here', () => {
  const names = readdirSync(join(root, 'examples/tokens')).filter((name) => name.endsWith('.ts'));
  expect(names.sort()).toEqual(Object.keys(SCRIPTS));
});

it.each(Object.entries(SCRIPTS))('%s prints tokens', async (name, { args, prints }) => {
  const { stdout } = await run(folder, [name, ...args]);
  const tokens = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t').at(-1) ?? '');
  const services = tokens.map((token) => verifyToken(token, credentials).services.map(({ service }) => service));
  expect(services).toEqual(prints);
});

it('certificate-rotation.ts accepts a token that was signed with the old certificate, and says so', async () => {
  const old = 'f'.repeat(32);
  const token = buildChatUserToken({ ...credentials, appCertificate: old, userId: 'alice', expiresIn: 600 });
  const args = ['certificate-rotation.ts', token];
  expect(await run(folder, args, { AGORA_OLD_CERTIFICATE: old })).toEqual({
    stdout: `${token}\n`,
    stderr: 'signed with the old certificate\n',
  });
  await expect(run(folder, args)).rejects.toThrow('ERR_SIGNATURE');
});

it('typescript-script prints a token for the user who is named', async () => {
  const { stdout } = await run(await copyOf('typescript-script'), ['make-token.ts', 'alice']);
  const require = { service: 'chat', privilege: 'user', userId: 'alice' } as const;
  expect(verifyToken(stdout.trim(), { ...credentials, require }).expiresIn).toBe(3600);
});
