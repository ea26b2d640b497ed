/**
 * `npm run bench`: the library and other packages in one run.
 * `npm run bench -- build verify` runs only the sections named; `--aims` prints the aims beside the figures.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { printFigures } from './figures.mjs';

const sections = ['build', 'verify', 'parts', 'memory', 'growth', 'cold-start'];

const { values, positionals } = parseArgs({ options: { aims: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !sections.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown section: ${unknown.join(', ')}. Sections: ${sections.join(', ')}.`);
  process.exit(2);
}

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model}, ${cpus().length} cores`,
);
for (const name of positionals.length > 0 ? positionals : sections) {
  const section = await import(`./${name}.mjs`);
  await section.run();
}
printFigures(values.aims);
