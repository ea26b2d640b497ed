/** One run for every kind of test; each kind is a folder of test/ and can be named alone: `npx vitest run test/unit`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/runtimes/**'],
    // Differential and property tests do thousands of comparisons on shared, slow machines.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
