/** The published files: one ESM and one CJS file an entry, types for both, chunks shared between entries. */
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: { entry: { index: 'src/index.ts' } },
  // Without splitting every CJS entry would carry its own TokenError, and instanceof would fail between them.
  splitting: true,
  treeshake: true,
  clean: true,
  external: [/^node:/],
});
