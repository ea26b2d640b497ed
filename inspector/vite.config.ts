/** Builds the page as a single HTML file, and as a module for the token server. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { oneFile } from './packing/one-file.ts';

const source = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

export default defineConfig({
  plugins: [oneFile()],
  // The library from source: the page can be built before it.
  resolve: {
    alias: [
      { find: /^accesstoken2$/, replacement: source('index.ts') },
      { find: /^accesstoken2\/trace$/, replacement: source('trace/index.ts') },
    ],
  },
  build: {
    target: 'es2022',
    // 1 kB smaller than with Vite's own minifier.
    minify: 'terser',
    terserOptions: {
      module: true,
      compress: { passes: 4, inline: 1, ecma: 2020, unsafe_arrows: true, pure_getters: true },
    },
    // For older browsers, light-dark() would be expanded to twice the variables.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
