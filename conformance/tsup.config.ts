/** One program for Node, without dependencies: the vectors and schemas beside it are read when it runs. */
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts'],
  clean: true,
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  removeNodeProtocol: false,
});
