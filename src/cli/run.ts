/** The command line without its surroundings: picks the command and turns errors into exit codes. */
import { TokenError } from '../index.ts';
import { demo } from './demo.ts';
import { HELP } from './help.ts';
import { type Host, UsageError } from './host.ts';
import { chatApp, chatUser } from './issue.ts';
import { decode, verify } from './read.ts';

const DONE = 0;
const REFUSED = 1;
const USAGE = 2;

type Command = (host: Host, args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  'chat-user': chatUser,
  'chat-app': chatApp,
  decode,
  verify,
  demo,
};

/** Runs one command and returns the exit code; whatever goes wrong is told on standard error. */
export async function run(host: Host): Promise<number> {
  const [name, ...args] = host.args;
  if (name === undefined) {
    host.err(HELP);
    return USAGE;
  }
  if (name === 'help' || name === '--help' || name === '-h' || args.includes('--help') || args.includes('-h')) {
    host.out(HELP);
    return DONE;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new UsageError(`there is no command of that name`);
    return await command(host, args);
  } catch (error) {
    return report(host, error, args.includes('--json'));
  }
}

function report(host: Host, error: unknown, json: boolean): number {
  if (error instanceof TokenError && error.code !== 'ERR_INPUT') {
    const { code, message, field, expiredAt } = error;
    if (json) host.out(`${JSON.stringify({ error: { code, message, field, expiredAt } }, null, 2)}\n`);
    else host.err(`The token is refused: ${message} (${code}).\n`);
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
  // Node quotes the argument, and it may be a token or a certificate in the wrong place.
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return 'there is an argument too many';
  return String(error.code).startsWith('ERR_PARSE_ARGS') ? error.message : undefined;
}
