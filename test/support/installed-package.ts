/**
 * The package as a user gets it: built, packed and installed into an empty project, once per run.
 * Tests of the built library use this instead of `dist/`, which is empty during a build.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const exec = promisify(execFile);

/** The repository. */
export const root = new URL('../..', import.meta.url).pathname;

/** For `beforeAll`: packing takes seconds on an idle machine, but minutes if many tests run at once. */
export const PACKING_TIMEOUT_MS = 300_000;

/** The folder of a project in which the packed package is installed, with its tarball in `packed/`. */
export async function installedPackage(): Promise<string> {
  const project = join(inject('runFolder'), 'project');
  const making = `${project}.making`;
  try {
    await mkdir(`${project}.claimed`);
  } catch {
    return await madeByAnother(project);
  }
  await mkdir(making);
  try {
    await packAndInstall(making);
  } catch (error) {
    await rename(making, failed(project));
    throw error;
  }
  await rename(making, project);
  return project;
}

async function packAndInstall(folder: string): Promise<void> {
  await mkdir(join(folder, 'packed'));
  await exec('npm', ['pack', '--silent', '--pack-destination', join(folder, 'packed')], { cwd: root });
  const [tarball] = await readdir(join(folder, 'packed'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--silent', '--offline', '--no-audit', '--no-fund'];
  await exec('npm', ['install', ...flags, `./packed/${tarball}`], { cwd: folder });
}

async function madeByAnother(project: string): Promise<string> {
  for (let waited = 0; waited < PACKING_TIMEOUT_MS; waited += 100) {
    if (existsSync(project)) return project;
    if (existsSync(failed(project))) break;
    await sleep(100);
  }
  throw new Error('the package was not packed and installed; see the test that did it first');
}

function failed(project: string): string {
  return `${project}.failed`;
}
