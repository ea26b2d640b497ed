/** The published server: the portable handler, and an entry per platform on top of it. Dependencies stay outside. */
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/entries/node.ts', main: 'src/entries/main.ts' },
  clean: true,
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  dts: { entry: { index: 'src/index.ts', node: 'src/entries/node.ts' } },
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
});
