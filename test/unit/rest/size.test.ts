/**
 * What the REST client costs. A back end that mints its own app tokens has the core at hand anyway, so the budget is
 * for what this entry adds: its own code, minified and compressed, without the core. Both together are told as well,
 * and held to a ceiling that only says when something has gone very wrong.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const OWN_CODE_BYTES = 4096;
const WITH_CORE_BYTES = 20_000;

async function compressedSize(external: string[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../../src/rest/index.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

it('is at most 4 kB without the core', async () => {
  expect(await compressedSize(['../builders/*', '../token/*'])).toBeLessThanOrEqual(OWN_CODE_BYTES);
});

it('is at most 20 kB with it', async () => {
  expect(await compressedSize([])).toBeLessThanOrEqual(WITH_CORE_BYTES);
});
