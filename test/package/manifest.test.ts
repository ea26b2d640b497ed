/** Every entry in the manifest is built, exported, typed, tested and documented, and nothing else is. */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedPackage, root } from '../support/installed-package.ts';

const read = (name: string) => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json'));
const entries: string[] = Object.keys(manifest.exports).filter((name) => name !== './package.json');
const nameOf = (entry: string) => (entry === '.' ? 'index' : entry.slice('./'.length));

let dist: string;

beforeAll(async () => {
  dist = join(await installedPackage(), 'node_modules/accesstoken2/dist');
});

describe.each(entries)('the entry %s', (entry) => {
  const name = nameOf(entry);

  it('is exported as ESM and CJS, each with its own types', () => {
    expect(manifest.exports[entry]).toEqual({
      import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
    });
  });

  it('is built', async () => {
    const files = [`${name}.js`, `${name}.cjs`, `${name}.d.ts`, `${name}.d.cts`];
    expect((await readdir(dist)).filter((file) => files.includes(file)).sort()).toEqual(files.sort());
  });

  it.skipIf(entry === '.')('has a published folder, for tools that do not read exports', async () => {
    const stub = JSON.parse(readFileSync(join(dist, '..', name, 'package.json'), 'utf8'));
    expect(stub).toMatchObject({
      main: `../dist/${name}.cjs`,
      module: `../dist/${name}.js`,
      'react-native': `../dist/${name}.js`,
      types: `../dist/${name}.d.ts`,
    });
    expect(read('.gitignore')).toContain(`\n/${name}/\n`);
  });

  it('is in the API reference', () => {
    const folder = name === 'index' ? '' : `${name}/`;
    expect(JSON.parse(read('scripts/reference/typedoc.json')).entryPoints).toContain(`../../src/${folder}index.ts`);
  });

  it('is a row of docs/runtimes.md', () => {
    expect(read('docs/runtimes.md')).toContain(`| \`${entry.replace('.', 'accesstoken2')}\` |`);
  });
});

it('tsup builds the entries that are exported, and the command', () => {
  const built = [...read('tsup.config.ts').matchAll(/'?([a-z-]+)'?: 'src\/(?:([a-z-]+)\/)?(index|main)\.ts'/g)];
  expect(built.map((match) => match[1]).sort()).toEqual(['cli', ...entries.map(nameOf)].sort());
});

it.each(['js', 'cjs'])(
  'no module is in two files of dist/*.%s, since instanceof and shared buffers need one copy',
  async (kind) => {
    const names = (await readdir(dist)).filter((name) => name.endsWith(`.${kind}`));
    const modules = names.flatMap((name) => {
      const code = readFileSync(join(dist, name), 'utf8');
      return [...new Set([...code.matchAll(/^\/\/ (src\/.+\.ts)$/gm)].map((match) => match[1]))];
    });
    expect(modules.length).toBeGreaterThan(80);
    // The command has copies of these functions, which have no state and no class.
    const stateless = ['src/nearest-name.ts', 'src/explain/words.ts'];
    const twice = modules.filter((one, index) => modules.indexOf(one) !== index);
    expect(twice.filter((one) => one === undefined || !stateless.includes(one))).toEqual([]);
  },
);

it('the types have the documentation of declarations, but no comment about a source file', async () => {
  const names = (await readdir(dist)).filter((name) => /\.d\.c?ts$/.test(name));
  const types = names.map((name) => ({ name, text: readFileSync(join(dist, name), 'utf8') }));
  const declared = /^ ?\*\/\n(?:export |declare |interface |type |class )/m;
  expect(types.filter(({ text }) => declared.test(text)).length).toBeGreaterThan(10);
  // Such a comment is followed by a blank line, or by the documentation of the first declaration.
  const stray = types.flatMap(({ name, text }) =>
    [...text.matchAll(/\*\/\n(?:\n|\/\*\*).*/g)].map(([at]) => name + at),
  );
  expect(stray).toEqual([]);
});

it('nothing else is installed with the package, and no script runs on installation', () => {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta, scripts, bundledDependencies } =
    manifest;
  expect({ dependencies, optionalDependencies, bundledDependencies }).toEqual({});
  // npm installs a peer dependency unless it is optional: only users of the hook need React.
  expect(Object.keys(peerDependencies)).toEqual(Object.keys(peerDependenciesMeta));
  expect(Object.values(peerDependenciesMeta)).toEqual([{ optional: true }]);
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});

it('no lock file names a registry', () => {
  const folders = ['runtimes', 'package', 'sdk', 'metro', 'words'].map((name) => `test/${name}`);
  const locks = ['.', ...folders, 'scripts/reference', 'bench', 'server/load'];
  const named = locks.filter((folder) =>
    /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)http/.test(read(`${folder}/package-lock.json`)),
  );
  expect(named).toEqual([]);
});
