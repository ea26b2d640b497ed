/**
 * The published files: the library as ESM and CJS with types for both, and the command line on top of it.
 */
import { defineConfig, type Options } from 'tsup';

// `node:` stays: Deno and Workers know the built-in modules by no other name.
const common: Options = { target: 'es2022', platform: 'neutral', treeshake: true, removeNodeProtocol: false };

/** The command line imports the built library: one copy of everything, and only what the library exports. */
const publishedLibrary: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'published-library',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './index.js', external: true }));
  },
};

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      'agora-token': 'src/agora-token/index.ts',
      client: 'src/client/index.ts',
      rest: 'src/rest/index.ts',
    },
    format: ['esm', 'cjs'],
    dts: true,
    // Without splitting every CJS entry would carry its own TokenError, and instanceof would fail between them.
    splitting: true,
  },
  {
    ...common,
    entry: { cli: 'src/cli/main.ts' },
    format: 'esm',
    external: [/^node:/],
    esbuildPlugins: [publishedLibrary],
  },
]);
