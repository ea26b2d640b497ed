/**
 * The published files: the library as ESM and CJS with types for both, and the command line on top of it.
 *
 * What several entries need is in two files of its own, decode and build, which they import: with a copy in each entry,
 * instanceof would fail between them. esbuild's splitting would make a chunk for every set of entries, five of them; with
 * three files less, importing the library in a new process takes a seventh less CPU time, and with one file a sixth.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

// `node:` stays: Deno and Workers know the built-in modules by no other name.
const common: Options = { target: 'es2022', platform: 'neutral', treeshake: true, removeNodeProtocol: false };
const library: Options = { ...common, format: ['esm', 'cjs'] };

/** The modules that a file of src/shared exports. */
function modulesOf(name: string): Set<string> {
  const folder = join(import.meta.dirname, 'src/shared');
  const source = readFileSync(join(folder, `${name}.ts`), 'utf8');
  return new Set([...source.matchAll(/ from '(.+)';/g)].map(([, path]) => join(folder, path as string)));
}

/** Leaves the modules of a file of src/shared out, and imports the built file. */
function importShared(name: string): Plugin {
  const modules = modulesOf(name);
  return {
    name: `import-${name}`,
    setup(build) {
      const extension = build.initialOptions.outExtension?.['.js'] ?? '.js';
      build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) =>
        modules.has(join(resolveDir, path))
          ? { path: `./${name}${extension}`, external: true, sideEffects: false }
          : undefined,
      );
    },
  };
}

/** The command line imports the built library: one copy of everything, and only what the library exports. */
const publishedLibrary: Plugin = {
  name: 'published-library',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './index.js', external: true }));
  },
};

export default defineConfig([
  { ...library, entry: { decode: 'src/shared/decode.ts' } },
  { ...library, entry: { build: 'src/shared/build.ts' }, esbuildPlugins: [importShared('decode')] },
  {
    ...library,
    entry: {
      index: 'src/index.ts',
      'agora-token': 'src/agora-token/index.ts',
      client: 'src/client/index.ts',
      rest: 'src/rest/index.ts',
    },
    dts: true,
    // For what two entries share besides: nothing, but if there comes to be something, it gets one chunk and not two copies.
    splitting: true,
    esbuildPlugins: [importShared('decode'), importShared('build')],
  },
  {
    ...common,
    entry: { cli: 'src/cli/main.ts' },
    format: 'esm',
    external: [/^node:/],
    esbuildPlugins: [publishedLibrary],
  },
]);
