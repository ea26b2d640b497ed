/**
 * The size of the client's own code, without the decoder that it uses, since an app that imports both shares the decoder with
 * `accesstoken2`. `sizes.test.ts` measures all of it together.
 */
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { root } from '../support/installed-package.ts';
import { gzipSize, KIB } from './imports.mjs';

/** Excludes code outside the client's folder, which is flat. */
const onlyOwn: Plugin = {
  name: 'only-own',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\.\// }, () => ({ path: './core.js', external: true }));
  },
};

async function bundle(names: string, plugins: Plugin[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names} } from './index.ts';`, resolveDir: join(root, 'src/client') },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
    plugins,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

describe('the maximum size of its own code, minified and compressed, in KiB', () => {
  it.each([
    ['createChatSession', 4.3],
    ['createChatSession, agoraChatWeb', 4.6],
    ['createChatSession, reactNativeAgoraChat, onAppState', 4.9],
    ['createChatSession, agoraChatWeb, tokenEndpoint', 5.9],
  ])('{ %s }: %f', async (names, budget) => {
    expect(gzipSize(await bundle(names, [onlyOwn]))).toBeLessThanOrEqual(budget * KIB);
  });
});

it('the client does not mention certificates and contains no hash', async () => {
  const names = 'createChatSession, agoraChatWeb, reactNativeAgoraChat, tokenEndpoint, onAppState';
  const code = new TextDecoder().decode(await bundle(names, []));
  expect(code.match(/certificate|hmac|sha-?256/gi)).toBeNull();
});
