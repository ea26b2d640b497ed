/** Runs each example as a separate project with the packed package: an anonymous request gets no token, alice gets hers. */
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { binary, here } from '../consumer.mjs';
import { COMPATIBILITY_DATE } from './workerd.mjs';

const AGORA_APP_ID = '970CA35de60c44645bbae8a215061b33';
const AGORA_APP_CERTIFICATE = '5CFd2fd1755d40ecb72977518be15d3b';
const credentials = { AGORA_APP_ID, AGORA_APP_CERTIFICATE };

const node20 = binary('node20', 'bin/node');
const node24 = binary('node24', 'bin/node');
const bun = binary('bun', '../.bin/bun');
const deno = binary('deno', '../.bin/deno');

/** `run` gets the folder and resolves to the responses to an anonymous request and to alice's, or to alice's token alone. */
const EXAMPLES = [
  { name: 'express-commonjs', packages: ['express'], run: served(node20, ['server.cjs']) },
  { name: 'hono-node', packages: ['hono', '@hono/node-server'], run: served(node20, ['server.js']) },
  { name: 'deno', run: served(deno, ['run', '--no-lock', '--no-prompt', '--allow-net', '--allow-env', 'server.ts']) },
  { name: 'bun', run: served(bun, ['server.ts']) },
  { name: 'next-route-handler', run: runRouteHandler },
  { name: 'cloudflare-worker', run: runWorker },
  { name: 'typescript-script', run: runScript },
];

/** The services of the token that each script in `examples/tokens` prints. */
const SCRIPTS = {
  'rtc-and-rtm.ts': ['rtc', 'rtm'],
  'rtm2-permissions.ts': ['rtm2'],
  'apaas-room-user.ts': ['rtm', 'chat', 'apaas'],
  'certificate-rotation.ts': ['chat'],
  'batch.ts': ['chat'],
};

export default function examples(consumer) {
  const scripts = { runtime: 'example tokens', version: '', form: '', expected: '', run: () => runTokens(consumer) };
  return [...servers(consumer), scripts];
}

function servers(consumer) {
  return EXAMPLES.map(({ name, packages = [], run }) => ({
    runtime: `example ${name}`,
    version: '',
    form: '',
    expected: '',
    async run() {
      const { verifyToken } = await import(join(consumer.project, 'node_modules/accesstoken2/dist/index.js'));
      const { anonymous, alice, expires_at } = await run(await projectOf(consumer, name, packages), consumer);
      const required = { service: 'chat', privilege: 'user', userId: 'alice' };
      const options = { appCertificate: AGORA_APP_CERTIFICATE, appId: AGORA_APP_ID, require: required };
      const failures = anonymous === 401 ? [] : [`an anonymous request got ${anonymous}`];
      const { expiresIn, expiresAt } = verifyToken(alice, options);
      if (expiresIn !== 3600) failures.push(`the token is valid for ${expiresIn} seconds`);
      // A script prints the token alone.
      if (name !== 'typescript-script' && expires_at !== expiresAt) {
        failures.push(`expires_at is ${expires_at}, but the token expires at ${expiresAt}`);
      }
      return { identity: '', passed: 3 - failures.length, failures };
    },
  }));
}

/** A copy of the example, with the packed package and its other dependencies. */
async function projectOf({ project }, name, packages) {
  const folder = await mkdtemp(join(project, `${name}-`));
  await cp(join(here, '../../examples', name), folder, { recursive: true });
  await mkdir(join(folder, 'node_modules/@hono'), { recursive: true });
  const link = (from, one) => symlink(join(from, 'node_modules', one), join(folder, 'node_modules', one));
  await link(project, 'accesstoken2');
  for (const one of packages) await link(here, one);
  return folder;
}

/** Starts a server, which prints its address as its first line, and requests tokens from it. */
function served(command, args) {
  return async (folder, consumer) => {
    const env = { ...credentials, PATH: process.env.PATH, HOME: consumer.project, PORT: '0' };
    const server = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      return await askTwice(`${await firstLine(server)}/chat-token`, fetch, consumer);
    } finally {
      server.kill();
    }
  };
}

async function firstLine(server) {
  const timer = setTimeout(() => server.kill(), 30_000);
  for await (const line of createInterface({ input: server.stdout })) {
    clearTimeout(timer);
    return line;
  }
  throw new Error('the server exited before it printed its address');
}

/** Sends an anonymous request, and alice's with the client's `tokenEndpoint`. */
async function askTwice(url, ask, { project }) {
  const { tokenEndpoint } = await import(join(project, 'node_modules/accesstoken2/dist/client.js'));
  const anonymous = (await ask(url, { method: 'POST' })).status;
  let body;
  const fetchToken = tokenEndpoint(url, {
    headers: { authorization: 'Bearer session-of-alice' },
    // Without the signal: workerd's `fetch` accepts only its own.
    async fetch(address, { method, headers, body: question }) {
      const response = await ask(address, { method, headers, body: question });
      const text = await response.text();
      body = JSON.parse(text);
      return { ok: response.ok, status: response.status, headers: response.headers, text: async () => text };
    },
  });
  const { signal } = new AbortController();
  const alice = await fetchToken({ userId: 'alice', reason: 'login', attempt: 1, signal });
  return { anonymous, alice, expires_at: body.expires_at };
}

async function runRouteHandler(folder) {
  const program = `
    import { POST } from './app/api/chat-token/route.ts';
    const ask = (headers) => POST(new Request('http://localhost/', { method: 'POST', headers }));
    const anonymous = (await ask({})).status;
    const { token: alice, expires_at } = await (await ask({ authorization: 'Bearer session-of-alice' })).json();
    console.log(JSON.stringify({ anonymous, alice, expires_at }));
  `;
  await writeFile(join(folder, 'ask.mjs'), program);
  const { stdout } = await promisify(execFile)(node24, ['ask.mjs'], { cwd: folder, env: credentials });
  return JSON.parse(stdout);
}

/** Bundled by esbuild, as wrangler does. */
async function runWorker(folder, consumer) {
  const options = { bundle: true, write: false, format: 'esm', platform: 'neutral', conditions: ['workerd', 'worker'] };
  const { outputFiles } = await build({ entryPoints: [join(folder, 'worker.js')], ...options });
  const worker = new Miniflare({
    compatibilityDate: COMPATIBILITY_DATE,
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0].text }],
    bindings: credentials,
  });
  try {
    return await askTwice('http://localhost/chat-token', (url, init) => worker.dispatchFetch(url, init), consumer);
  } finally {
    await worker.dispose();
  }
}

/** The script has no sign-in, so there is no anonymous request to refuse. */
async function runScript(folder) {
  const { stdout } = await promisify(execFile)(node24, ['make-token.ts', 'alice'], { cwd: folder, env: credentials });
  return { anonymous: 401, alice: stdout.trim() };
}

async function runTokens(consumer) {
  const { verifyToken } = await import(join(consumer.project, 'node_modules/accesstoken2/dist/index.js'));
  const folder = await projectOf(consumer, 'tokens', []);
  const failures = [];
  const names = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  for (const name of names) {
    // The batch script takes the users as arguments; the others take none.
    const users = name === 'batch.ts' ? ['alice'] : [];
    const { stdout } = await promisify(execFile)(node24, [name, ...users], { cwd: folder, env: credentials });
    const { services } = verifyToken(stdout.trim().split('\t').at(-1), {
      appId: AGORA_APP_ID,
      appCertificate: AGORA_APP_CERTIFICATE,
    });
    const found = services.map(({ service }) => service);
    if (String(found) !== String(SCRIPTS[name])) failures.push(`${name} prints a token for ${found}`);
  }
  return { identity: '', passed: names.length - failures.length, failures };
}
