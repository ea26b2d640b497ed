#!/usr/bin/env node
/** The command `accesstoken2-server`: hands Node's surroundings to `runCommand`, and signals to the server. */
import { readFileSync } from 'node:fs';
import { describeFault } from '../operations/logger.ts';
import { runCommand } from './command.ts';

const exitCode = await runCommand({
  args: process.argv.slice(2),
  env: process.env,
  readFile: (path) => readFileSync(path, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  onSignal: (signal, listener) => process.on(signal, listener),
  onFault: (listener) => {
    // Node would print the error as it is, with whatever its text quotes.
    for (const event of ['uncaughtException', 'unhandledRejection'])
      process.on(event, (e) => listener(describeFault(e)));
  },
});
process.exit(exitCode);
