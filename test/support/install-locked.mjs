/**
 * Runs `npm ci` in a folder with its own lock file, unless its node_modules are up to date.
 * As a command: `node test/support/install-locked.mjs test/package`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export function installLocked(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const installed = join(folder, 'node_modules/.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(installed, lock);
}

for (const folder of process.argv[1] === import.meta.filename ? process.argv.slice(2) : []) {
  installLocked(resolve(folder));
}
