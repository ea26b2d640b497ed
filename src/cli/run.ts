/** The command line without its surroundings: picks the command and turns errors into exit codes. */
import { TokenError } from '../index.ts';
import { demo } from './demo.ts';
import { COMMAND_HELP, type CommandName, HELP } from './help.ts';
import { type Host, UsageError } from './host.ts';
import { chatApp, chatUser } from './issue.ts';
import { decode, explain, verify } from './read.ts';

const DONE = 0;
const REFUSED = 1;
const USAGE = 2;

type Command = (host: Host, args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<CommandName, Command>> = {
  'chat-user': chatUser,
  'chat-app': chatApp,
  decode,
  verify,
  explain,
  demo,
};

/** Runs one command and returns the exit code; whatever goes wrong is told on standard error. */
export async function run(host: Host): Promise<number> {
  const [name, ...args] = host.args;
  if (name === undefined) {
    host.err(HELP);
    return USAGE;
  }
  if (isHelp(name)) {
    host.out(isCommand(args[0]) ? COMMAND_HELP[args[0]] : HELP);
    return DONE;
  }
  try {
    if (!isCommand(name)) throw new UsageError('there is no command of that name');
    if (asksForHelp(args)) {
      host.out(COMMAND_HELP[name]);
      return DONE;
    }
    return await commands[name](host, args);
  } catch (error) {
    return report(host, error, args.includes('--json'));
  }
}

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(commands, name);
}

function isHelp(arg: string): boolean {
  return arg === 'help' || arg === '--help' || arg === '-h';
}

/** Behind `--` everything is a token. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function report(host: Host, error: unknown, json: boolean): number {
  if (error instanceof TokenError && error.code !== 'ERR_INPUT') {
    const { code, message, field, expiredAt, issuedAt } = error;
    if (json) host.out(`${JSON.stringify({ error: { code, message, field, expiredAt, issuedAt } }, null, 2)}\n`);
    else host.err(`The token is refused: ${message} (${code}).\nTo see why: accesstoken2 explain\n`);
    return REFUSED;
  }
  const mistake = usageMessage(error);
  if (mistake === undefined) throw error;
  host.err(`accesstoken2: ${mistake}\nTry: accesstoken2 --help\n`);
  return USAGE;
}

/** What is wrong with the command: our own errors, those of `parseArgs`, and values that no token can hold. */
function usageMessage(error: unknown): string | undefined {
  if (error instanceof UsageError || error instanceof TokenError) return error.message;
  if (!(error instanceof TypeError && 'code' in error)) return undefined;
  // Node quotes what it does not know, and that may be a token or a certificate in the wrong place.
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return 'there is an argument too many';
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `there is no option ${/^Unknown option '(--?[a-z-]{1,24})'/.exec(error.message)?.[1] ?? 'of that name'}`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return error.message.split('\n', 1)[0];
    default:
      return undefined;
  }
}
