/** The files of server/deploy, judged and run without a container engine or a cluster: `npm run test:deploy`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { accesstoken2: fileURLToPath(new URL('../../../src/index.ts', import.meta.url)) } },
  test: {
    include: ['**/*.test.ts'],
    globalSetup: '../support/build.ts',
    // Packing builds the packages, and installing them fetches their dependencies.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
