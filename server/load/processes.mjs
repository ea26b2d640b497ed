/** The processes under load. Each prints its address as a line of JSON, and exits with this process. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const file = (path) => new URL(path, import.meta.url).pathname;

export const program = {
  server: file('../dist/main.js'),
  hono: file('peers/hono.mjs'),
  express: file('peers/express.mjs'),
};

/** The same flag as in the Dockerfile and the systemd unit. */
const SERVER_FLAGS = ['--max-semi-space-size=2'];

/** @param onLine is called with each log line, parsed. */
export async function start(path, env = {}, onLine = () => {}) {
  const child = fork(path, {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [
      ...['--expose-gc', '--import', file('instrument.mjs')],
      ...(path === program.server ? SERVER_FLAGS : []),
    ],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exitCode = once(child, 'exit').then(([code]) => code);
  const url = await new Promise((resolve, reject) => {
    let rest = '';
    child.stdout.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const text of lines) {
        const line = JSON.parse(text);
        if (line.msg === 'listening') resolve(line.url);
        onLine(line);
      }
    });
    exitCode.then((code) => reject(new Error(`${path} ended with ${code}`)));
  });
  const ask = async (question) => {
    child.send(question);
    return (await once(child, 'message'))[0];
  };
  return {
    url,
    exitCode,
    signal: (name) => child.kill(name),
    cpu: async () => (await ask('cpu')).microseconds,
    memory: () => ask('memory'),
    async stop() {
      child.kill('SIGKILL');
      await exitCode;
    },
  };
}

/** Starts a Redis; `undefined` if it is not installed. */
export async function startRedis() {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
  await pause(500);
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') };
}
