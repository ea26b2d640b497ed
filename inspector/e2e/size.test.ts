/** The size of the page, which is a single file. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pageFile } from './support/page-server.ts';

const MAX_BYTES = 42_000;

it('the page is at most 42 kB after gzip', () => {
  const bytes = gzipSync(readFileSync(pageFile), { level: 9 }).length;
  console.log(`the inspector: ${(bytes / 1000).toFixed(1)} kB gzip`);
  expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
});
