/** The library's private kernels, bundled from the sources: the package does not export them. */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const src = fileURLToPath(new URL('../src', import.meta.url));
const outfile = fileURLToPath(new URL('./dist/kernels.mjs', import.meta.url));

buildSync({
  stdin: {
    contents: `
      export { compress, initialise } from './crypto/sha256-compress.ts';
      export { sha256 } from './crypto/sha256.ts';
      export { hmacSha256 } from './crypto/hmac.ts';
      export { decodeBase64, encodeBase64 } from './base64/base64.ts';
      export { deflate } from './deflate/deflate.ts';
      export { inflate } from './inflate/inflate.ts';
    `,
    resolveDir: src,
  },
  outfile,
  bundle: true,
  format: 'esm',
  target: 'es2022',
});

export const kernels = await import(outfile);

const state = new Int32Array(8);
const block = new Int32Array(16);
kernels.initialise(state);

/** One SHA-256 compression; state and block differ at every call. */
export function compression(i) {
  block[i & 15] = state[7] + i;
  kernels.compress(state, block);
}
