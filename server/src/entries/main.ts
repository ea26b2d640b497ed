#!/usr/bin/env node
/** The command `accesstoken2-server`, on Node, Bun or Deno: connects the process to `runCommand`. */
import { readFileSync } from 'node:fs';
import { openLogOutput } from '../operations/log-output.ts';
import { describeFault } from '../operations/logger.ts';
import { runCommand } from './command.ts';
import type { Runtime } from './listening.ts';

/** Loads only the entry of the current runtime. */
async function findRuntime(): Promise<Runtime> {
  if ('Bun' in globalThis) return (await import('./bun.ts')).bun;
  if ('Deno' in globalThis) return (await import('./deno.ts')).deno;
  return (await import('./node.ts')).node;
}

const exitCode = await runCommand({
  runtime: await findRuntime(),
  args: process.argv.slice(2),
  env: process.env,
  readFile: (path) => readFileSync(path, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  openLog: () => openLogOutput(),
  onSignal: (signal, listener) => process.on(signal, listener),
  onFault: (listener) => {
    // Node would print the whole error, with whatever its message quotes.
    for (const event of ['uncaughtException', 'unhandledRejection'])
      process.on(event, (e) => listener(describeFault(e)));
  },
});
process.exit(exitCode);
