/** Runs the command line with a simulated environment: no process, clock or files. */
import ts from 'typescript';
import type { Host } from '../../src/cli/host.ts';
import { run } from '../../src/cli/run.ts';
import { appCertificate, appId } from './credentials.ts';

export const NOW = 1_700_000_000;

/** The variables of a user who has set up credentials. */
export const env = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate } as const;

interface Environment {
  readonly env?: Host['env'];
  /** Standard input; a terminal if omitted. */
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** The modules of the user's project. Default: TypeScript. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /** Receives the files that the command writes. */
  readonly written?: Map<string, string>;
  readonly now?: number;
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command. Without `surroundings.env` the credentials are set. */
export async function cli(args: readonly string[], surroundings: Environment = {}): Promise<Outcome> {
  const { stdin, files = {}, modules = { typescript: ts }, now = NOW } = surroundings;
  let out = '';
  let err = '';
  const code = await run({
    args,
    env: surroundings.env ?? env,
    version: '1.2.3',
    stdinIsTerminal: stdin === undefined,
    readStdin: async () => stdin ?? '',
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return text;
    },
    writeFile: async (path, text) => {
      surroundings.written?.set(path, text);
    },
    listFiles: async (path) => {
      const found = Object.keys(files).filter((file) => file === path || file.startsWith(`${path}/`));
      if (found.length === 0) throw new Error(`ENOENT: no such file or directory, stat '${path}'`);
      return found;
    },
    loadModule: (name) => modules[name],
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => now,
  });
  return { code, out, err };
}
