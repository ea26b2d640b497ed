/** Data flows one way: a folder imports from lower layers only, never from a higher one or its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('../../../src/', import.meta.url).pathname;

/** The folders by layer, lowest first. Folders of one layer do not import each other. */
const layers = [
  ['errors.ts', 'nearest-name.ts', 'path.ts', 'http'],
  ['checks.ts', 'zlib.ts'],
  ['wire', 'crypto', 'deflate', 'inflate', 'base64'],
  ['services'],
  ['token'],
  ['explain', 'builders'],
  ['index.ts', 'agora-token', 'client', 'rest', 'trace'],
  ['react'],
  ['cli'],
];

const rank = (folder: string) => layers.findIndex((folders) => folders.includes(folder));
const folderOf = (file: string) => file.split('/')[0] as string;

const files = (readdirSync(src, { recursive: true, encoding: 'utf8' }) as string[]).filter((file) =>
  file.endsWith('.ts'),
);

function importsOf(file: string): string[] {
  const source = readFileSync(join(src, file), 'utf8');
  return [...source.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)].map(
    (m) => m[1] ?? m[2] ?? m[3] ?? '',
  );
}

describe('every source file', () => {
  it('is in a folder that has a layer', () => {
    expect(files.filter((file) => rank(folderOf(file)) < 0)).toEqual([]);
  });

  it.each(files)('%s imports downward only', (file) => {
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('node:')) {
        expect(folderOf(file), `${specifier} outside cli/`).toBe('cli');
        continue;
      }
      // Types of the parser that `migrate` loads from the user's project.
      if (folderOf(file) === 'cli' && specifier === 'typescript') continue;
      if (specifier === 'react' && folderOf(file) === 'react') continue;
      expect(specifier, 'the library has no dependency').toMatch(/^\.\.?\//);
      const target = folderOf(relative(src, normalize(join(src, dirname(file), specifier))));
      const own = folderOf(file);
      if (target !== own) expect(rank(target), `${own} imports ${target}`).toBeLessThan(rank(own));
    }
  });

  it('of the client reads tokens and checks options, and takes nothing else from the library', () => {
    // React Native's bundler does not remove unused code: whatever a file imports is in the app.
    const taken = files.filter((file) => folderOf(file) === 'client').flatMap(importsOf);
    const others = new Set(taken.filter((specifier) => !specifier.startsWith('./')));
    expect([...others].sort()).toEqual([
      '../checks.ts',
      '../errors.ts',
      '../http/retry-after.ts',
      '../nearest-name.ts',
      '../token/parse.ts',
    ]);
  });

  it('begins with a comment that describes it', () => {
    expect(files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
  });
});
