#!/usr/bin/env node
/** The command accesstoken2-conformance. */
import { readFileSync, writeFileSync } from 'node:fs';
import { explain } from './explain.ts';
import { type Options, parseOptions, UsageError, usage } from './options.ts';
import { createProgress } from './progress.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import { markdownReport } from './report/markdown.ts';
import { scoreCard } from './report/score-card.ts';
import { type Run, run } from './run.ts';
import { hasFailed, type Summary, summarize } from './summary.ts';
import { type Flag, loadFlags, loadVectors, select, type Vector } from './vectors.ts';

const OK = 0;
const FAILED = 1;
const COULD_NOT_RUN = 2;

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) return print(usage);
  if (options.version) return print(`${packageVersion()}\n`);
  const flags = loadFlags();
  if (options.listFlags) return print(listFlags(flags));

  const vectors = choose(options, flags);
  if (options.list) return print(vectors.map(listLine).join(''));
  if (options.explain !== undefined) return explainOne(vectors[0] as Vector, flags, options);
  if (options.run.command.length === 0) throw new UsageError('pass the command that starts the adapter after --');

  const progress = createProgress(process.stderr, options.quiet);
  const result = await run(vectors, { ...options.run, onProgress: progress.update });
  progress.clear();
  const summary = summarize(result);
  for (const file of options.reports) writeFileSync(file, report(file, result, summary, flags));
  print(scoreCard(result, summary, process.stdout.isTTY === true && process.env.NO_COLOR === undefined));
  return hasFailed(summary, options.failOn) ? FAILED : OK;
}

function print(text: string): number {
  process.stdout.write(text);
  return OK;
}

function choose({ selection, explain: id }: Options, flags: Readonly<Record<string, Flag>>): readonly Vector[] {
  const all = loadVectors();
  for (const flag of selection.flags) {
    if (!Object.hasOwn(flags, flag)) throw new UsageError(`unknown flag ${flag}; --list-flags prints all of them`);
  }
  const ids = id === undefined ? selection.ids : [id];
  for (const one of ids) {
    if (!all.some((vector) => vector.id === one))
      throw new UsageError(`unknown vector ${one}; --list prints all of them`);
  }
  const chosen = id === undefined ? select(all, selection) : all.filter((vector) => vector.id === id);
  if (chosen.length === 0) throw new UsageError('no vector matches these options');
  return chosen;
}

async function explainOne(vector: Vector, flags: Readonly<Record<string, Flag>>, options: Options): Promise<number> {
  if (options.run.command.length === 0) return print(explain(vector, flags));
  const result = await run([vector], { ...options.run, jobs: 1 });
  print(explain(vector, flags, result.cases[0]));
  return hasFailed(summarize(result), options.failOn) ? FAILED : OK;
}

function listFlags(flags: Readonly<Record<string, Flag>>): string {
  return Object.entries(flags)
    .map(([name, { what }]) => `${name}\n  ${what}\n`)
    .join('');
}

function listLine({ id, level, flags, comment }: Vector): string {
  return `${id}\t${level}\t${flags.join(',')}\t${comment}\n`;
}

function report(file: string, result: Run, summary: Summary, flags: Readonly<Record<string, Flag>>): string {
  if (file.endsWith('.json')) return jsonReport(result, summary);
  return file.endsWith('.md') ? markdownReport(result, summary, flags) : junitReport(result, summary);
}

function packageVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

// Adapters have their own process groups, which Ctrl-C does not reach; they are killed on exit.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const hint = error instanceof UsageError ? '\nTry accesstoken2-conformance --help' : '';
  process.stderr.write(`accesstoken2-conformance: ${(error as Error).message}${hint}\n`);
  process.exitCode = COULD_NOT_RUN;
}
