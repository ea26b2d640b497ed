/** A session leaves no timer behind and no connection: counted in a process of its own, where nothing else runs. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTokenServer } from '../../../server/src/index.ts';
import { credentials } from '../../support/credentials.ts';
import { startBackend } from '../stand-in/backend.mjs';
import { startTokenServer } from '../stand-in/token-server.mjs';

/** Prints what keeps the process up before the login, while online, and at the end. */
const PROGRAM = `
  import { setTimeout as sleep } from 'node:timers/promises';
  import './node-shims.ts';
  import { Device } from './device.ts';
  const [, , options, leave] = process.argv;
  const device = new Device(JSON.parse(options));
  const holders = () => process.getActiveResourcesInfo().filter((one) => /Timeout|TCP/.test(one)).sort().join();
  await sleep(100);
  const before = holders();
  await device.login('alice');
  await device.renewNow();
  const online = holders();
  await device[leave]();
  for (let waited = 0; waited < 10_000 && holders() !== before; waited += 50) await sleep(50);
  console.log(JSON.stringify({ before, during: online === before ? 'the same' : 'more', after: holders() }));
  process.exit();
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accesstoken2-leftovers-'));
  await build({
    stdin: { contents: PROGRAM, resolveDir: new URL('.', import.meta.url).pathname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    outfile: join(folder, 'program.mjs'),
    logLevel: 'error',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(['logout', 'dispose'])('after %s', async (leave) => {
  const backend = await startBackend(credentials);
  const tokenServer = await startTokenServer(createTokenServer, credentials);
  const options = JSON.stringify({ connection: backend.connectionOptions, tokenServer: tokenServer.url });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.mjs'), options, leave]);
  // The SDK runs one timer of its own from the moment its connection is made.
  expect(JSON.parse(stdout)).toEqual({ before: 'Timeout', during: 'more', after: 'Timeout' });
  await backend.stop();
  await tokenServer.stop();
});
