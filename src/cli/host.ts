/** What the command line asks of its surroundings. The one in `main.ts` is Node's; a test hands in its own. */
export interface Host {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether somebody sits at standard input: then nothing is to be expected from it. */
  readonly stdinIsTerminal: boolean;
  readStdin(): Promise<string>;
  readFile(path: string): Promise<string>;
  out(text: string): void;
  err(text: string): void;
  /** Unix seconds. */
  now(): number;
}

/** A mistake in the command: exit code 2, with a pointer to the help. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
