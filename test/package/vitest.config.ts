/** The gates that the packed package passes: `npm run check:package`. Their tools have a lock file of their own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/package/*.test.ts'],
    globalSetup: 'test/support/run-folder.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
