/**
 * Lints the Dockerfile and checks its build context. The workflow .github/workflows/image.yml builds and runs the image,
 * which takes a container engine and registries.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { type Copy, DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../support/process.ts';

const repository = new URL('../../..', import.meta.url).pathname;
const dockerfile = join(repository, 'server/deploy/Dockerfile');
const text = readFileSync(dockerfile, 'utf8');
const parsed = DockerfileParser.parse(text);

const ignored = dockerignore.default().add(readFileSync(`${dockerfile}.dockerignore`, 'utf8'));
/** All files that Git does not ignore, as in a clone. */
const inClone = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const context = inClone.filter((file) => !ignored.ignores(file));

describe('the Dockerfile', () => {
  it('passes the linter', () => {
    expect(validate(text)).toEqual([]);
  });

  it('pins every image by tag and digest', () => {
    const stages = new Set(parsed.getFROMs().map((from) => from.getBuildStage()));
    const fetched = parsed.getFROMs().flatMap((from) => (stages.has(from.getImage()) ? [] : [from.getImage()]));
    expect(fetched.map((image) => image?.replace(/[0-9a-f]{64}$/, '…'))).toEqual([
      'node:24.21.0-trixie-slim@sha256:…',
      'busybox:1.37.0-musl@sha256:…',
      'gcr.io/distroless/nodejs24-debian13:nonroot@sha256:…',
    ]);
  });

  it('contains no secret from an argument, the environment or a file', () => {
    expect(parsed.getARGs()).toEqual([]);
    const names = parsed.getENVs().flatMap((env) => env.getProperties().map((property) => property.getName()));
    expect(names).toEqual(['NODE_ENV', 'HOST', 'PORT']);
    const secrets = [
      '.env',
      'server/.env',
      'server/src/.env',
      'server/deploy/secrets/agora_app_certificate',
      '.git/config',
    ];
    expect(secrets.filter((file) => !ignored.ignores(file))).toEqual([]);
  });

  it('copies the package.json of every workspace, which `npm ci` requires', () => {
    const { workspaces } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      workspaces: string[];
    };
    const manifests = workspaces.map((folder) => join(folder, 'package.json'));
    const copied = parsed
      .getCOPYs()
      .filter((copy) => (copy as Copy).getFromFlag() === null)
      .flatMap((copy) =>
        copy
          .getArguments()
          .slice(0, -1)
          .map((argument) => argument.getValue()),
      );
    expect(manifests.filter((file) => !copied.includes(file))).toEqual([]);
  });

  it('copies nothing that .dockerignore excludes', () => {
    const copied = parsed
      .getCOPYs()
      .filter((copy) => (copy as Copy).getFromFlag() === null)
      .flatMap((copy) =>
        copy
          .getArguments()
          .slice(0, -1)
          .map((argument) => argument.getValue()),
      );
    const missing = copied.filter((path) => !context.some((file) => file === path || file.startsWith(`${path}/`)));
    expect(missing).toEqual([]);
  });
});

it('the build context contains only sources', () => {
  const depth = (file: string) => (file.startsWith('server/') ? 2 : 1);
  const folders = new Set(context.map((file) => file.split('/').slice(0, depth(file)).join('/')));
  expect([...folders].sort()).toEqual([
    'LICENSE',
    'conformance',
    'inspector',
    'package-lock.json',
    'package.json',
    'server/package.json',
    'server/src',
    'server/tsconfig.json',
    'server/tsup.config.ts',
    'src',
    'tsconfig.json',
    'tsup.config.ts',
  ]);
  expect(context.filter((file) => /(^|\/)(test|node_modules|dist)\//.test(file))).toEqual([]);
});

/** Uses Debian's busybox instead of the image's: the same program with the same arguments. */
it('the health check succeeds while the server runs, and fails when it stops', async () => {
  const [, check = ''] = /HEALTHCHECK[^[]*(\[[^\]]*\])/.exec(text) ?? [];
  const [program, ...args] = JSON.parse(check) as string[];
  expect(program).toBe('/healthcheck/wget');
  const server = await startProcess({});
  const isHealthy = () => {
    const here = args.map((argument) => argument.replace('http://127.0.0.1:8080', server.url));
    return spawnSync('busybox', ['wget', ...here]).status === 0;
  };
  expect(isHealthy()).toBe(true);
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(isHealthy()).toBe(false);
});

it('an image with your own credentials and no AUTH_MODE does not start', () => {
  const env = Object.fromEntries(
    parsed.getENVs().flatMap((env) => env.getProperties().map((property) => [property.getName(), property.getValue()])),
  );
  expect(env).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '8080' });
  const own = { AGORA_APP_ID: '0'.repeat(32), AGORA_APP_CERTIFICATE: '1'.repeat(32) };
  const command = [join(repository, 'server/dist/main.js'), '--check-config'];
  const { status, stderr } = spawnSync(process.execPath, command, { env: { ...env, ...own }, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('AUTH_MODE') });
});
