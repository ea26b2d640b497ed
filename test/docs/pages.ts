/** What is run: the README, the pages of `docs/` that people write, and the examples in the source. */
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

/** A command at a prompt and what it prints, in a block of ```console. */
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
    const room = /^src\/([a-z-]+)\//.exec(name)?.[1];
    const [entry, face] =
      room !== undefined && exists(`src/${room}/index.ts`)
        ? [`/${room}`, `src/${room}/index.ts`]
        : ['', 'src/index.ts'];
    const examples = programsOf(name, extractExamples(read(name)));
    if (examples.length === 0) continue;
    const exported = Object.keys(await import(join(root, face)));
    const traced = entry === '' ? Object.keys(await import(join(root, 'src/trace/index.ts'))) : [];
    for (const { code: written, ...example } of examples) {
      const leavesOut = entry === '/rest' && /\bchat\b/.test(written) && !written.includes('const chat =');
      const code = leavesOut ? CHAT + written : written;
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

/** A client in front of the stand-in, for examples of the REST client that leave out how it is made. */
const CHAT = `import './stand-in.mjs';
const chat = createChatRestClient({
  host: 'a61.chat.agora.io',
  orgName: '61717166',
  appName: '1069763',
  credentials: { appId, appCertificate },
});
`;

/** The import that an example leaves out: the names it uses and does not bring along. */
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
