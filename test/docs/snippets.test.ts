/**
 * Every code block of the README, of `docs/` and of the source's `@example` tags is run against the packed package.
 *
 * A block of ```ts is type-checked and run; one of ```js is run (as CommonJS if it calls `require`); one of ```sh is
 * run by bash, with the command `accesstoken2` at hand. Blocks of other languages are ignored. A block must be
 * complete, including imports, because readers copy it. Defined for it are:
 *
 * - the time, fixed at 2026-11-24T12:00:00Z, and the random number of the salt, so that output is stable;
 * - `token` (a Chat user token for alice, issued now for an hour), `appId` and `appCertificate`, unless a block declares
 *   its own; the environment variables AGORA_APP_ID and AGORA_APP_CERTIFICATE;
 * - in an `@example`: the exports of the entry point, without an import.
 *
 * Hidden code may begin with `import './stand-in.mjs'`, which replaces the network by a stand-in for the Chat RESTful
 * API, or with `import './app.mjs'`, which defines `AgoraChat`, `signedIn` and `showSignIn`, as a client app has them.
 *
 * A comment above a block, invisible to readers, contains a directive:
 *
 *     <!-- snippet: continue -->            continues the program of the previous block
 *     <!-- snippet: output -->              this block (```text, ```json) is the output of the previous one
 *     <!-- snippet: with … code … -->       this code runs before the block: stubs, fake servers
 *     <!-- snippet: skip because … -->      is not run; the reason is required
 */
import { type ExecFileException, execFile } from 'node:child_process';
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildChatUserToken } from '../../src/index.ts';
import { credentials } from '../support/credentials.ts';
import { installedPackage, PACKING_TIMEOUT_MS, root } from '../support/installed-package.ts';
import { examplePrograms, pagePrograms } from './pages.ts';
import type { Program } from './programs.ts';

const programs: readonly Program[] = [...pagePrograms(), ...(await examplePrograms())];
const TIMEOUT_MS = 30_000;

/** The types of the names that `given.mjs` and `app.mjs` define. */
const GIVEN_TYPES = `
import type { AgoraChatConnection } from 'accesstoken2/client';
declare global {
  const token: string;
  const appId: string;
  const appCertificate: string;
  const AgoraChat: { readonly connection: new (options: { appKey: string }) => AgoraChatConnection };
  const signedIn: { readonly jwt: string };
  function showSignIn(code: string): void;
}
`;

const file = (program: Program, extension: string) => `${program.name.replaceAll(/\W/g, '_')}.${extension}`;
let folder: string;

beforeAll(async () => {
  const project = await installedPackage();
  folder = join(project, 'snippets');
  await mkdir(folder, { recursive: true });
  for (const name of ['given.mjs', 'app.mjs']) await copyFile(join(root, 'test/docs', name), join(folder, name));
  await build({
    entryPoints: [join(root, 'test/docs/stand-in.ts')],
    outfile: join(folder, 'stand-in.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  await writeFile(join(folder, 'given.d.ts'), GIVEN_TYPES);
  await symlink(join(root, 'node_modules/@types'), join(project, 'node_modules/@types'));
}, PACKING_TIMEOUT_MS);

describe('code blocks of ts', () => {
  const typed = programs.filter(({ language }) => language === 'ts');

  it('pass the type checker', async () => {
    for (const program of typed) await writeFile(join(folder, file(program, 'mts')), `${program.code}\nexport {};\n`);
    expect(typeErrors(typed.map((program) => file(program, 'mts')))).toEqual([]);
  });
});

describe.each(programs)('$name', (program) => {
  it('runs', async () => {
    const { failure, stdout, stderr } = await runProgram(program);
    expect(failure, stderr).toBeUndefined();
    if (program.output !== undefined) expect(stdout.trimEnd()).toBe(program.output.trimEnd());
  });
});

function typeErrors(files: readonly string[]): string[] {
  const program = ts.createProgram({
    rootNames: ['given.d.ts', ...files].map((name) => join(folder, name)),
    options: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText, start }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${basename(file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

interface Outcome {
  readonly failure: ExecFileException | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function runProgram(program: Program): Promise<Outcome> {
  const given = ['--import', join(folder, 'given.mjs')];
  if (program.language === 'sh') {
    const work = join(folder, file(program, 'work'));
    await mkdir(work);
    return execute('bash', ['-euo', 'pipefail', '-c', program.code], work, { NODE_OPTIONS: given.join(' ') });
  }
  const commonjs = program.language === 'js' && /\brequire\(/.test(program.code);
  const name = join(folder, file(program, commonjs ? 'cjs' : 'mjs'));
  await writeFile(name, program.language === 'ts' ? stripTypes(program.code) : program.code);
  return execute(process.execPath, [...given, name], folder, {});
}

function stripTypes(code: string): string {
  const { ESNext } = ts.ModuleKind;
  return ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ESNext } }).outputText;
}

function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  extra: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const env = {
    ...process.env,
    PATH: `${join(folder, '../node_modules/.bin')}:${process.env.PATH}`,
    AGORA_APP_ID: credentials.appId,
    AGORA_APP_CERTIFICATE: credentials.appCertificate,
    SNIPPET_TOKEN: buildChatUserToken({ ...credentials, ...pinned, userId: 'alice', expiresIn: 3600 }),
    ...extra,
  };
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env, timeout: TIMEOUT_MS, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ failure: error ?? undefined, stdout, stderr }),
    );
  });
}

/** As `given.mjs` has it. */
const pinned = { issuedAt: Date.UTC(2026, 10, 24, 12) / 1000, salt: 12_345_679 };
