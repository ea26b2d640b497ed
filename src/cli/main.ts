#!/usr/bin/env node
/** The command `accesstoken2`: passes Node's environment to `run`. The only file that touches the process. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UsageError } from './host.ts';
import { OUTPUT_FAILED, run } from './run.ts';

/** Far more than any token needs; keeps a wrong file on standard input from filling the memory. */
const MAX_STDIN_BYTES = 16 * 1024 * 1024;

const requireBeside = createRequire(import.meta.url);

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

async function listFiles(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const files: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isFile()) files.push(inner);
    else if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
      files.push(...(await listFiles(inner)));
    }
  }
  return files.sort();
}

function loadModule(name: string): unknown {
  for (const load of [createRequire(join(process.cwd(), 'package.json')), requireBeside]) {
    try {
      return load(name);
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

// A full disk, or a reader such as `head` that has closed the pipe and needs no message.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`accesstoken2: cannot write the output: ${error.message}\n`);
  process.exit(OUTPUT_FAILED);
});
process.stderr.on('error', () => process.exit(OUTPUT_FAILED));

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  version: (requireBeside('../package.json') as { version: string }).version,
  stdinIsTerminal: process.stdin.isTTY === true,
  readStdin,
  readFile: (path) => readFile(path, 'utf8'),
  writeFile: (path, text) => writeFile(path, text),
  listFiles,
  loadModule,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Math.floor(Date.now() / 1000),
});
