/**
 * Runs the suite on the packed and installed package in every runtime and prints a table; exits with 1 if a row is red.
 * Installs the runtimes first, unless they are up to date with the lock file. With names as arguments
 * (`npm run test:runtimes -- bun quickjs`) only rows that contain one of them run.
 *
 * A runtime that is not available on this machine is reported; in CI, where all are available, it is a failure.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installLocked } from '../support/install-locked.mjs';
import { here, makeConsumer } from './consumer.mjs';

const HOSTS = ['processes', 'workerd', 'edge-vm', 'chromium', 'quickjs', 'hermes'];

installLocked(here);
const wanted = process.argv.slice(2).map((name) => name.toLowerCase());
const isWanted = ({ runtime }) => wanted.length === 0 || wanted.some((name) => runtime.toLowerCase().includes(name));

const page = readFileSync(join(here, '../../docs/runtimes.md'), 'utf8');
const consumer = makeConsumer();
const rows = [];
try {
  for (const host of HOSTS) {
    const { default: rowsOf } = await import(`./hosts/${host}.mjs`);
    for (const row of rowsOf(consumer).filter(isWanted)) rows.push({ ...row, ...(await outcome(row)) });
  }
} finally {
  rmSync(consumer.project, { recursive: true, force: true });
}

console.log(`\n${consumer.entries.join(', ')}, packed and installed:\n`);
const columns = ['runtime', 'version', 'form', 'result'];
const width = (column) => Math.max(...rows.map((row) => row[column].length), column.length);
const line = (row) =>
  columns
    .map((column) => row[column].padEnd(width(column)))
    .join('  ')
    .trimEnd();
console.log(line(Object.fromEntries(columns.map((column) => [column, column]))));
for (const row of rows) console.log(line(row));
for (const { runtime, form, failures } of rows) {
  for (const failure of failures) console.log(`\n${runtime}, ${form}: ${failure}`);
}
const red = rows.filter((row) => row.red);
console.log(`\n${rows.length - red.length} passed, ${red.length} failed`);
process.exitCode = red.length > 0 || rows.length === 0 ? 1 : 0;

async function outcome({ runtime, version, expected, missing, run }) {
  if (missing !== undefined) {
    console.error(`NOT RUN: ${runtime}: ${missing}`);
    return { red: Boolean(process.env.CI), result: 'NOT RUN', failures: [missing] };
  }
  try {
    const { identity, passed, failures } = await run();
    const wrongIdentity = identity === expected ? [] : [`expected the runtime "${expected}", got "${identity}"`];
    const described = version === '' || page.includes(`| ${runtime} | ${version} |`);
    const undocumented = described ? [] : ['docs/runtimes.md does not list this version'];
    const all = [...wrongIdentity, ...undocumented, ...failures];
    return all.length === 0 && passed > 0
      ? { red: false, result: `ok, ${passed} facts`, failures: [] }
      : { red: true, result: `RED, ${all.length} of ${passed + failures.length} facts`, failures: all };
  } catch (error) {
    return { red: true, result: 'RED, did not run', failures: [error.stack ?? String(error)] };
  }
}
