/** A folder imports only from lower folders, and portable files import nothing specific to Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('../../src/', import.meta.url).pathname;

/** The folders, lowest first; those in one row do not import each other. */
const layers = [
  ['refusals.ts'],
  ['tokens'],
  ['operations'],
  ['auth', 'limits'],
  ['http'],
  ['routes', 'dialects'],
  ['server.ts'],
  ['config'],
  ['index.ts', 'entries'],
];

/** Entry points for any platform. They and all their imports need neither Node nor its packages. */
const portable = ['index.ts', 'entries/worker.ts'];
const nodeOnly = /^(node:|prom-client$|ioredis$|rate-limiter-flexible$|@hono\/node-server)/;

const rank = (folder: string) => layers.findIndex((folders) => folders.includes(folder));
const folderOf = (file: string) => file.split('/')[0] as string;
const files = (readdirSync(src, { recursive: true, encoding: 'utf8' }) as string[]).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(src, file), 'utf8');
  return [...source.matchAll(/^(?:import|export)( type)?\b[^;]*?\bfrom '([^']+)'/gm)].map(([, type, specifier]) => ({
    specifier: specifier as string,
    typeOnly: type !== undefined,
  }));
}

const targetOf = (file: string, specifier: string) => relative(src, normalize(join(src, dirname(file), specifier)));

describe('every source file', () => {
  it('is in a folder that has a layer', () => {
    expect(files.filter((file) => rank(folderOf(file)) < 0)).toEqual([]);
  });

  it.each(files)('%s imports downward only', (file) => {
    for (const { specifier } of importsOf(file)) {
      if (!specifier.startsWith('.')) continue;
      const target = folderOf(targetOf(file, specifier));
      const own = folderOf(file);
      if (target !== own) expect(rank(target), `${own} imports ${target}`).toBeLessThan(rank(own));
    }
  });

  it.each(files)('%s imports the library by its public name only', (file) => {
    const reached = importsOf(file).filter(({ specifier }) => specifier.startsWith('../../../'));
    expect(reached).toEqual([]);
  });

  it('starts with a comment that describes it', () => {
    expect(files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
  });
});

describe('what runs on every platform', () => {
  /** A file and all its imports, including packages. */
  function loadedBy(file: string, found: Set<string> = new Set()): Set<string> {
    if (found.has(file)) return found;
    found.add(file);
    if (!file.endsWith('.ts')) return found;
    for (const { specifier, typeOnly } of importsOf(file)) {
      if (!typeOnly) loadedBy(specifier.startsWith('.') ? targetOf(file, specifier) : specifier, found);
    }
    return found;
  }

  it.each(portable)('%s imports nothing specific to Node', (file) => {
    const loaded = [...loadedBy(file)];
    expect(loaded).toContain('server.ts');
    expect(loaded.filter((one) => nodeOnly.test(one))).toEqual([]);
  });
});
