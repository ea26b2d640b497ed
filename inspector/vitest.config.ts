/** The page's unit tests, against the library's source. Those in a real browser are in `e2e/`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { accesstoken2: fileURLToPath(new URL('../src/index.ts', import.meta.url)) } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 },
});
