/** The command `migrate`: rewrites the imports of the old packages and lists what to change by hand. */
import { parseArgs } from 'node:util';
import type TypeScript from 'typescript';
import { type Host, UsageError } from '../host.ts';
import { mentionsOldPackage, migrateSource, type Todo } from './source.ts';

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
const NOTHING_LEFT = 0;
const WORK_LEFT = 1;

interface FileReport {
  readonly file: string;
  readonly imports: number;
  readonly todos: readonly Todo[];
}

export const migrateOptions = {
  write: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export async function migrate(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: migrateOptions });
  if (positionals.length === 0) throw new UsageError('migrate needs a file or folder, such as src');
  const reports = await migrateFiles(host, await sourceFiles(host, positionals), values.write);
  if (values.json) host.out(`${JSON.stringify({ written: values.write, files: reports }, null, 2)}\n`);
  else host.out(describe(reports, values.write));
  const isDone = reports.every(({ imports, todos }) => todos.length === 0 && (values.write || imports === 0));
  return isDone ? NOTHING_LEFT : WORK_LEFT;
}

async function sourceFiles(host: Host, paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    try {
      files.push(...(await host.listFiles(path)));
    } catch (cause) {
      throw new UsageError(`cannot read ${path}: ${(cause as Error).message}`);
    }
  }
  return [...new Set(files)].filter((file) => SOURCE_FILE.test(file));
}

async function migrateFiles(host: Host, files: readonly string[], write: boolean): Promise<readonly FileReport[]> {
  const reports: FileReport[] = [];
  // Loaded only if some file needs it: TypeScript takes a quarter of a second.
  let parser: typeof TypeScript | undefined;
  for (const file of files) {
    const source = await host.readFile(file);
    if (!mentionsOldPackage(source)) continue;
    parser ??= loadParser(host);
    const { text, imports, todos } = migrateSource(parser, file, source);
    if (imports === 0 && todos.length === 0) continue;
    if (write && text !== source) await host.writeFile(file, text);
    reports.push({ file, imports, todos });
  }
  return reports;
}

function loadParser(host: Host): typeof TypeScript {
  const parser = host.loadModule('typescript') as typeof TypeScript | undefined;
  // TypeScript 7 is a native program without this API.
  if (typeof parser?.createSourceFile === 'function') return parser;
  throw new UsageError(
    'migrate reads your code with TypeScript 5 or 6, which is not installed here; run:\n' +
      '  npx -p accesstoken2 -p typescript@5 accesstoken2 migrate PATH',
  );
}

function describe(reports: readonly FileReport[], written: boolean): string {
  if (reports.length === 0) return 'No file imports agora-token or agora-access-token.\n';
  const lines: string[] = [];
  for (const { file, imports, todos } of reports) {
    lines.push(
      `${file}${imports === 0 ? '' : `: ${plural(imports, 'import')} ${written ? 'rewritten' : 'to rewrite'}`}`,
    );
    for (const { line, column, message } of todos) lines.push(`  ${line}:${column}  ${message}`);
  }
  const total = (count: (report: FileReport) => number) => reports.reduce((sum, report) => sum + count(report), 0);
  const [imports, todos] = [total((report) => report.imports), total((report) => report.todos.length)];
  lines.push('');
  if (todos > 0) lines.push(`${plural(todos, 'place')} to change by hand.`);
  if (imports > 0 && !written) lines.push(`${plural(imports, 'import')} to rewrite: run again with --write.`);
  if (imports > 0 && written)
    lines.push('Then: npm uninstall agora-token agora-access-token && npm install accesstoken2');
  return `${lines.join('\n')}\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
