/**
 * Runs the fuzzer of test/fuzz on the library's source.
 * Why bundled first: Node 20 does not read TypeScript, and V8 counts coverage by script, so that the subject has to be
 * one of its own.
 *
 *   npm run fuzz -- --seconds 60            as long; the seed is drawn and printed
 *   npm run fuzz -- --seed 7                that seed
 *   npm run fuzz -- --keep                  writes what reaches new code to fixtures/fuzz-corpus.json
 *   npm run fuzz -- --input payload:0102    one input, as a crash prints it
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const outdir = mkdtempSync(join(tmpdir(), 'accesstoken2-fuzz-'));
try {
  await build({
    absWorkingDir: root.pathname,
    entryPoints: ['test/fuzz/subject.ts', 'test/fuzz/main.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  const url = (name) => pathToFileURL(join(outdir, name));
  const { fuzz } = await import(url('main.mjs').href);
  process.exitCode = await fuzz({
    args: process.argv.slice(2),
    subject: url('subject.mjs'),
    fixtures: new URL('fixtures/', root),
  });
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
