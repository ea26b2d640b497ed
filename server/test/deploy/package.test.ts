/** The package from `npm pack`, installed together with the library's as in docs/node.md, before either is published. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postJson } from '../support/listening.ts';
import { type Program, startProcess } from '../support/process.ts';

const repository = new URL('../../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packed: readonly Packed[];

beforeAll(() => {
  const command = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, '-w', '.', '-w', 'server'];
  packed = JSON.parse(execFileSync('npm', command, { cwd: repository, encoding: 'utf8' }));
});

it('contains its license, README and deployment files, and no secret', () => {
  const paths = packed
    .find(({ filename }) => filename.startsWith('accesstoken2-server'))
    ?.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'package.json',
      'deploy/alerts.yaml',
      'docs/node.md',
      'dist/main.js',
    ]),
  );
  expect(paths?.filter((path) => /secrets\/|\.env$/.test(path) && !path.endsWith('settings.env'))).toEqual([]);
  const license = (path: string) => readFileSync(join(repository, path), 'utf8');
  expect(license('server/LICENSE')).toBe(license('LICENSE'));
});

it('installs from the two tarballs, and the command starts a server', async () => {
  const files = packed.map(({ filename }) => join(folder, filename));
  const install = [
    'install',
    '--prefix',
    folder,
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    ...files,
  ];
  execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const program: Program = [join(folder, 'node_modules/.bin/accesstoken2-server')];
  const server = await startProcess({}, program);
  const { json } = await postJson(`${server.url}/generate-user-token`, { user_uuid: 'alice' });
  expect(json).toMatchObject({ token: expect.stringMatching(/^007/) });
});
