/** Checks of the packed package: `npm run check:package`. Their tools have their own lock file. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/package/*.test.ts'],
    globalSetup: 'test/support/run-folder.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
