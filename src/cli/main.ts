#!/usr/bin/env node
/** The command `accesstoken2`: hands Node's surroundings to `run`. The one file that touches the process. */
import { readFile } from 'node:fs/promises';
import { UsageError } from './host.ts';
import { run } from './run.ts';

/** Far beyond any token; keeps a wrong file on standard input from filling the memory. */
const MAX_STDIN_BYTES = 16 * 1024 * 1024;

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_STDIN_BYTES) throw new UsageError('standard input is too long for a token');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  stdinIsTerminal: process.stdin.isTTY === true,
  readStdin,
  readFile: (path) => readFile(path, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Math.floor(Date.now() / 1000),
});
