/**
 * What the REST client costs. A back end that mints its own app tokens has the core at hand anyway, so the budget is
 * for what this entry adds: its own code, minified and compressed, without the core. Both together are told as well,
 * and held to a ceiling that only says when something has gone very wrong.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** In KiB, as every budget of the library. */
const OWN_CODE = 4;
const WITH_CORE = 18;

async function compressedSize(external: string[]): Promise<number> {
  const { outputFiles } = await build({
    // All exports but isTokenError, which is the core's.
    stdin: {
      contents: "export { ChatRestError, createAppTokenProvider, createChatRestClient } from './index.ts'",
      resolveDir: new URL('../../../src/rest/', import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1024;
}

it('is at most 4 KiB without the core', async () => {
  expect(await compressedSize(['../builders/*', '../token/*', '../checks.ts', '../errors.ts'])).toBeLessThanOrEqual(
    OWN_CODE,
  );
});

it('is at most 18 KiB with it', async () => {
  expect(await compressedSize([])).toBeLessThanOrEqual(WITH_CORE);
});
