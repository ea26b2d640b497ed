/** One run for every kind of test; each kind is a folder of test/ and can be named alone: `npx vitest run test/unit`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These have dependencies of their own: `npm run test:examples`, `npm run check:package` and others.
    exclude: ['**/node_modules/**', 'test/{examples,metro,runtimes,package,sdk}/**'],
    globalSetup: 'test/support/run-folder.ts',
    // Differential and property tests do thousands of comparisons on shared, slow machines.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
