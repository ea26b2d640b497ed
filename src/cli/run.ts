/** The command line without its environment: picks the command and turns errors into exit codes. */
import { isTokenError, type TokenError } from '../index.ts';
import { demo, demoOptions } from './demo.ts';
import { COMMAND_HELP, type CommandName, HELP } from './help.ts';
import type { Host } from './host.ts';
import {
  build,
  buildOptions,
  chatApp,
  chatAppOptions,
  chatUser,
  chatUserOptions,
  rtc,
  rtcOptions,
  rtm,
  rtmOptions,
} from './issue.ts';
import { migrate, migrateOptions } from './migrate/migrate.ts';
import { describeMistake, didYouMean } from './mistakes.ts';
import { decode, decodeOptions, explain, verify, verifyOptions } from './read.ts';

const DONE = 0;
const REFUSED = 1;
const USAGE = 2;
export const OUTPUT_FAILED = 3;

interface Command {
  readonly run: (host: Host, args: readonly string[]) => Promise<number>;
  readonly options: object;
}

const commands: Readonly<Record<CommandName, Command>> = {
  'chat-user': { run: chatUser, options: chatUserOptions },
  'chat-app': { run: chatApp, options: chatAppOptions },
  rtc: { run: rtc, options: rtcOptions },
  rtm: { run: rtm, options: rtmOptions },
  build: { run: build, options: buildOptions },
  decode: { run: decode, options: decodeOptions },
  verify: { run: verify, options: verifyOptions },
  explain: { run: explain, options: verifyOptions },
  migrate: { run: migrate, options: migrateOptions },
  demo: { run: demo, options: demoOptions },
};

/** Runs one command and returns the exit code; errors go to standard error. */
export async function run(host: Host): Promise<number> {
  const [name, ...args] = host.args;
  if (name === undefined) {
    host.err(HELP);
    return USAGE;
  }
  if (name === '--version' || name === '-v') {
    host.out(`${host.version}\n`);
    return DONE;
  }
  const isHelp = name === 'help' || name === '--help' || name === '-h';
  const about = isHelp ? args[0] : name;
  if (about === undefined) {
    host.out(HELP);
    return DONE;
  }
  if (!isCommand(about)) return reportUsage(host, `unknown command${didYouMean(about, Object.keys(commands))}`);
  if (isHelp || asksForHelp(args)) {
    host.out(COMMAND_HELP[about]);
    return DONE;
  }
  const { run, options } = commands[about];
  try {
    return await run(host, args);
  } catch (error) {
    if (isTokenError(error) && error.code !== 'ERR_INPUT') return reportRefusal(host, error, args.includes('--json'));
    const mistake = describeMistake(error, args, Object.keys(options));
    if (mistake === undefined) throw error;
    return reportUsage(host, mistake, about);
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** After `--` everything is a token. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function reportRefusal(host: Host, error: TokenError, json: boolean): number {
  const { code, message, field, expiredAt, issuedAt } = error;
  if (json) host.out(`${JSON.stringify({ error: { code, message, field, expiredAt, issuedAt } }, null, 2)}\n`);
  else host.err(`Token refused: ${message} (${code}).\nTo see why, run accesstoken2 explain\n`);
  return REFUSED;
}

function reportUsage(host: Host, mistake: string, command?: CommandName): number {
  host.err(`accesstoken2: ${mistake}\nTry: accesstoken2 help${command === undefined ? '' : ` ${command}`}\n`);
  return USAGE;
}
