/** The kit's own tests. They run adapters as a user does, so the library and the kit are built first. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    // Each test runs whole sets of vectors in separate processes, on shared, slow machines.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
