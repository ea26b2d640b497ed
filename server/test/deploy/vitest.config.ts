/** The files of server/deploy, judged and run as far as that goes without a container engine: `npm run test:deploy`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    // The Dockerfile's steps install packages twice.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
