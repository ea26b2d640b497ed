/** A project with the packed package in it, and the programs that run the suite in it, as modules or as one script. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { golden, reference, refused } from '../support/conformance-vectors.mjs';

export const here = new URL('.', import.meta.url).pathname;
const root = join(here, '../..');

const readHere = (name) => readFileSync(join(here, name), 'utf8');

/** The entry points that the suite tests; add a new one when the package exports it. */
const SUITE_ENTRIES = {
  accesstoken2: '.',
  'accesstoken2/agora-token': './agora-token',
  'accesstoken2/client': './client',
  'accesstoken2/rest': './rest',
  'accesstoken2/trace': './trace',
};

/** Packs the package and installs it into an empty project, offline, since it has no dependencies. */
export function makeConsumer() {
  const project = mkdtempSync(join(tmpdir(), 'accesstoken2-runtimes-'));
  const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  run('npm', ['pack', '--silent', '--pack-destination', project], root);
  const [tarball] = readdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', `./${tarball}`], project);

  const { exports } = JSON.parse(readFileSync(join(project, 'node_modules/accesstoken2/package.json'), 'utf8'));
  const entries = Object.keys(SUITE_ENTRIES).filter((name) => SUITE_ENTRIES[name] in exports);
  const consumer = { project, tarball: join(project, tarball), entries, exports };
  writeFileSync(join(project, 'suite.mjs'), readHere('suite.mjs'));
  writeFileSync(join(project, 'vectors.mjs'), `export default ${VECTORS};\n`);
  return consumer;
}

/** As a literal, since most of the hosts have no file system. */
const VECTORS = JSON.stringify({ golden, reference, refused });

/**
 * A program that reports its runtime (`identity` is an expression) and the results of the suite. `finish` is the statement
 * that outputs `report()`; `resolve` maps an entry point to the host's module name.
 */
export function moduleProgram({ entries }, { identity, finish = PRINT, resolve = (name) => name }) {
  return [
    ...entries.map((name, index) => `import * as entry${index} from '${resolve(name)}';`),
    "import { runSuite } from './suite.mjs';",
    "import vectors from './vectors.mjs';",
    `const entries = { ${entries.map((name, index) => `'${name}': entry${index}`).join(', ')} };`,
    `const report = () => JSON.stringify({ identity: ${identity}, ...runSuite(entries, vectors) });`,
    finish,
  ].join('\n');
}

const PRINT = 'console.log(report());';

/** The same with `require`; only the suite itself is a module. */
export function requireProgram({ entries }, { identity }) {
  return [
    `const entries = { ${entries.map((name) => `'${name}': require('${name}')`).join(', ')} };`,
    "Promise.all([import('./suite.mjs'), import('./vectors.mjs')]).then(([{ runSuite }, { default: vectors }]) => {",
    `  console.log(JSON.stringify({ identity: ${identity}, ...runSuite(entries, vectors) }));`,
    '});',
  ].join('\n');
}

/** The same as one classic script, for engines without modules: the package's CommonJS files in function wrappers. */
export function scriptProgram(consumer, { identity, finish }) {
  const files = packageFiles(consumer, '.cjs');
  const modules = Object.entries(files).map(
    ([path, text]) => `${JSON.stringify(path)}: function (module, exports, require) {${text}\n}`,
  );
  const paths = Object.fromEntries(consumer.entries.map((name) => [name, entryPath(consumer, name, 'require')]));
  return [
    '(function () {',
    'var loaded = {};',
    'function load(path) {',
    '  if (loaded[path]) return loaded[path].exports;',
    '  var module = (loaded[path] = { exports: {} });',
    "  modules[path](module, module.exports, function (name) { return load('dist/' + name.slice('./'.length)); });",
    '  return module.exports;',
    '}',
    `var modules = {\n${modules.join(',\n')}\n};`,
    `var paths = ${JSON.stringify(paths)};`,
    'var entries = {};',
    'Object.keys(paths).forEach(function (name) { entries[name] = load(paths[name]); });',
    readHere('suite.mjs').replaceAll(/^export /gm, ''),
    `var vectors = ${VECTORS};`,
    `function report() { return JSON.stringify(Object.assign({ identity: ${identity} }, runSuite(entries, vectors))); }`,
    finish,
    '})();',
  ].join('\n');
}

/** The built files with this ending, by path inside the package. */
export function packageFiles({ project }, ending) {
  const folder = join(project, 'node_modules/accesstoken2');
  const names = readdirSync(join(folder, 'dist'), { recursive: true }).filter((name) => name.endsWith(ending));
  return Object.fromEntries(names.map((name) => [`dist/${name}`, readFileSync(join(folder, 'dist', name), 'utf8')]));
}

/** The file of an entry point, as a path inside the package. */
export function entryPath({ exports }, name, condition) {
  return posix.normalize(exports[SUITE_ENTRIES[name]][condition].default);
}

/**
 * The consumer without the client, for a bare engine. The client needs an `AbortController`, which every platform with a
 * Chat SDK has.
 */
export function withoutPlatform(consumer) {
  return { ...consumer, entries: consumer.entries.filter((name) => name !== 'accesstoken2/client') };
}

/** The binary of an installed package, or undefined if it is not available for this machine. */
export function binary(specifier, path) {
  try {
    return join(createRequire(import.meta.url).resolve(`${specifier}/package.json`), '..', path);
  } catch {
    return undefined;
  }
}
