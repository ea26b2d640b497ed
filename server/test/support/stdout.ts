/** The built server with a standard output of the test's choice; its log tells nothing, so the port is given. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';

const main = new URL('../../dist/main.js', import.meta.url).pathname;

export interface MutedProcess {
  readonly url: string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

/** @param stdout a file descriptor. */
export async function startWithStdout(stdout: number, env: Record<string, string> = {}): Promise<MutedProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: String(port), SHUTDOWN_DELAY: '0', RATE_LIMIT_ADDRESS: '0', ...env },
    stdio: ['ignore', stdout, 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    signal: (signal) => child.kill(signal),
    ended,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the server does not answer');
}
