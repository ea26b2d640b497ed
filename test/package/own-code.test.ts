/**
 * How large the client's and the REST client's own code is, without the core that they stand on: its chunks are shared
 * with `accesstoken2` itself, and counted once in an app that has both. `sizes.test.ts` measures all of it together.
 */
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { root } from '../support/installed-package.ts';
import { gzipSize } from './imports.mjs';

/** Leaves out what is beyond the entry's own folder, which is flat. */
const onlyOwn: Plugin = {
  name: 'only-own',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\.\// }, () => ({ path: './core.js', external: true }));
  },
};

async function bundle(entry: string, names: string, plugins: Plugin[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names} } from './index.ts';`, resolveDir: join(root, 'src', entry) },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
    plugins,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

describe('own code, minified and compressed, in bytes at most', () => {
  it.each([
    ['client', 'createChatSession', 3000],
    ['client', 'createChatSession, agoraChatWeb', 3250],
    ['client', 'createChatSession, reactNativeAgoraChat, onAppState', 3400],
    ['client', 'createChatSession, agoraChatWeb, tokenEndpoint', 4200],
    ['rest', 'createChatRestClient, createAppTokenProvider', 4096],
  ])('%s: { %s }: %d', async (entry, names, budget) => {
    expect(gzipSize(await bundle(entry, names, [onlyOwn]))).toBeLessThanOrEqual(budget);
  });
});

it('a client says nothing of certificates and has no hash', async () => {
  const names = 'createChatSession, agoraChatWeb, reactNativeAgoraChat, tokenEndpoint, onAppState';
  const code = new TextDecoder().decode(await bundle('client', names, []));
  expect(code.match(/certificate|hmac|sha-?256/gi)).toBeNull();
});
