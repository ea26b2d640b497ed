/**
 * The maximum size of each import statement in a bundle, and the parts of the library that it must not contain.
 * `npm run sizes` writes the table; `sizes.test.ts` checks the library and docs/runtimes.md against it.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Parts of the library, each with a pattern that occurs only in its built code. */
export const PARTS = {
  inflate: /\bfunction inflateShared\(/,
  deflate: /\bfunction deflateShared\(/,
  hashes: /\bfunction createWordHmac\(/,
  builders: /\bfunction encodeToken\(/,
  verifier: /\bfunction verifyToken\(/,
  explainer: /\bfunction explainToken\(/,
  MD5: /0x67452301|1732584193/i,
  'drop-in': /\bclass ChatTokenBuilder\b|\bChatTokenBuilder = class\b/,
  client: /\bfunction createChatSession\(/,
  rest: /\bfunction createChatRestClient\(/,
};

const OTHER_ENTRIES = ['MD5', 'drop-in', 'client', 'rest'];

/** `budget` is in KiB, minified and compressed with gzip. */
export const IMPORTS = [
  { names: ['TokenError'], from: 'accesstoken2', budget: 0.5, without: Object.keys(PARTS) },
  {
    names: ['decodeToken'],
    from: 'accesstoken2',
    budget: 6.6,
    without: ['deflate', 'hashes', 'builders', 'verifier', 'explainer', ...OTHER_ENTRIES],
  },
  {
    names: ['verifyToken'],
    from: 'accesstoken2',
    budget: 11,
    without: ['deflate', 'builders', 'explainer', ...OTHER_ENTRIES],
  },
  { names: ['explainToken'], from: 'accesstoken2', budget: 18.5, without: ['deflate', 'builders', ...OTHER_ENTRIES] },
  {
    names: ['buildChatUserToken'],
    from: 'accesstoken2',
    budget: 12.9,
    without: ['inflate', 'verifier', 'explainer', ...OTHER_ENTRIES],
  },
  {
    names: ['buildChatUserToken', 'verifyToken'],
    from: 'accesstoken2',
    budget: 18.3,
    without: ['explainer', ...OTHER_ENTRIES],
  },
  {
    names: ['createTokenIssuer'],
    from: 'accesstoken2',
    budget: 13.4,
    without: ['inflate', 'verifier', 'explainer', ...OTHER_ENTRIES],
  },
  // MD5 is for aPaaS room users.
  { names: [], from: 'accesstoken2', budget: 27.4, without: ['drop-in', 'client', 'rest'] },
  {
    names: ['ChatTokenBuilder'],
    from: 'accesstoken2/agora-token',
    budget: 12.8,
    without: ['inflate', 'verifier', 'explainer', 'MD5', 'client', 'rest'],
  },
  {
    names: ['createChatSession'],
    from: 'accesstoken2/client',
    budget: 10.6,
    without: ['deflate', 'hashes', 'builders', 'verifier', 'explainer', 'MD5', 'drop-in', 'rest'],
  },
  {
    names: ['createChatRestClient'],
    from: 'accesstoken2/rest',
    // It mints app tokens if it gets a certificate. Without the functions of the product areas.
    budget: 19.9,
    without: ['verifier', 'explainer', 'MD5', 'drop-in', 'client'],
  },
];

/** The import statement; without names, it imports everything. */
export function statementOf({ names, from }) {
  return `import ${names.length === 0 ? '* as all' : `{ ${names.join(', ')} }`} from '${from}'`;
}

/** The bundle of the statement, plain and minified, with the package installed in `project`. */
export async function bundle(one, project) {
  const used = one.names.length === 0 ? 'all' : one.names.join(', ');
  const stdin = { contents: `${statementOf(one)};\nglobalThis.used = [${used}];`, resolveDir: project };
  const options = { stdin, bundle: true, write: false, format: 'esm', platform: 'neutral', logLevel: 'error' };
  const [plain, small] = await Promise.all([false, true].map((minify) => build({ ...options, minify })));
  return { code: plain.outputFiles[0].text, minified: small.outputFiles[0].contents };
}

export function gzipSize(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

/** The unit of all budgets and documented sizes. */
export const KIB = 1024;

const inKib = (bytes) => `${(bytes / KIB).toFixed(1)} KiB`;

/** A row of the table in docs/runtimes.md. */
export function row(one, minified) {
  return `| \`${statementOf(one)}\` | ${inKib(minified.length)} | ${inKib(gzipSize(minified))} |`;
}
