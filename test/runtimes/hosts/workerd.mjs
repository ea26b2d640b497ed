/** Cloudflare Workers: workerd in miniflare, without compatibility flags and so without Node.js APIs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import { entryPath, moduleProgram, packageFiles } from '../consumer.mjs';
import { packageVersion } from '../versions.mjs';

export const COMPATIBILITY_DATE = '2026-04-01';

export default function workerd(consumer) {
  return [
    {
      runtime: 'Cloudflare Workers (workerd)',
      version: packageVersion('workerd'),
      form: 'ESM',
      expected: 'Cloudflare-Workers undefined undefined',
      async run() {
        const main = moduleProgram(consumer, {
          identity: "[navigator.userAgent, typeof process, typeof Buffer].join(' ')",
          // Outside a request, the clock reads 0 and random numbers are not available.
          finish: 'export default { fetch: () => new Response(report()) };',
          resolve: (name) => `./${entryPath(consumer, name, 'import')}`,
        });
        const own = (name) => readFileSync(join(consumer.project, name), 'utf8');
        const sources = { 'main.mjs': main, 'suite.mjs': own('suite.mjs'), 'vectors.mjs': own('vectors.mjs') };
        const modules = Object.entries({ ...sources, ...packageFiles(consumer, '.js') });
        const worker = new Miniflare({
          compatibilityDate: COMPATIBILITY_DATE,
          modules: modules.map(([path, contents]) => ({ type: 'ESModule', path, contents })),
        });
        try {
          return await (await worker.dispatchFetch('http://localhost/')).json();
        } finally {
          await worker.dispose();
        }
      },
    },
  ];
}
