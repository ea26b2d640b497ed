/** The page's unit tests, against the library's source. The tests in a real browser are in `e2e/`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^accesstoken2$/, replacement: source('index.ts') },
      { find: /^accesstoken2\/(agora-token|trace)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 },
});
