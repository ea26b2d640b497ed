/** What the mutants of a room are tested with. */
import { defineConfig } from 'vitest/config';
import { room } from './rooms.mjs';

export default defineConfig({
  test: {
    include: room.tests,
    testNamePattern: room.slow && new RegExp(`^(?!.*(${room.slow.source}))`),
    testTimeout: 60_000,
  },
});
