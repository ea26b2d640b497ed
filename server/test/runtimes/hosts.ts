/** Where the built server runs: programs of their own, and workerd. They are installed in the folder of the root's runtimes. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { type Answer, answerOf, ask } from '../support/listening.ts';
import { type Program, runProcess, startProcess } from '../support/process.ts';

const require = createRequire(new URL('../../../test/runtimes/package.json', import.meta.url));
const { packages } = require('./package-lock.json') as { packages: Record<string, { version: string }> };
const versionOf = (name: string) => packages[`node_modules/${name}`]?.version;

export interface Running {
  request(path: string, init?: RequestInit): Promise<Answer>;
  /** Everything it has written so far. */
  output(): string;
}

export interface Host {
  readonly name: string;
  /** Why it cannot run here. In CI that is a failure. */
  readonly missing?: string;
  /** What it is to say of itself. */
  readonly identity: string;
  start(env: Record<string, string>): Promise<Running & { readonly identity: string }>;
  /** What it writes where it cannot start. */
  refusal(env: Record<string, string>): Promise<string>;
}

export interface ProcessHost extends Host {
  readonly program: Program;
}

const commandFile = fileURLToPath(new URL('command.mjs', import.meta.url));

function processHost(label: string, name: string, binary: string, args: readonly string[] = []): ProcessHost {
  const program: Program = [binary, ...args, commandFile];
  return {
    name: label,
    program,
    identity: `runtime: ${label.replace(/ \d+$/, '')} ${versionOf(name)}`,
    ...(!existsSync(binary) && { missing: 'no binary for this machine' }),
    async start(env) {
      const { url, output } = await startProcess(env, program);
      const identity = output().split('\n', 1)[0] as string;
      return { identity, output, request: (path, init) => ask(`${url}${path}`, init) };
    },
    refusal: async (env) => (await runProcess([], env, program)).output,
  };
}

const installed = dirname(require.resolve('./package.json'));
const inPackage = (name: string, path: string) => join(installed, 'node_modules', name, path);

/** What the page for Deno says it needs, and no more. */
const DENO_ARGS = ['run', '--no-prompt', '--no-lock', '--allow-net', '--allow-env', '--allow-read'];

export const bun = processHost('Bun', 'bun', inPackage('.bin', 'bun'));
export const deno = processHost('Deno', 'deno', inPackage('.bin', 'deno'), DENO_ARGS);
const nodes = [22, 24, 26].map((major) =>
  processHost(`Node.js ${major}`, `node${major}`, inPackage(`node${major}`, 'bin/node')),
);

interface Miniflare {
  dispatchFetch(url: string, init?: RequestInit): Promise<Response>;
  dispose(): Promise<void>;
}

const deployFolder = new URL('../../deploy/', import.meta.url);

/** As wrangler bundles it: what is in `node_modules`, for a runtime that is neither Node nor a browser. */
async function bundleWorker(main: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(main, deployFolder))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
  });
  return outputFiles[0]?.text ?? '';
}

/** Says who runs it, in front of the Worker that is tested. */
const identified = `
import worker from './worker.js';
const identity = () => [navigator.userAgent, typeof process, typeof Buffer].join(' ');
export default {
  fetch: (request, env, context) =>
    new URL(request.url).pathname === '/identity' ? new Response(identity()) : worker.fetch(request, env, context),
};`;

export async function startWorker(
  bindings: Record<string, unknown>,
  { main = 'worker.js', compatibilityDate = '2026-04-01', ...options }: Record<string, unknown> = {},
): Promise<Running & { readonly identity: string }> {
  const { Miniflare } = (await import(require.resolve('miniflare'))) as {
    Miniflare: new (options: object) => Miniflare;
  };
  let text = '';
  const worker = new Miniflare({
    // No compatibility flag, so that nothing of Node.js is there.
    compatibilityDate,
    bindings,
    modules: [
      { type: 'ESModule', path: 'main.js', contents: identified },
      { type: 'ESModule', path: 'worker.js', contents: await bundleWorker(String(main)) },
    ],
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      for (const stream of [stdout, stderr]) stream.on('data', (chunk) => (text += chunk));
    },
    ...options,
  });
  onTestFinished(() => worker.dispose());
  const request = async (path: string, init?: RequestInit) =>
    answerOf(await worker.dispatchFetch(`http://localhost${path}`, init));
  return { request, output: () => text, identity: (await request('/identity')).text };
}

const workerd: Host = {
  name: 'Cloudflare Workers (workerd)',
  identity: 'Cloudflare-Workers undefined undefined',
  start: (env) => startWorker(env),
  async refusal(env) {
    const { request, output } = await startWorker(env);
    await request('/healthz');
    return output();
  },
};

export const hosts: readonly Host[] = [bun, deno, ...nodes, workerd];
