/**
 * Writes a folder with a package.json for each entry besides the root: `client/package.json` and so on. Tools that do
 * not read `exports` find an entry by its folder: TypeScript's `moduleResolution: node`, and Metro before 0.82.
 * Part of `npm run build`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

for (const [entry, conditions] of Object.entries(manifest.exports)) {
  if (entry === '.' || entry === './package.json') continue;
  const path = (file) => file.replace('./', '../');
  const esm = path(conditions.import.default);
  const stub = {
    // By default, Metro does not resolve .cjs files, and prefers `react-native` or `browser` over `main`.
    main: path(conditions.require.default),
    module: esm,
    browser: esm,
    'react-native': esm,
    types: path(conditions.import.types),
    sideEffects: false,
  };
  mkdirSync(new URL(entry, root), { recursive: true });
  writeFileSync(new URL(`${entry}/package.json`, root), `${JSON.stringify(stub, null, 2)}\n`);
}
