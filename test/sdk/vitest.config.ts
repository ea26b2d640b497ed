/** The client with the real Chat SDKs: `npm run test:sdk`. */
import { defineConfig } from 'vitest/config';

const source = (path: string) => new URL(`../../${path}`, import.meta.url).pathname;

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The token server imports the library by its name; here that is the source, so that nothing has to be built.
    // The shims make Node look like a page, in which the servers beside it seem to hold a certificate.
    onConsoleLog: (line) => !line.includes('certificate is used in a browser'),
    alias: { accesstoken2: source('src/index.ts') },
  },
});
