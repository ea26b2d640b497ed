/**
 * What is mutated, room by room, and the tests that have to notice: the quick ones of the room itself, since every
 * mutant runs all of them that reach it. `slow` are those among them that take too long for that; what survives the
 * others is tried with these too before it counts (README.md).
 */
export const rooms = {
  base64: {
    mutate: ['src/base64/*.ts'],
    tests: ['test/unit/base64/**', 'test/vectors/base64.test.ts'],
    slow: /of the 262,144 texts|every one of the 65,536|up to five characters/,
  },
  wire: {
    mutate: ['src/wire/*.ts'],
    tests: ['test/unit/wire/**', 'test/unit/services/**', 'test/unit/token/{build,parse,trace}.test.ts'],
    slow: /may be 65,535 and not one more|issuedAt is now/,
  },
  inflate: {
    mutate: ['src/inflate/inflate.ts', 'src/inflate/huffman-decode.ts', 'src/zlib/adler32.ts'],
    tests: ['test/unit/{inflate/*,zlib/adler32}.test.ts'],
    slow: /stops a bomb|every length up to 6,000|any level and any window|dynamic block gives/,
  },
  token: {
    mutate: ['src/token/*.ts', '!src/token/{explain,browser-warning}.ts'],
    tests: [
      'test/unit/token/{build,options,parse,trace,verify}.test.ts',
      'test/unit/builders/**',
      'test/vectors/hostile.test.ts',
    ],
    slow: /may be 65,535 and not one more|bomb/,
  },
  // Its tests load the library again and again.
  'browser-warning': {
    mutate: ['src/token/browser-warning.ts'],
    tests: ['test/unit/token/browser-warning.test.ts'],
  },
  explain: {
    mutate: ['src/explain/*.ts'],
    tests: ['test/unit/explain/**', 'test/docs/verifying.test.ts'],
  },
};

/** The room of this process, which `run.mjs` names to Stryker and Stryker's workers to Vitest. */
export const room = rooms[process.env.MUTATION_ROOM];
