/** What the mutants are tested with: the quick tests of what is mutated. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/token/{build,parse,trace,verify}.test.ts',
      'test/unit/{wire,base64,services}/**/*.test.ts',
      'test/unit/zlib/inflate*.test.ts',
      'test/vectors/{hostile,base64}.test.ts',
    ],
    // It inflates a gigabyte, for every mutant of inflate.
    testNamePattern: /^(?!.*bomb)/,
    testTimeout: 60_000,
  },
});
