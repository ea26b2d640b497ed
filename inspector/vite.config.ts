/** Builds the page: everything in one HTML file, and the same as a module for the token server. */
import { defineConfig } from 'vite';
import { oneFile } from './packing/one-file.ts';
import { smallLibrary } from './packing/small-library.ts';

export default defineConfig({
  plugins: [smallLibrary(), oneFile()],
  build: {
    target: 'es2022',
    // 1 kB of 40 less than Vite's own minifier.
    minify: 'terser',
    terserOptions: { module: true, compress: { passes: 4, ecma: 2020, unsafe_arrows: true, pure_getters: true } },
    // The style sheet says light-dark(); for older browsers it would be written out as twice the variables.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
