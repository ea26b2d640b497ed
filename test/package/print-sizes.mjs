/** Prints the sizes that imports have in a bundle, as the table of docs/runtimes.md. Takes `dist/` as it is. */
import { bundle, IMPORTS, row } from './imports.mjs';

const root = new URL('../..', import.meta.url).pathname;

console.log('| import | minified | with gzip |\n|---|---|---|');
for (const one of IMPORTS) console.log(row(one, (await bundle(one, root)).minified));
