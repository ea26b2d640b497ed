/** The built server as a process of its own: configured by environment, ended with the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** A program and its arguments, in front of those of the command. */
export type Program = readonly [string, ...string[]];

export const command: Program = [process.execPath, new URL('../../dist/main.js', import.meta.url).pathname];

export interface ServerProcess {
  readonly url: string;
  /** Everything it has written so far. */
  output(): string;
  /** The log as objects. */
  log(): Record<string, unknown>[];
  /** Resolves with the first line of the log that has this message. */
  logged(message: string): Promise<Record<string, unknown>>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

export async function startProcess(env: Record<string, string>, program: Program = command): Promise<ServerProcess> {
  const { child, output, ended } = spawnServer(program, { PORT: '0', SHUTDOWN_DELAY: '0', ...env });
  const log = () =>
    output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  async function logged(message: string): Promise<Record<string, unknown>> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      const line = log().find(({ msg }) => msg === message);
      if (line !== undefined) return line;
      if (child.exitCode !== null || child.signalCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`never logged: ${message}\n${output()}`);
  }

  const { url } = await logged('listening');
  return { url: url as string, output, log, logged, signal: (signal) => child.kill(signal), ended };
}

/** For what ends by itself. */
export async function runProcess(
  args: readonly string[],
  env: Record<string, string> = {},
  program: Program = command,
): Promise<{ code: number | null; output: string }> {
  const { output, ended } = spawnServer([...program, ...args], env);
  return { code: await ended, output: output() };
}

function spawnServer([file, ...args]: Program, env: Record<string, string>) {
  const child: ChildProcess = spawn(file, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, output: () => text, ended };
}
