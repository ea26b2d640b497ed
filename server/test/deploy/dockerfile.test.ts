/** The Dockerfile: linted, its steps run in a temporary folder, and its command and health check in what came out. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage, type Image } from './image.ts';
import { freePort } from './ports.ts';

const repository = new URL('../../..', import.meta.url).pathname;
const dockerfile = join(repository, 'server/deploy/Dockerfile');
const text = readFileSync(dockerfile, 'utf8');

const ignored = dockerignore.default().add(readFileSync(`${dockerfile}.dockerignore`, 'utf8'));
/** Everything in the repository that Git does not ignore, as a clone has it. */
const inClone = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const context = inClone.filter((file) => !ignored.ignores(file));

describe('the Dockerfile', () => {
  it('has nothing that the linter finds', () => {
    expect(validate(text)).toEqual([]);
  });

  it('names images with a tag, as arguments that may be given with a digest', () => {
    const parsed = DockerfileParser.parse(text);
    const bases = parsed.getFROMs().map((from) => from.getImage());
    expect(bases.map((base) => base?.replace(/[${}]/g, ''))).toEqual([
      'BUILD_IMAGE',
      'manifests',
      'manifests',
      'RUN_IMAGE',
    ]);
    const images = parsed.getInitialARGs().map((arg) => arg.getProperty()?.getValue());
    expect(images).toEqual(['node:24-trixie-slim', 'gcr.io/distroless/nodejs24-debian13:nonroot']);
  });

  it('takes in no secret: neither as argument nor from the environment or a file', () => {
    const parsed = DockerfileParser.parse(text);
    expect(parsed.getARGs().map((arg) => arg.getProperty()?.getName())).toEqual(['BUILD_IMAGE', 'RUN_IMAGE']);
    expect(parsed.getENVs().flatMap((env) => env.getProperties().map((property) => property.getName()))).toEqual([
      'NODE_ENV',
      'HOST',
      'PORT',
    ]);
    const secrets = [
      '.env',
      'server/.env',
      'server/src/.env',
      'server/deploy/secrets/agora_app_certificate',
      '.git/config',
    ];
    expect(secrets.filter((file) => !ignored.ignores(file))).toEqual([]);
  });
});

it('what enters the build is sources and nothing else', () => {
  const depth = (file: string) => (file.startsWith('server/') ? 2 : 1);
  const folders = new Set(context.map((file) => file.split('/').slice(0, depth(file)).join('/')));
  expect([...folders].sort()).toEqual([
    'inspector',
    'package-lock.json',
    'package.json',
    'server/deploy',
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

describe('the image', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-image-'));
  let image: Image;
  beforeAll(() => {
    const into = join(folder, 'image');
    mkdirSync(into);
    image = buildImage(dockerfile, { context: repository, files: context, into });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A command of the image, Node's path being this machine's. */
  const argv = (command: readonly string[]) => (command[0] === '/nodejs/bin/node' ? command.slice(1) : command);
  const environment = (env: Record<string, string>) => ({ ...image.env, ...env });
  const cwd = () => join(image.root, image.workdir);
  const run = (command: readonly string[], env: Record<string, string>) =>
    spawnSync(process.execPath, argv(command), { cwd: cwd(), env: environment(env), encoding: 'utf8' });

  it('is for a user without rights, named by number', () => {
    expect(image.user).toBe('65532:65532');
  });

  it('holds the library, the server and what they need, and none of the tools that built them', () => {
    expect(readdirSync(cwd()).sort()).toEqual(['dist', 'node_modules', 'package.json', 'server']);
    expect(readdirSync(join(cwd(), 'server')).sort()).toEqual(['dist', 'healthcheck.js', 'package.json']);
    const packages = readdirSync(join(cwd(), 'node_modules'));
    expect(packages).toEqual(expect.arrayContaining(['accesstoken2', 'hono', 'ioredis', 'pino', 'zod']));
    expect(packages.filter((name) => /typescript|vitest|tsup|esbuild|vite|biome|autocannon/.test(name))).toEqual([]);
  });

  it('listens, is healthy, answers with a token, ends with 0 on SIGTERM, and is not healthy any more', async () => {
    const PORT = String(await freePort());
    const env = { PORT, HOST: '127.0.0.1', SHUTDOWN_DELAY: '0' };
    expect(run(image.healthcheck, env).status).toBe(1);

    const server: ChildProcess = spawn(process.execPath, [...image.command], { cwd: cwd(), env: environment(env) });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    try {
      await new Promise((resolve) => server.stdout?.once('data', resolve));
      expect(run(image.healthcheck, env).status).toBe(0);
      const answer = await fetch(`http://127.0.0.1:${PORT}/generate-user-token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"user_uuid":"alice"}',
      });
      expect(await answer.json()).toMatchObject({ token: expect.stringMatching(/^007/) });
    } finally {
      server.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
    expect(run(image.healthcheck, env).status).toBe(1);
  });

  it('listens for the whole network, and refuses to give everybody the tokens of a real app', () => {
    const own = { AGORA_APP_ID: '0'.repeat(32), AGORA_APP_CERTIFICATE: '1'.repeat(32) };
    const { status, stderr } = run([...image.command, '--check-config'], own);
    expect(image.env).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '8080' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('AUTH_MODE is demo') });
  });
});
