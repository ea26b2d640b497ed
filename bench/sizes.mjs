/** What an import adds to a bundle: minified, then gzipped. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { judge, number, printTable } from './report.mjs';

const imports = {
  'build + verify': `export { buildChatUserToken, verifyToken } from '../dist/index.js'`,
  buildChatUserToken: `export { buildChatUserToken } from '../dist/index.js'`,
  createTokenIssuer: `export { createTokenIssuer } from '../dist/index.js'`,
  verifyToken: `export { verifyToken } from '../dist/index.js'`,
  decodeToken: `export { decodeToken } from '../dist/index.js'`,
  everything: `export * from '../dist/index.js'`,
  'accesstoken2/agora-token': `export * from '../dist/agora-token.js'`,
  'pako + @noble/hashes, for the same job': `
    export { deflate, inflate } from 'pako';
    export { hmac } from '@noble/hashes/hmac.js';
    export { sha256 } from '@noble/hashes/sha2.js';`,
};

export function run() {
  const rows = Object.entries(imports).map(([name, contents]) => {
    const resolveDir = fileURLToPath(new URL('.', import.meta.url));
    const { outputFiles } = buildSync({
      stdin: { contents, resolveDir },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    const [{ contents: code }] = outputFiles;
    const gzipped = gzipSync(code, { level: 9 }).length / 1024;
    if (name === 'build + verify') judge('size', gzipped);
    return [name, number(code.length / 1024), number(gzipped)];
  });
  printTable('Size in a bundle, KB', ['', 'minified', 'and gzipped'], rows);
}
