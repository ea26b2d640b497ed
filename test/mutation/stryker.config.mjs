/** How Stryker mutates the room that `run.mjs` has chosen. */
import { room } from './rooms.mjs';

const name = process.env.MUTATION_ROOM;

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', import.meta.resolve('./ignore-messages.mjs')],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: room.mutate,
  ignorers: ['messages'],
  ignorePatterns: ['dist', 'bench', 'server', 'examples', 'test/runtimes', 'test/package', 'test/sdk', 'reports'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // What has been tested is not tested again, unless it or its tests change.
  incremental: true,
  incrementalFile: `reports/mutation/${name}.json`,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false },
  // A mutant that never ends costs this much; one that a busy machine slows down must not pass for it.
  timeoutMS: 6_000,
};
