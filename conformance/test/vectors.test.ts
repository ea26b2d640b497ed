/** The vector files: their schemas, their IDs and their flags. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { kinds, loadFlags, loadVectors } from '../src/vectors.ts';

const folder = new URL('../', import.meta.url);
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const vectors = loadVectors();
const flags = loadFlags();

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
for (const file of readdirSync(new URL('schemas/', folder))) ajv.addSchema(readJson(`schemas/${file}`), file);

describe('schemas', () => {
  it.each([...kinds.map((kind) => [kind, `vectors/${kind}.json`]), ['flags', 'flags.json']])(
    '%s: %s is valid',
    (name, file) => {
      ajv.validate(`${name}.schema.json`, readJson(file as string));
      expect(ajv.errors).toBeNull();
    },
  );

  it('reject a vector without a source, and one with an unknown key', () => {
    const [vector] = readJson('vectors/build.json').vectors;
    const { source, ...withoutSource } = vector;
    expect(ajv.validate('build.schema.json', { vectors: [withoutSource] })).toBe(false);
    expect(ajv.validate('build.schema.json', { vectors: [{ ...vector, payloadHex: '00' }] })).toBe(false);
  });
});

describe('vectors', () => {
  it('number at least 600', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(600);
  });

  it('include one with only that flag, for each flag', () => {
    const alone = new Set(vectors.filter(({ flags }) => flags.length === 1).flatMap(({ flags }) => flags));
    expect(Object.keys(flags).filter((flag) => !alone.has(flag))).toEqual([]);
  });

  it('have unique IDs', () => {
    const ids = vectors.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('use only flags in flags.json', () => {
    expect(vectors.filter((vector) => vector.flags.some((flag) => !Object.hasOwn(flags, flag)))).toEqual([]);
  });
});

describe('the IDs', () => {
  const listed = readFileSync(new URL('ids.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

  it('in ids.txt all exist: published IDs are never renamed or removed', () => {
    const present = new Set(vectors.map(({ id }) => id));
    expect(listed.filter((id) => !present.has(id))).toEqual([]);
  });

  it('are all in ids.txt: add new ones at the end', () => {
    const known = new Set(listed);
    expect(vectors.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });
});
