/**
 * The server's own tests, against the library's source. Those in `test/processes` start the built programs, those in
 * `test/runtimes` and `test/deploy` have configurations of their own.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { accesstoken2: fileURLToPath(new URL('../src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/runtimes/**', 'test/deploy/**'],
    globalSetup: 'test/support/build.ts',
    // Real servers on a shared, slow machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
