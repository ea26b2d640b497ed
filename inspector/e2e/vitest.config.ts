/** The built page in a real browser: `npm run test:inspector`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The page is built; this is for what the tests themselves take from the library and from the page's lists.
  resolve: { alias: { accesstoken2: fileURLToPath(new URL('../../src/index.ts', import.meta.url)) } },
  // One browser after the other, on a shared, slow machine.
  test: { include: ['**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
