/** The page's copy of the library, with three small modules, gives the same results as the library. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as published from 'accesstoken2';
import fc from 'fast-check';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as fast from '../../src/crypto/sha256-compress.ts';
import * as fastBound from '../../src/deflate/dynamic-bound.ts';
import * as fastInput from '../../src/deflate/small-input.ts';
import { smallLibrary } from '../packing/small-library.ts';
import * as smallBound from '../small/dynamic-bound.ts';
import * as small from '../small/sha256-compress.ts';
import * as smallInput from '../small/small-input.ts';
import { kinds, optionsOf } from '../src/build/kinds.ts';
import { appCertificate, appId } from './support/tokens.ts';

describe('the compression function', () => {
  const words = (length: number) =>
    fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: length, maxLength: length });

  it('starts from the same hash value', () => {
    const states = [fast, small].map(({ initialise }) => {
      const state = new Int32Array(8);
      initialise(state);
      return state;
    });
    expect(states[1]).toEqual(states[0]);
  });

  it('computes the same state from every block', () => {
    fc.assert(
      fc.property(words(8), words(16), (before, block) => {
        const [expected, found] = [fast, small].map(({ compress }) => {
          const state = Int32Array.from(before);
          compress(state, Int32Array.from(block));
          return state;
        });
        expect(found).toEqual(expected);
      }),
    );
  });
});

describe('the whole library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'small-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let library: typeof published;

  beforeAll(async () => {
    const entry = join(folder, 'entry.js');
    writeFileSync(entry, "export * from 'accesstoken2';");
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [smallLibrary()],
      build: {
        outDir: join(folder, 'dist'),
        minify: false,
        lib: { entry, formats: ['es'], fileName: () => 'all.mjs' },
      },
    });
    library = await import(join(folder, 'dist/all.mjs'));
  }, 60_000);

  const credentials = { appId, appCertificate, issuedAt: 1_700_000_000, salt: 1 };

  it.each(kinds.map((kind) => [kind.id, kind] as const))('builds the same token: %s', (_, kind) => {
    const options = { ...credentials, ...optionsOf(kind, {}) } as never;
    expect((library as unknown as Record<string, typeof kind.build>)[kind.call]?.(options)).toBe(kind.build(options));
  });

  it('builds, reads and explains the same tokens, for arbitrary names', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2000 }),
    );
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 5 }), (channels) => {
        const services = channels.map(
          (channelName) => ({ service: 'rtc', channelName, uid: 1, privileges: {} }) as const,
        );
        const options = { ...credentials, expiresIn: 60, services };
        const token = published.buildToken(options);
        expect(library.buildToken(options)).toBe(token);
        expect(library.decodeToken(token)).toEqual(published.decodeToken(token));
        const judged = { appCertificate, now: credentials.issuedAt };
        expect(library.explainToken(token, judged)).toEqual(published.explainToken(token, judged));
      }),
      { numRuns: 200 },
    );
  });
});

it.each([
  ['sha256-compress', small, fast],
  ['dynamic-bound', smallBound, fastBound],
  ['small-input', smallInput, fastInput],
])('%s exports what the library imports', (_, substitute, original) => {
  expect(Object.keys(substitute).sort()).toEqual(Object.keys(original).sort());
});
