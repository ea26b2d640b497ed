/**
 * The published files: the library as ESM and CJS with types for both, and the command line on top of it.
 *
 * Modules that several entries import are built once, into files that the entries share: with a copy in each entry,
 * `instanceof` would fail between them. esbuild's splitting would make a file for each combination of entries, and
 * importing six files takes a seventh more CPU time than three.
 *
 * No source maps are published: with them, the package is 662 kB instead of 224. `npm run build -- --sourcemap` writes
 * them.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

// Deno and Workers know the built-in modules only with the prefix `node:`.
const common: Options = { target: 'es2022', platform: 'neutral', treeshake: true, removeNodeProtocol: false };
const library: Options = { ...common, format: ['esm', 'cjs'] };

const entries = {
  index: 'src/index.ts',
  'agora-token': 'src/agora-token/index.ts',
  client: 'src/client/index.ts',
  rest: 'src/rest/index.ts',
  trace: 'src/trace/index.ts',
};
const react = { react: 'src/react/index.ts' };

const root = import.meta.dirname;

/** The modules that each module imports, types aside. */
const imports = new Map<string, readonly string[]>();
const { metafile } = await build({
  entryPoints: Object.values(entries),
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  outdir: 'dist',
});
for (const [module, input] of Object.entries(metafile.inputs)) {
  imports.set(
    module,
    input.imports.map(({ path }) => path),
  );
}

/** A module and all that it imports, directly or not. */
function reach(module: string, reached: Set<string> = new Set()): Set<string> {
  if (reached.has(module)) return reached;
  reached.add(module);
  for (const imported of imports.get(module) ?? []) reach(imported, reached);
  return reached;
}

const reaches = Object.values(entries).map((entry) => reach(entry));
const isShared = (module: string) => reaches.filter((reached) => reached.has(module)).length > 1;

/**
 * The shared files, and the entries whose modules each contains, except those of the files before it. The client only
 * reads tokens, and is bundled for React Native as it is, unused code included; the drop-in and REST only build them.
 * Without `explain`, of which `build` would have the modules, `require` of the drop-in takes a quarter more CPU time.
 */
const sharedFiles = {
  decode: [entries.client],
  build: [entries['agora-token'], entries.rest],
  explain: [entries.trace],
};
type SharedFile = keyof typeof sharedFiles;

const modulesOf = new Map<string, Set<string>>();
const left = new Set([...imports.keys()].filter(isShared));
for (const [file, users] of Object.entries(sharedFiles)) {
  const reached = users.flatMap((entry) => [...reach(entry)]);
  modulesOf.set(file, new Set(reached.filter((module) => left.delete(module))));
}

/** Makes a shared file, in place of the entry: exports all of those of its modules that a module outside imports. */
function makeShared(file: SharedFile): Plugin {
  const modules = modulesOf.get(file) as Set<string>;
  const outside = [...imports].flatMap(([module, imported]) => (modules.has(module) ? [] : imported));
  const exported = [...new Set(outside)].filter((module) => modules.has(module)).sort();
  return {
    name: `make-${file}`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ kind }) =>
        kind === 'entry-point' ? { path: file, namespace: 'shared' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'shared' }, () => ({
        contents: exported.map((module) => `export * from './${module}';`).join('\n'),
        resolveDir: root,
      }));
    },
  };
}

/** Imports a shared file in place of its modules. */
function importShared(file: SharedFile): Plugin {
  return {
    name: `import-${file}`,
    setup({ initialOptions, onResolve }) {
      const extension = initialOptions.outExtension?.['.js'] ?? '.js';
      const paths = new Set([...(modulesOf.get(file) as Set<string>)].map((module) => join(root, module)));
      onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) =>
        paths.has(join(resolveDir, path))
          ? { path: `./${file}${extension}`, external: true, sideEffects: false }
          : undefined,
      );
    },
  };
}

/** The command line imports the built library: one copy of everything, and only what the library exports. */
const publishedLibrary: Plugin = {
  name: 'published-library',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './index.js', external: true }));
  },
};

/** The hook imports the built client, of which there must be one copy. */
const publishedClient: Plugin = {
  name: 'published-client',
  setup({ initialOptions, onResolve }) {
    const extension = initialOptions.outExtension?.['.js'] ?? '.js';
    onResolve({ filter: /^\.\.\/client\/index\.ts$/ }, () => ({ path: `./client${extension}`, external: true }));
  },
};

export default defineConfig([
  // tsup needs the path of a file that exists.
  { ...library, entry: { decode: entries.index }, esbuildPlugins: [makeShared('decode')] },
  { ...library, entry: { build: entries.index }, esbuildPlugins: [makeShared('build'), importShared('decode')] },
  {
    ...library,
    entry: { explain: entries.index },
    esbuildPlugins: [makeShared('explain'), importShared('decode'), importShared('build')],
  },
  {
    ...library,
    entry: entries,
    dts: { entry: { ...entries, ...react } },
    // No effect today: all that two entries share is in the shared files.
    splitting: true,
    esbuildPlugins: [importShared('decode'), importShared('build'), importShared('explain')],
  },
  {
    ...library,
    entry: react,
    // For frameworks with server components; tree-shaking would take the directive away.
    banner: { js: "'use client';" },
    treeshake: false,
    esbuildPlugins: [publishedClient],
  },
  {
    ...common,
    entry: { cli: 'src/cli/main.ts' },
    format: 'esm',
    external: [/^node:/],
    esbuildPlugins: [publishedLibrary],
  },
]);
