/** Checks the package with publint, Are the types wrong?, knip and npm. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { installedPackage, root } from '../support/installed-package.ts';

const here = new URL('.', import.meta.url).pathname;
const tool = (path: string) => join(here, 'node_modules', path);

let project: string;

beforeAll(async () => {
  project = await installedPackage();
});

/** Runs a tool; fails with what it printed. */
function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}\n${stderr}`);
  }
}

it('publint reports nothing', () => {
  const installed = join(project, 'node_modules/accesstoken2');
  expect(run(process.execPath, [tool('publint/src/cli.js'), installed, '--strict'], root)).toContain('All good!');
});

it('the types are right for ESM, CJS, bundlers and the classic resolution', () => {
  const [tarball = ''] = readdirSync(join(project, 'packed'));
  const attw = tool('@arethetypeswrong/cli/dist/index.js');
  const args = [attw, join(project, 'packed', tarball), '--no-emoji', '--no-color', '--format', 'ascii'];
  expect(run(process.execPath, args, root)).not.toMatch(/failed|error|unresolved/i);
});

it('knip finds no unused file, export or dependency', () => {
  expect(
    run(
      process.execPath,
      [tool('knip/bin/knip.js'), '--no-progress', '--config', join(here, 'knip.json')],
      root,
    ).trim(),
  ).toBe('');
});

it('npm would publish it without changes', () => {
  // The scripts have already run for the tarball; here they would empty `dist/` while other tests use it.
  // npm logs the result as a notice, which an `npm --silent` around this test would hide.
  const arguments_ = ['publish', '--dry-run', '--ignore-scripts', '--loglevel=notice'];
  const { stderr } = spawnSync('npm', arguments_, { cwd: root, encoding: 'utf8' });
  expect(stderr).not.toMatch(/auto-corrected|npm error/);
  expect(stderr).toContain('Publishing to');
});
