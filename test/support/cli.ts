/** The command line in a test's own surroundings: no process, no clock, no file. */
import type { Host } from '../../src/cli/host.ts';
import { run } from '../../src/cli/run.ts';
import { appCertificate, appId } from './credentials.ts';

export const NOW = 1_700_000_000;

/** The environment of somebody who has set it up. */
export const env = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate } as const;

interface Surroundings {
  readonly env?: Host['env'];
  /** What standard input holds; a terminal where it is not given. */
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly now?: number;
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command. Without `surroundings.env` the credentials are set. */
export async function cli(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { stdin, files = {}, now = NOW } = surroundings;
  let out = '';
  let err = '';
  const code = await run({
    args,
    env: surroundings.env ?? env,
    stdinIsTerminal: stdin === undefined,
    readStdin: async () => stdin ?? '',
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return text;
    },
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
