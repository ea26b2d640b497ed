/** The examples type-check against the packed package, with compilers of three years; so does a grant by its service. */
import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedPackage, PACKING_TIMEOUT_MS, root } from '../support/installed-package.ts';

const exec = promisify(execFile);

const compilers = {
  'TypeScript 5.0': 'typescript-5.0',
  'TypeScript 5.4': 'typescript-5.4',
  'TypeScript 5.9': 'typescript',
  'TypeScript 6': 'typescript-6',
  'TypeScript 7': 'typescript-7',
};

interface Example {
  readonly name: string;
  /** Whose node_modules it imports from; default: those of `test/examples`. */
  readonly packages?: string;
  readonly include?: readonly string[];
  readonly options: object;
  /** Compilers that are too old for it. */
  readonly except?: readonly string[];
}

const locked = join(root, 'test/examples/node_modules');
const sdk = join(root, 'test/sdk/node_modules');
const node = { module: 'nodenext', types: ['node'] };
const page = { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] };
const checked = { allowJs: true, checkJs: true };

/** `Response.json` is in the types of TypeScript's `dom` library since 5.2. */
const except = ['typescript-5.0'];

/** Those in TypeScript, and those in JavaScript with types in comments. */
const examples: readonly Example[] = [
  { name: 'bun', options: { ...node, types: ['bun'] }, except },
  { name: 'deno', options: { ...node, lib: ['esnext', 'dom'], types: ['deno'] }, except },
  { name: 'nest', options: { ...node, experimentalDecorators: true, emitDecoratorMetadata: true } },
  { name: 'next-route-handler', options: { ...page, types: ['node'] }, except },
  { name: 'tokens', options: node },
  { name: 'typescript-script', options: node },
  { name: 'rest-admin', include: ['admin.js', 'commands.js'], options: { ...node, ...checked } },
  { name: 'web-chat', packages: sdk, include: ['chat.js', 'page.js'], options: { ...page, ...checked } },
  { name: 'vue-chat', packages: sdk, include: ['*.js'], options: { ...page, ...checked } },
  { name: 'react-native', packages: sdk, options: { ...page, lib: ['es2022'], jsx: 'react-jsx' } },
];

const GRANT = `
import { verifyToken } from 'accesstoken2';

const options = { appCertificate: 'b' };
const { grant: chat } = verifyToken('007', { ...options, require: { service: 'chat', privilege: 'user' } });
export const owner: string = chat.userId;
// @ts-expect-error: a grant of Chat has no channel
chat.channelName;
const { grant: rtc } = verifyToken('007', { ...options, require: { service: 'rtc' } });
export const channel: string = rtc.channelName;
// @ts-expect-error: a grant of RTC has no userId
rtc.userId;
`;

let folder: string;

/** A folder to compile: its imports come from `packages`, and the packed package from the folder above. */
async function createProject(
  name: string,
  { packages = locked, include = ['**/*.ts', '**/*.tsx'], options }: Omit<Example, 'name'>,
) {
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', ...options };
  await mkdir(join(folder, name), { recursive: true });
  await symlink(packages, join(folder, name, 'node_modules'));
  await writeFile(join(folder, name, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
}

beforeAll(async () => {
  folder = join(await installedPackage(), 'types');
  for (const { name, ...settings } of examples) {
    await cp(join(root, 'examples', name), join(folder, name), { recursive: true });
    await createProject(name, settings);
  }
  await createProject('grant', { options: node });
  await writeFile(join(folder, 'grant/grant.ts'), GRANT);
}, PACKING_TIMEOUT_MS);

describe.each(Object.entries(compilers))('%s', (_, compiler) => {
  it.each(examples.filter(({ except }) => !except?.includes(compiler)))('compiles $name', async ({ name }) => {
    expect(await compile(compiler, name)).toBe('');
  });

  it('narrows the grant by require.service', async () => {
    expect(await compile(compiler, 'grant')).toBe('');
  });
});

/** The compiler's output; empty on success. */
async function compile(compiler: string, name: string): Promise<string> {
  const tsc = join(locked, compiler, 'bin/tsc');
  const { stdout } = await exec(process.execPath, [tsc, '-p', join(folder, name)]).catch((error) => error);
  return stdout;
}
