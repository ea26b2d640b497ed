/** The published server: the portable handler, and an entry per platform on top of it. Dependencies stay outside. */
import { defineConfig } from 'tsup';

/** What programs import; `main` is the command. */
const modules = {
  index: 'src/index.ts',
  node: 'src/entries/node.ts',
  bun: 'src/entries/bun.ts',
  deno: 'src/entries/deno.ts',
  worker: 'src/entries/worker.ts',
  lambda: 'src/entries/lambda.ts',
};

export default defineConfig({
  entry: { ...modules, main: 'src/entries/main.ts' },
  clean: true,
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  dts: { entry: modules },
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
  // A module of two texts, which is published nowhere else.
  noExternal: ['accesstoken2-inspector'],
});
