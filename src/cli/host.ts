/** What the command line needs from its environment. `main.ts` passes Node's; a test passes its own. */
export interface Host {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The version of this package. */
  readonly version: string;
  /** Whether standard input is a terminal, so that nothing was piped in. */
  readonly stdinIsTerminal: boolean;
  readStdin(): Promise<string>;
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
  /** The file itself, or every file in the folder and its subfolders, except dependencies and hidden folders. */
  listFiles(path: string): Promise<readonly string[]>;
  /** A module installed in the user's project or beside this package, or undefined if it is not installed. */
  loadModule(name: string): unknown;
  out(text: string): void;
  err(text: string): void;
  /** Unix seconds. */
  now(): number;
}

/** A mistake in the command: exit code 2, with a pointer to the help. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
