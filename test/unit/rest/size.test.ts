/**
 * What the REST client costs. A back end that mints its own app tokens has the core loaded anyway, so the budget is for
 * what this entry adds: its own code, minified and compressed, without the core. The operations of a product area come
 * only with the function that gives them: a bundle that does not import it does not pay for them.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const core = ['../builders/*', '../token/*', '../services/*', '../checks.ts', '../../checks.ts', '../errors.ts'];

async function bundle(names: string, external: string[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names} } from './src/rest/index.ts'`,
      resolveDir: new URL('../../..', import.meta.url).pathname,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

const kibibytes = (code: Uint8Array) => gzipSync(code, { level: 9 }).length / 1024;

it('the client is at most 7 KiB without the core, and 20 with it', async () => {
  expect(kibibytes(await bundle('createChatRestClient', core))).toBeLessThanOrEqual(7);
  expect(kibibytes(await bundle('createChatRestClient', []))).toBeLessThanOrEqual(20);
});

it('the client brings no operation of a product area', async () => {
  const code = Buffer.from(await bundle('createChatRestClient', core)).toString();
  for (const word of [
    'chatgroups',
    'chatrooms',
    'chatfiles',
    'messages',
    'metadata',
    'mutes',
    'presence',
    'notification',
  ]) {
    expect(code).not.toContain(word);
  }
});

it.each([
  ['chatMessages', 1.5],
  ['chatGroups', 2.25],
  ['chatRooms', 2],
  ['chatUserAttributes', 0.5],
  ['chatFiles', 0.75],
  ['chatPush', 1],
  ['chatMutes', 1],
  ['chatBlocks', 0.75],
  ['chatPresence', 1],
])('%s adds at most %s KiB', async (name, budget) => {
  const alone = kibibytes(await bundle('createChatRestClient', core));
  const together = kibibytes(await bundle(`createChatRestClient, ${name}`, core));
  expect(together - alone).toBeLessThanOrEqual(budget);
});
