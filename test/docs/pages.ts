/** Finds the programs to run: in the README, in the handwritten pages of `docs/`, and in the source's examples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/installed-package.ts';
import { type Block, extractBlocks, extractExamples } from './extract.ts';
import { type Program, programsOf } from './programs.ts';

/** `docs/reference/` is generated from the docstrings, whose examples are run from the source. */
const GENERATED = 'docs/reference/';

export function pagePrograms(): Program[] {
  return pages().flatMap(({ page, blocks }) => programsOf(page, blocks));
}

/** A command at a prompt and its output, in a block of ```console. */
export interface Session {
  readonly name: string;
  readonly command: string;
  readonly output: string;
}

export function consoleSessions(): Session[] {
  return pages().flatMap(({ page, blocks }) =>
    blocks.filter(({ language }) => language === 'console').flatMap((block) => sessionsOf(page, block)),
  );
}

function sessionsOf(page: string, { line, code }: Block): Session[] {
  const [before, ...sessions] = code.split(/^\$ /m);
  if (before !== '') throw new Error(`${page}:${line}: a session begins with a command`);
  return sessions.map((session) => {
    const [command = '', ...output] = session.split('\n');
    return { name: `${page}:${line}`, command, output: output.join('\n') };
  });
}

function pages(): { page: string; blocks: readonly Block[] }[] {
  const docs = filesIn('docs').filter((name) => name.endsWith('.md') && !name.startsWith(GENERATED));
  const names = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...docs].filter((name) => exists(name));
  return names.map((page) => ({ page, blocks: extractBlocks(read(page)) }));
}

export async function examplePrograms(): Promise<Program[]> {
  const programs: Program[] = [];
  for (const name of filesIn('src')) {
    const folder = /^src\/([a-z-]+)\//.exec(name)?.[1];
    const [entry, index] =
      folder !== undefined && exists(`src/${folder}/index.ts`)
        ? [`/${folder}`, `src/${folder}/index.ts`]
        : ['', 'src/index.ts'];
    const examples = programsOf(name, extractExamples(read(name)));
    if (examples.length === 0) continue;
    const exported = Object.keys(await import(join(root, index)));
    const traced = entry === '' ? Object.keys(await import(join(root, 'src/trace/index.ts'))) : [];
    for (const { code: written, ...example } of examples) {
      const needsClient = entry === '/rest' && /\bchat\b/.test(written) && !written.includes('const chat =');
      const code = needsClient ? CHAT + written : written;
      const elsewhere = importsFor(
        code,
        traced.filter((one) => !exported.includes(one)),
        'accesstoken2/trace',
      );
      programs.push({ ...example, code: elsewhere + importsFor(code, exported, `accesstoken2${entry}`) + code });
    }
  }
  return programs;
}

/** A client with the stand-in, for examples of the REST client that do not create one. */
const CHAT = `import './stand-in.mjs';
const chat = createChatRestClient({
  host: 'a61.chat.agora.io',
  orgName: '61717166',
  appName: '1069763',
  credentials: { appId, appCertificate },
});
`;

/** The import that an example omits: names that it uses but does not import. */
function importsFor(code: string, exported: readonly string[], entry: string): string {
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const imports = (name: string) => new RegExp(`import .*\\b${name}\\b`).test(code);
  const names = exported.filter((name) => uses(name) && !imports(name));
  return names.length === 0 ? '' : `import { ${names.join(', ')} } from '${entry}';\n`;
}

function filesIn(folder: string): string[] {
  if (!exists(folder)) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

function exists(name: string): boolean {
  return existsSync(join(root, name));
}

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
