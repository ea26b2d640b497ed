/** A token or grants: from the argument, from a file, or from standard input. */
import { type Host, UsageError } from './host.ts';

/** An argument is used as it is; what comes from a file or standard input loses the line break at its end. */
export async function readInput(
  host: Host,
  positionals: readonly string[],
  file: string | undefined,
  what: 'token' | 'grants',
): Promise<string> {
  const [argument, ...more] = positionals;
  if (more.length > 0)
    throw new UsageError(what === 'token' ? 'pass one token at a time' : 'pass the grants as one argument');
  if (file !== undefined) {
    if (argument !== undefined) throw new UsageError(`pass the ${what} either as an argument or with --file`);
    return withoutLineBreak(await readFile(host, file));
  }
  if (argument !== undefined && argument !== '-') return argument;
  if (argument === undefined && host.stdinIsTerminal) {
    throw new UsageError(`no ${what}: pass an argument, --file FILE, or pipe it to standard input`);
  }
  return withoutLineBreak(await host.readStdin());
}

async function readFile(host: Host, path: string): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (cause) {
    throw new UsageError(`cannot read the --file: ${(cause as Error).message}`);
  }
}

function withoutLineBreak(text: string): string {
  return text.replace(/\r?\n$/, '');
}
