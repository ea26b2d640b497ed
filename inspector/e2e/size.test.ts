/** What the page weighs: everything is in the one file. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pageFile } from './support/page-server.ts';

const MAX_BYTES = 40_000;

it('is at most 40 kB, compressed as servers do', () => {
  const bytes = gzipSync(readFileSync(pageFile), { level: 9 }).length;
  console.log(`the inspector: ${(bytes / 1000).toFixed(1)} kB gzip`);
  expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
});
