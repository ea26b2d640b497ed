/** Writes the sizes that imports have in a bundle into docs/runtimes.md, between its markers. Takes `dist/` as it is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { bundle, IMPORTS, row } from './imports.mjs';

const root = new URL('../..', import.meta.url).pathname;
const path = `${root}docs/runtimes.md`;
const between = /(?<=<!-- sizes: .*-->\n).*(?=\n<!-- end of sizes -->)/s;

const page = readFileSync(path, 'utf8');
if (!between.test(page)) throw new Error('docs/runtimes.md has no markers around the sizes');
const rows = [];
for (const one of IMPORTS) rows.push(row(one, (await bundle(one, root)).minified));
const table = ['| import | minified | gzipped |', '|---|---|---|', ...rows].join('\n');
console.log(table);
writeFileSync(path, page.replace(between, table));
