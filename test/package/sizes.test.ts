/** The size of each import, and the parts that it must not contain. docs/runtimes.md lists the sizes too. */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedPackage, root } from '../support/installed-package.ts';
import { bundle, gzipSize, IMPORTS, KIB, PARTS, row, statementOf } from './imports.mjs';

let project: string;

beforeAll(async () => {
  project = await installedPackage();
});

const page = readFileSync(join(root, 'docs/runtimes.md'), 'utf8');

/** How far the page may differ from the measurement, in KiB: the budgets are the limits, the page only informs. */
const tolerance = (measured: number) => Math.max(0.5, measured * 0.05);

describe.each(IMPORTS.map((one) => ({ one, statement: statementOf(one) })))('$statement', ({ one, statement }) => {
  it('stays within its budget', async () => {
    expect(gzipSize((await bundle(one, project)).minified)).toBeLessThanOrEqual(one.budget * KIB);
  });

  it('does not contain parts that it does not need', async () => {
    const { code } = await bundle(one, project);
    const reached = Object.entries(PARTS).flatMap(([part, mark]) => (mark.test(code) ? [part] : []));
    expect(reached.filter((part) => one.without.includes(part))).toEqual([]);
  });

  it('is about as large as docs/runtimes.md says (npm run sizes)', async () => {
    const sizes = (text: string) => [...text.matchAll(/([0-9.]+) KiB/g)].map((match) => Number(match[1]));
    const line = page.split('\n').find((text) => text.startsWith(`| \`${statement}\``)) ?? '';
    const measured = sizes(row(one, (await bundle(one, project)).minified));
    const stated = sizes(line);
    expect(stated).toHaveLength(2);
    for (const [index, size] of measured.entries())
      expect(Math.abs(size - (stated[index] ?? 0))).toBeLessThanOrEqual(tolerance(size));
  });
});

it('every part occurs in some entry, so no pattern is out of date', async () => {
  const found = new Set<string>();
  for (const from of ['', '/agora-token', '/client', '/rest']) {
    const { code } = await bundle({ names: [], from: `accesstoken2${from}` }, project);
    for (const [part, mark] of Object.entries(PARTS)) if (mark.test(code)) found.add(part);
  }
  expect([...found].sort()).toEqual(Object.keys(PARTS).sort());
});

/** For bundlers that ignore `sideEffects`, unused code in each file must be removable. */
describe.each(['index', 'agora-token', 'client', 'rest'])('an unused import of %s', (name) => {
  const file = () => join(project, 'node_modules/accesstoken2/dist', `${name}.js`);

  it('leaves nothing in a bundle of rollup', async () => {
    const entry = { name: 'entry', resolveId: keepEntry, load: loadEntry(file()) };
    const made = await rollup({ input: 'entry', plugins: [entry], onwarn: () => {} });
    const { output } = await made.generate({});
    expect(output[0].code.trim()).toBe('');
  });

  it('leaves nothing but numbers and empty arrays in a bundle of esbuild', async () => {
    const stdin = { contents: `import ${JSON.stringify(file())};`, resolveDir: project };
    const ignoreSideEffects = { name: 'ignore', setup: readsNoSideEffects };
    const { outputFiles } = await build({
      stdin,
      bundle: true,
      write: false,
      format: 'esm',
      plugins: [ignoreSideEffects],
    });
    const statements = (outputFiles[0]?.text ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('//'));
    const isScratch = (line: string) =>
      /^var [A-Za-z0-9_$]+ = ([A-Z0-9_ ()*+\-<e]+|Number\.POSITIVE_INFINITY|\/\* @__PURE__ \*\/ new \w+Array\([A-Z0-9_ +]+\));$/.test(
        line,
      );
    expect(statements.filter((line) => !isScratch(line))).toEqual([]);
  });
});

it('nothing of Node.js is in the library', async () => {
  const dist = join(project, 'node_modules/accesstoken2/dist');
  const files = (await readdir(dist)).filter((name) => /\.c?js$/.test(name) && name !== 'cli.js');
  const uses = files.flatMap((name) =>
    [
      ...readFileSync(join(dist, name), 'utf8').matchAll(/\bnode:|\bBuffer\b|\bprocess\.|\b__dirname\b|\bglobal\./g),
    ].map(([text]) => `${name}: ${text}`),
  );
  expect(uses).toEqual([]);
});

function keepEntry(source: string): string | null {
  return source === 'entry' ? source : null;
}

function loadEntry(file: string) {
  return (id: string) => (id === 'entry' ? `import ${JSON.stringify(file)};` : null);
}

function readsNoSideEffects(plugin: import('esbuild').PluginBuild): void {
  plugin.onResolve({ filter: /\.js$/ }, ({ path, resolveDir }) => ({
    path: join(path.startsWith('.') ? resolveDir : '', path),
    sideEffects: true,
  }));
}
