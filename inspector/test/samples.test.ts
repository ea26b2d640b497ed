/** The samples, run: they print a token with the same content as the page's own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DecodedService, verifyToken } from 'accesstoken2';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { createTokenServer } from '../../server/src/server.ts';
import { type Inputs, type Kind, kinds, optionsOf } from '../src/build/kinds.ts';
import { shellJsonText } from '../src/build/quote.ts';
import { type SampleLanguage, samplesOf } from '../src/build/samples.ts';
import { awkward } from './support/texts.ts';
import { appCertificate, appId } from './support/tokens.ts';

const root = new URL('../../', import.meta.url).pathname;
const library = {
  accesstoken2: join(root, 'src/index.ts'),
};

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Demo {
  readonly kind: Kind;
  readonly inputs: Inputs;
}

function demo(id: string, inputs: Inputs = {}): Demo {
  const kind = kinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(`there is no kind ${id}`);
  return { kind, inputs };
}

/** At most 64 bytes, the limit of Chat and RTM. */
const names = awkward.map((text) => [...text].slice(0, 16).join(''));
const awkwardServices = [
  { service: 'rtm2', userId: 'it’s "me"', privileges: { login: 0, 9: 5 }, permissions: { users: { read: awkward } } },
  { service: 'convoai', privileges: {} },
];

const demos: readonly (readonly [string, Demo])[] = [
  ...kinds.map(({ id }) => [id, demo(id)] as const),
  ...names.map((userId) => [`rtm ${shellJsonText(userId)}`, demo('rtm', { userId })] as const),
  ['rtc for a user account', demo('rtc', { uid: 'alice', role: 'subscriber' })],
  ['rtc for any user', demo('rtc', { uid: '0' })],
  ['any services, with awkward names', demo('custom', { services: JSON.stringify(awkwardServices) })],
];

describe('TypeScript', () => {
  it.each(demos)('%s', async (_, one) => {
    const outfile = join(folder, 'sample.mjs');
    await build({
      stdin: { contents: sample(one, 'typescript'), loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      alias: library,
      outfile,
    });
    const { stdout, stderr } = spawnSync('node', [outfile], {
      env: { PATH: process.env.PATH, AGORA_APP_CERTIFICATE: appCertificate },
    });
    expect(String(stderr)).toBe('');
    expect(contentOf(String(stdout).trimEnd())).toEqual(expected(one));
  });

  it('passes the strictest type check', () => {
    const files = demos.map(([, one], index) => {
      const file = join(folder, `sample-${index}.ts`);
      writeFileSync(file, sample(one, 'typescript'));
      return file;
    });
    const paths = Object.fromEntries(Object.entries(library).map(([name, path]) => [name, [path]]));
    const program = ts.createProgram(files, {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      paths,
    });
    const faults = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(faults).toEqual([]);
  });
});

describe('curl, with the token server', () => {
  const lifetime = { default: 3600, min: 1, max: 86_400 };
  const { fetch } = createTokenServer({
    credentials: { appId, appCertificate },
    authenticate: () => ({ id: 'demo', mayActFor: () => true, admin: true }),
    policy: {
      lifetimes: { user: lifetime, app: lifetime, media: lifetime },
      services: new Set(['chat']),
      appTokens: true,
    },
  });

  it.each([
    ['chat-user', demo('chat-user')],
    ['chat-user for another user', demo('chat-user', { userId: 'bob-2', expiresIn: '60' })],
    ['chat-app', demo('chat-app')],
  ])('%s', async (_, one) => {
    const [minusX, method, url, minusH, header, minusD, body] = curlArguments(sample(one, 'curl'));
    expect([minusX, minusH, minusD]).toEqual(['-X', '-H', '-d']);
    const headers = Object.fromEntries([String(header).split(': ')]);
    const answer = await fetch(new Request(String(url), { method: String(method), headers, body: String(body) }));
    const { token } = (await answer.json()) as { token: string };
    expect(contentOf(token)).toEqual(expected(one));
  });

  it.each(awkward.map((text) => [shellJsonText(text), text]))('sends the user ID %s unchanged', (_, userId) => {
    const [, , , , , , body] = curlArguments(sample(demo('chat-user', { userId }), 'curl'));
    expect(JSON.parse(String(body))).toEqual({ user_uuid: userId, expire: 3600 });
  });
});

describe('curl, with the Chat RESTful API', () => {
  const script = sample(demo('chat-app'), 'rest');

  it('sends the app token in the header', () => {
    const env = { PATH: process.env.PATH, CHAT_API_URL: 'https://host/org/app', CHAT_APP_TOKEN: '007eJx+/=' };
    expect(curlArguments(script, env)).toEqual([
      'https://host/org/app/users?limit=5',
      '-H',
      'Authorization: Bearer 007eJx+/=',
    ]);
  });

  it.skipIf(spawnSync('curl', ['--version']).status !== 0)('is understood by curl itself', async () => {
    const asked: unknown[] = [];
    const server = createServer(({ method, url, headers }, response) => {
      asked.push({ method, url, authorization: headers.authorization });
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { execFile } = await import('node:child_process');
    await new Promise((resolve) => {
      const env = {
        PATH: process.env.PATH,
        CHAT_API_URL: `http://127.0.0.1:${port}/org/app`,
        CHAT_APP_TOKEN: '007eJx',
      };
      execFile('sh', ['-c', script], { env }, resolve);
    });
    server.close();
    expect(asked).toEqual([{ method: 'GET', url: '/org/app/users?limit=5', authorization: 'Bearer 007eJx' }]);
  });
});

it('no sample contains the certificate', () => {
  const all = demos.flatMap(([, one]) => [...samples(one).values()]);
  expect(all.filter((text) => text.includes(appCertificate))).toEqual([]);
});

/** The arguments that a shell passes to curl. */
function curlArguments(script: string, env: NodeJS.ProcessEnv = { PATH: process.env.PATH }): string[] {
  const { stdout } = spawnSync('sh', [], { input: `curl() { printf '%s\\0' "$@"; }\n${script}`, env });
  return String(stdout).split('\0').slice(0, -1);
}

interface Content {
  readonly expiresIn: number;
  readonly services: readonly DecodedService[];
}

/** The content of the token that the page builds. */
function expected({ kind, inputs }: Demo): Content {
  return contentOf(kind.build({ ...optionsOf(kind, inputs), appId, appCertificate } as never));
}

function contentOf(token: string): Content {
  const { expiresIn, services } = verifyToken(token, { appId, appCertificate });
  return { expiresIn, services };
}

function samples({ kind, inputs }: Demo): ReadonlyMap<SampleLanguage, string> {
  return samplesOf(kind, optionsOf(kind, inputs), { appId, serverUrl: 'http://localhost:8080' });
}

function sample(one: Demo, language: SampleLanguage): string {
  return samples(one).get(language) ?? '';
}
