/** Builds the page: everything in one HTML file, and the same as a module for the token server. */
import { defineConfig } from 'vite';
import { oneFile } from './packing/one-file.ts';

export default defineConfig({
  plugins: [oneFile()],
  build: {
    target: 'es2022',
    // The style sheet says light-dark(); for older browsers it would be written out as twice the variables.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
  },
});
