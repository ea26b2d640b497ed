/** The built server on other runtimes than the one that runs the tests: `npm run test:server:runtimes` at the root. */
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/runtimes/**/*.test.ts'], exclude: [] },
});
