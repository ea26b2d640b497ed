/** The examples as users copy them: `npm run test:examples`. Their dependencies have their own lock file. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/examples/*.test.ts'],
    globalSetup: 'test/support/run-folder.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
