/** The built page in a real browser: `npm run test:inspector:browser`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // For what the tests import from the page's source. The page itself is built before.
  resolve: { alias: { accesstoken2: fileURLToPath(new URL('../../src/index.ts', import.meta.url)) } },
  // One browser at a time, for small machines.
  test: { include: ['**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
