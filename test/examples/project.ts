/** An example as a user has it: a copy of its folder, with the packed package and its dependencies installed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { credentials } from '../support/credentials.ts';
import { installedPackage, root } from '../support/installed-package.ts';

export const environment = { AGORA_APP_ID: credentials.appId, AGORA_APP_CERTIFICATE: credentials.appCertificate };

const require = createRequire(join(root, 'test/runtimes/package.json'));
const binary = (name: string, path: string) => join(dirname(require.resolve(`${name}/package.json`)), path);

/** The oldest Node.js that the package supports runs the JavaScript, a newer one runs TypeScript without a compiler. */
export const node = process.execPath;
export const node24 = binary('node24', 'bin/node');
export const bun = binary('bun', '../.bin/bun');
export const deno = binary('deno', '../.bin/deno');

export const locked = join(root, 'test/examples/node_modules');

export async function copyOf(example: string): Promise<string> {
  const project = await installedPackage();
  const folder = await mkdtemp(join(project, `${example}-`));
  await cp(join(root, 'examples', example), folder, { recursive: true });
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const from = name === 'accesstoken2' ? join(project, 'node_modules') : locked;
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(from, name), link);
  }
  return folder;
}

export interface RunningServer {
  /** What the server printed first: its address. */
  readonly address: string;
  stop(): void;
}

/** Starts a server on a free port and waits until it prints its address. */
export async function start(command: readonly string[], cwd: string, env = {}): Promise<RunningServer> {
  const [program = '', ...args] = command;
  const server = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, PORT: '0', ...environment, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { address: await firstLine(server), stop: () => server.kill() };
}

async function firstLine(server: ChildProcess): Promise<string> {
  const timer = setTimeout(() => server.kill(), 60_000);
  try {
    if (server.stdout !== null) for await (const line of createInterface({ input: server.stdout })) return line;
  } finally {
    clearTimeout(timer);
  }
  throw new Error('the server exited before it printed its address');
}
