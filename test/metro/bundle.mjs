/** Bundles an app with one Metro version in a separate process: `node bundle.mjs '{ "metro": …, "transformer": …, … }'`. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const { metro: name, transformer, folder, entry, out, resolver } = JSON.parse(process.argv[2]);

const { default: Metro = require(name) } = require(name);
// Its runtime is part of the bundle.
const runtime = dirname(createRequire(require.resolve(name)).resolve('metro-runtime/package.json'));
const defaults = await Metro.loadConfig({ cwd: folder });
const config = {
  ...defaults,
  projectRoot: folder,
  watchFolders: [folder, runtime],
  cacheStores: [],
  maxWorkers: 1,
  reporter: { update() {} },
  resolver: { ...defaults.resolver, useWatchman: false, ...resolver },
  transformer: {
    ...defaults.transformer,
    asyncRequireModulePath: `${runtime}/src/modules/asyncRequire`,
    babelTransformerPath: require.resolve(transformer),
  },
};
await Metro.runBuild(config, { entry, out, platform: 'android', dev: false, minify: false });
process.exit();
