/**
 * `npm run bench`: the library against its rivals, and every aim with its figure.
 * `npm run bench -- build verify` runs the sections named only. See README.md.
 */
import { cpus } from 'node:os';
import { printAims } from './report.mjs';

const sections = ['build', 'verify', 'parts', 'memory', 'growth', 'cold-start', 'sizes'];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !sections.includes(name));
if (unknown.length > 0) {
  console.error(`No such section: ${unknown.join(', ')}. There are: ${sections.join(', ')}.`);
  process.exit(2);
}

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model}, ${cpus().length} cores`,
);
for (const name of asked.length > 0 ? asked : sections) {
  const section = await import(`./${name}.mjs`);
  await section.run();
}
printAims();
