/** The packed package in React Native's bundler: `npm run test:metro`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/metro/*.test.ts'],
    globalSetup: 'test/support/run-folder.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
