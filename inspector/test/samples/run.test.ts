/** The samples, run: they print a token that verifies, and that holds what the page's own token holds. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DecodedService, verifyToken } from 'accesstoken2';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { createTokenServer } from '../../../server/src/server.ts';
import { buildDemoToken } from '../../src/build/demo-token.ts';
import { kinds } from '../../src/build/kinds/kinds.ts';
import { shellJsonText } from '../../src/build/samples/quote.ts';
import type { Argument, OfficialCall, Recipe } from '../../src/build/samples/recipe.ts';
import { type SampleLanguage, samplesOf } from '../../src/build/samples/samples.ts';
import { appCertificate, appId, recipeOf, sampleOptions } from '../support/samples.ts';
import { awkward } from '../support/texts.ts';

const root = new URL('../../../', import.meta.url).pathname;
const library = {
  accesstoken2: join(root, 'src/index.ts'),
};

// biome-ignore lint/suspicious/noExplicitAny: the package's own types know neither names by text nor constants
const agoraToken: any = createRequire(import.meta.url)('agora-token');

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** At most 64 bytes, as RTM has it; Chat allows none of these characters. */
const names = awkward.map((text) => [...text].slice(0, 16).join(''));

const recipes: readonly (readonly [string, Recipe])[] = [
  ...kinds.map((kind) => [kind.id, kind.recipe({})] as const),
  ...names.map((name) => [`rtm ${shellJsonText(name)}`, recipeOf('rtm', { userId: name })] as const),
  ['rtc for an account', recipeOf('rtc', { uid: 'alice', role: 'subscriber', privilegesExpireIn: '60' })],
  ['rtc for anybody', recipeOf('rtc', { uid: '0' })],
  ['rtc by privileges for an account', recipeOf('rtc-privileges', { uid: 'it’s "me"' })],
  ['rtm2 with awkward names', recipeOf('rtm2', { permissions: JSON.stringify({ users: { read: awkward } }) })],
];

describe('TypeScript', () => {
  it.each(recipes)('%s', async (_, recipe) => {
    const outfile = join(folder, 'sample.mjs');
    const contents = sample(recipe, 'typescript');
    await build({
      stdin: { contents, loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      alias: library,
      outfile,
    });
    expect(printed(['node', outfile])).toEqual(expected(recipe));
  });

  it('passes the strictest type check', () => {
    const files = recipes.map(([, recipe], index) => {
      const file = join(folder, `sample-${index}.ts`);
      writeFileSync(file, sample(recipe, 'typescript'));
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

const official = recipes.filter(([, recipe]) => recipe.official !== undefined);

describe('the arguments of the official builders, in npm agora-token', () => {
  it.each(official)('%s', (_, recipe) => {
    const { builder, method, args } = recipe.official as OfficialCall;
    const token = agoraToken[`${builder}TokenBuilder`][method](appId, appCertificate, ...args.map(inNpm));
    expect(contentOf(token)).toEqual(expected(recipe));
  });
});

/** An argument as the package takes it. */
function inNpm(value: Argument): unknown {
  if (typeof value !== 'object') return value;
  if ('role' in value) return agoraToken.RtcRole[value.role.toUpperCase()];
  const permissions = new agoraToken.Rtm2Permissions();
  for (const [resource, accesses] of Object.entries(value.permissions)) {
    for (const [access, names] of Object.entries(accesses ?? {})) {
      permissions.add(constant(resource), constant(access), names);
    }
  }
  return permissions;
}

function constant(name: string): number {
  return agoraToken.Rtm2Permissions[`k${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? Number(name);
}

describe('Python', () => {
  const hasPython = spawnSync('python3', ['--version']).status === 0;

  it.skipIf(!hasPython)('every program is one', () => {
    const program = 'import ast, json, sys; [ast.parse(text) for text in json.load(sys.stdin)]';
    const input = JSON.stringify(official.map(([, recipe]) => sample(recipe, 'python')));
    const { status, stderr } = spawnSync('python3', ['-c', program], { input });
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' });
  });
});

describe('curl, with the token server', () => {
  const { fetch } = createTokenServer({
    credentials: { appId, appCertificate },
    authenticate: () => ({ id: 'demo', mayActFor: () => true, admin: true }),
    policy: {
      lifetimes: lifetimes(),
      services: new Set(['chat']),
      appTokens: true,
    },
  });

  it.each(recipes.filter(([, recipe]) => recipe.request !== undefined))('%s', async (_, recipe) => {
    // In place of curl, a function that shows its arguments as the shell hands them over.
    const shown = spawnSync('sh', [], { input: `curl() { printf '%s\\0' "$@"; }\n${sample(recipe, 'curl')}` });
    const [minusX, method, url, minusH, header, minusD, body] = String(shown.stdout).split('\0');
    expect([minusX, minusH, minusD]).toEqual(['-X', '-H', '-d']);
    const headers = Object.fromEntries([String(header).split(': ')]);
    const answer = await fetch(new Request(String(url), { method: String(method), headers, body: String(body) }));
    const { token } = (await answer.json()) as { token: string };
    expect(contentOf(token)).toEqual(expected(recipe));
  });
});

it('no sample has the certificate', () => {
  const all = recipes.flatMap(([, recipe]) => [...samplesOf(recipe, sampleOptions).values()]);
  expect(all.filter((text) => text.includes(appCertificate))).toEqual([]);
});

interface Content {
  readonly expiresIn: number;
  readonly services: readonly DecodedService[];
}

function expected(recipe: Recipe): Content {
  return contentOf(buildDemoToken(recipe, { appId, appCertificate }));
}

function contentOf(token: string): Content {
  const { expiresIn, services } = verifyToken(token, { appId, appCertificate });
  return { expiresIn, services };
}

function printed([command = '', ...args]: readonly string[]): Content {
  const { stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { PATH: process.env.PATH, AGORA_APP_CERTIFICATE: appCertificate },
  });
  expect(String(stderr)).toBe('');
  return contentOf(String(stdout).trimEnd());
}

function sample(recipe: Recipe, language: SampleLanguage): string {
  return samplesOf(recipe, sampleOptions).get(language) ?? '';
}

function lifetimes() {
  const one = { default: 3600, min: 1, max: 86_400 };
  return { user: one, app: one, media: one };
}
