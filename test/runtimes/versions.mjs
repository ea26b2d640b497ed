/** The versions that the lock file pins: what is claimed is what was asked for, not what was found. */
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8'));

export function packageVersion(name) {
  return packages[`node_modules/${name}`].version;
}
