/**
 * Writes docs/reference/ from the docstrings of what the package exports. Why a script: to compare as well as to write.
 *
 *   npm run docs               writes it
 *   npm run docs -- --check    exits with 1 if what is there is not what this would write
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reference = new URL('../../docs/reference', import.meta.url).pathname;

function write(folder) {
  const typedoc = ['node_modules/typedoc/bin/typedoc', '--logLevel', 'Warn', '--cleanOutputDir', '--out', folder];
  const { status } = spawnSync(process.execPath, typedoc, { cwd: import.meta.dirname, stdio: 'inherit' });
  // It has said why.
  if (status !== 0) process.exit(1);
}

/** The pages of a folder by name. */
function pagesOf(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

if (process.argv.includes('--check')) {
  const fresh = mkdtempSync(join(tmpdir(), 'accesstoken2-reference-'));
  try {
    write(fresh);
    const [there, made] = [reference, fresh].map(pagesOf);
    const stale = [...new Set([...there.keys(), ...made.keys()])].filter((name) => there.get(name) !== made.get(name));
    for (const name of stale) console.error(`docs/reference/${name} is out of date: run "npm run docs" and commit it`);
    if (stale.length > 0) process.exitCode = 1;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
} else {
  write(reference);
}
