/** The command line. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { RunOptions } from './run.ts';
import { type Level, levels, type Selection } from './vectors.ts';

export const usage = `Usage: accesstoken2-conformance [OPTION…] -- COMMAND [ARG…]

Runs an AccessToken2 implementation through the conformance vectors. COMMAND starts an adapter: a program
that answers JSON lines on stdin with JSON lines on stdout. See the README for the protocol and templates.

  --only FLAG       run only the vectors with this flag (repeatable)
  --id ID           run only this vector (repeatable)
  --level LEVEL     run vectors of this level and stricter ones: must, should, may (default may)
  --fail-on LEVEL   exit with 1 if a vector of this level or a stricter one fails (default must)
  --report FILE     write a report: .json, .md or .xml (JUnit); repeatable
  --explain ID      show a vector, why it matters and, with a COMMAND, what the implementation answers
  --list            list the vectors that would run
  --list-flags      list the flags and what they mean
  --jobs N          adapter processes to run in parallel (default: the number of processors, at most 4)
  --timeout S       time limit for one vector in seconds (default 5)
  --start-timeout S time limit for the adapter to start and describe itself (default 60)
  --memory MIB      memory limit for one adapter and its children (default 1024)
  --max-broken N    abort the run after this many hung, killed or crashed processes (default 40)
  --quiet           show no progress
  --help, --version

Exit code: 0 if nothing failed at the --fail-on level, 1 if something did, 2 if the kit could not run.
`;

export interface Options {
  readonly selection: Selection;
  readonly run: Omit<RunOptions, 'onProgress'>;
  readonly failOn: Level;
  readonly reports: readonly string[];
  readonly explain?: string;
  readonly list: boolean;
  readonly listFlags: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** An invalid command line; the message is printed with a hint at --help. */
export class UsageError extends Error {}

const reportTypes = ['.json', '.md', '.xml'];

export function parseOptions(args: readonly string[]): Options {
  const separator = args.indexOf('--');
  const own = separator < 0 ? args : args.slice(0, separator);
  const command = separator < 0 ? [] : args.slice(separator + 1);
  const values = parse(own);
  for (const file of values.report) {
    if (!reportTypes.some((type) => file.endsWith(type))) {
      throw new UsageError(`--report must end in ${reportTypes.join(', ')}: ${file}`);
    }
  }
  return {
    selection: { flags: values.only, ids: values.id, level: levelOption('level', values.level) },
    run: {
      command,
      limits: {
        caseTime: positive('timeout', values.timeout) * 1000,
        startTime: positive('start-timeout', values['start-timeout']) * 1000,
        memory: positive('memory', values.memory) * 1024 * 1024,
      },
      jobs: Math.ceil(positive('jobs', values.jobs)),
      maxBroken: positive('max-broken', values['max-broken']),
    },
    failOn: levelOption('fail-on', values['fail-on']),
    reports: values.report,
    ...(values.explain !== undefined && { explain: values.explain }),
    list: values.list,
    listFlags: values['list-flags'],
    quiet: values.quiet,
    help: values.help,
    version: values.version,
  };
}

function parse(args: readonly string[]) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const texts = { type: 'string', multiple: true, default: [] as string[] } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: texts,
        id: texts,
        level: text('may'),
        'fail-on': text('must'),
        report: texts,
        explain: { type: 'string' },
        list: flag,
        'list-flags': flag,
        jobs: text(String(Math.min(4, availableParallelism()))),
        timeout: text('5'),
        'start-timeout': text('60'),
        memory: text('1024'),
        'max-broken': text('40'),
        quiet: flag,
        help: { ...flag, short: 'h' },
        version: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function levelOption(name: string, value: string): Level {
  if (!(levels as readonly string[]).includes(value))
    throw new UsageError(`--${name} must be one of ${levels.join(', ')}`);
  return value as Level;
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!(number > 0 && number < 1e6)) throw new UsageError(`--${name} must be a positive number`);
  return number;
}
