/** The versions pinned by the lock file, which each runtime must report. */
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8'));

export function packageVersion(name) {
  return packages[`node_modules/${name}`].version;
}
