/** Every example server and the token server: the client's `tokenEndpoint` gets a token from each. */
import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TokenEndpointOptions, TokenRequestError, tokenEndpoint } from '../../src/client/index.ts';
import { verifyToken } from '../../src/index.ts';
import { credentials } from '../support/credentials.ts';
import { installedPackage, root } from '../support/installed-package.ts';
import { bun, copyOf, deno, environment, locked, node, node24, type RunningServer, start } from './project.ts';

interface Example {
  readonly name: string;
  /** Starts it with the command of its README. */
  start(): Promise<RunningServer>;
}

/** The examples whose README has a command that starts a server. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'express-commonjs': [node, 'server.cjs'],
  fastify: [node, 'server.js'],
  'hono-node': [node, 'server.js'],
  deno: [deno, 'run', '--no-lock', '--no-prompt', '--allow-net', '--allow-env', 'server.ts'],
  bun: [bun, 'server.ts'],
};

const examples: readonly Example[] = [
  ...Object.entries(COMMANDS).map(([name, command]) => ({
    name,
    start: async () => start(command, await copyOf(name)),
  })),
  { name: 'nest', start: startNest },
  { name: 'next-route-handler', start: startRouteHandler },
  { name: 'cloudflare-worker', start: startWorker },
];

const signedIn = { headers: { authorization: 'Bearer session-of-alice' } };

describe.each(examples)('$name', ({ start: startExample }) => {
  let server: RunningServer;
  let url: string;

  beforeAll(async () => {
    server = await startExample();
    url = `${server.address}/chat-token`;
  });
  afterAll(() => server?.stop());

  it('gives the signed-in user a token through tokenEndpoint', async () => {
    expect(read(await tokenFrom(url, signedIn))).toEqual({ userId: 'alice', expiresIn: 3600 });
  });

  it('answers with the time at which the token expires, and forbids caching', async () => {
    const response = await fetch(url, { method: 'POST', ...signedIn });
    const { token, expires_at, ...others } = (await response.json()) as { token: string; expires_at: number };
    expect(others).toEqual({});
    expect(expires_at).toBe(verifyToken(token, credentials).expiresAt);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('refuses an anonymous request', async () => {
    await expect(tokenFrom(url, {})).rejects.toMatchObject({ name: TokenRequestError.name, status: 401 });
  });
});

describe('an invalid value from the client', () => {
  it.each([
    ['express-commonjs', '/rtc-token', { channelName: 'a'.repeat(65) }, 'channelName'],
    ['express-commonjs', '/rtc-token', {}, 'channelName'],
    ['fastify', '/chat-token', { expire: '3600' }, 'expiresIn'],
    ['fastify', '/chat-token', { expire: 172_800 }, 'expiresIn'],
    ['nest', '/chat-token', { expire: -1 }, 'expiresIn'],
  ])('%s%s answers 400 to %j', async (name, path, body, field) => {
    const server = await startedAs(name);
    try {
      const answer = await post(server.address + path, body);
      expect(answer).toEqual({ status: 400, body: { error: expect.stringContaining(field), field } });
    } finally {
      server.stop();
    }
  });

  it('express-commonjs signs for the channel that was asked for', async () => {
    const server = await startedAs('express-commonjs');
    try {
      const { body } = await post(`${server.address}/rtc-token`, { channelName: 'lobby' });
      const required = { service: 'rtc', channelName: 'lobby', uid: 'alice', privilege: 'publishAudio' } as const;
      expect(verifyToken(body.token, { ...credentials, require: required }).expiresIn).toBe(3600);
    } finally {
      server.stop();
    }
  });

  it.each(['fastify', 'nest'])('%s signs for the lifetime that was asked for', async (name) => {
    const server = await startedAs(name);
    try {
      const token = await tokenFrom(`${server.address}/chat-token`, { ...signedIn, expiresIn: 600 });
      expect(read(token)).toEqual({ userId: 'alice', expiresIn: 600 });
    } finally {
      server.stop();
    }
  });
});

it('the token server, started with `npm start`, gives a token to tokenEndpoint with its address alone', async () => {
  // It imports `dist/`, which packing rebuilds.
  await installedPackage();
  const main = join(root, 'server/dist/main.js');
  const server = await start([node, main], root, { AUTH_MODE: 'demo', HOST: '127.0.0.1', PORT: '18473' });
  try {
    expect(read(await tokenFrom('http://127.0.0.1:18473', {}))).toEqual({ userId: 'alice', expiresIn: 3600 });
  } finally {
    server.stop();
  }
});

function startedAs(name: string): Promise<RunningServer> {
  const example = examples.find((one) => one.name === name);
  if (example === undefined) throw new Error(`there is no example ${name}`);
  return example.start();
}

async function tokenFrom(url: string, options: TokenEndpointOptions): Promise<string> {
  const { signal } = new AbortController();
  return tokenEndpoint(url, options)({ userId: 'alice', reason: 'login', attempt: 1, signal });
}

function read(token: string): { userId: string; expiresIn: number } {
  const require = { service: 'chat', privilege: 'user' } as const;
  const { grant, expiresIn } = verifyToken(token, { ...credentials, require });
  return { userId: grant.userId, expiresIn };
}

async function post(url: string, body: object) {
  const headers = { ...signedIn.headers, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { token: string } };
}

/** As `npm start` does it: compiled, then run. */
async function startNest(): Promise<RunningServer> {
  const folder = await copyOf('nest');
  await promisify(execFile)(node, [join(locked, 'typescript/bin/tsc')], { cwd: folder });
  return start([node, 'dist/main.js'], folder);
}

/** Next.js calls the handler with a `Request`; here Hono's server does. */
async function startRouteHandler(): Promise<RunningServer> {
  const folder = await copyOf('next-route-handler');
  await mkdir(join(folder, 'node_modules/@hono'), { recursive: true });
  for (const name of ['hono', '@hono/node-server'])
    await symlink(join(locked, name), join(folder, 'node_modules', name));
  const program = `
    import { serve } from '@hono/node-server';
    import { POST } from './app/api/chat-token/route.ts';
    serve({ fetch: POST, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log('http://127.0.0.1:' + port));
  `;
  await writeFile(join(folder, 'serve.mjs'), program);
  return start([node24, 'serve.mjs'], folder);
}

/** Bundled by esbuild and run by workerd, as wrangler does it. */
async function startWorker(): Promise<RunningServer> {
  const folder = await copyOf('cloudflare-worker');
  const options = { bundle: true, write: false, format: 'esm', platform: 'neutral' } as const;
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'worker.js')],
    conditions: ['workerd', 'worker'],
    ...options,
  });
  const { Miniflare } = await import('../runtimes/node_modules/miniflare/dist/src/index.js');
  const worker = new Miniflare({
    compatibilityDate: '2026-04-01',
    host: '127.0.0.1',
    port: 0,
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text ?? '' }],
    bindings: environment,
  });
  const { origin } = await worker.ready;
  return { address: origin, stop: () => void worker.dispose() };
}
