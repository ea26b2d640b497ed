/** A real Redis on a port of its own, which a test can kill, freeze and bring back. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** In CI a Redis that is missing is a failure; elsewhere the tests are skipped, and say so. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0 || process.env.CI === 'true';
if (!hasRedis) console.warn('\n!!! redis-server is not installed: the tests of shared limits are SKIPPED !!!\n');

export interface TestRedis {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once, without a farewell to its clients. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
}

export async function startRedis(...more: string[]): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...more];
      child = spawn('redis-server', args, { stdio: 'ignore' });
      await answersAt(port);
    },
    async kill() {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await ended;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
  onTestFinished(() => void child?.kill('SIGKILL'));
  await redis.start();
  return redis;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function answersAt(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answers = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => socket.write('PING\r\n'));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(/^(\+PONG|-NOAUTH)/.test(data.toString()));
      });
      socket.once('error', () => resolve(false));
    });
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('redis-server does not answer');
}
