/** FLAGS.md and docs/format.md match the flags and vectors. `vitest run test/pages --update` writes FLAGS.md. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadFlags, loadVectors } from '../src/vectors.ts';

const flags = loadFlags();
const format = readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8');

it('FLAGS.md is generated from flags.json', async () => {
  const sections = Object.entries(flags).map(
    ([name, { what, why, fix }]) => `## ${name}\n\n${what}\n\n- Why it matters: ${why}\n- What to do: ${fix}\n`,
  );
  const page = [
    '# Flags',
    '',
    'The features and faults that the vectors test, from [flags.json](flags.json). [The format](../docs/format.md) has the rules behind them.',
    '',
    ...sections,
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../FLAGS.md');
});

describe('docs/format.md', () => {
  it('links every flag, and only existing flags', () => {
    const links = [...format.matchAll(/\[`(\w+)`\]\(\.\.\/conformance\/FLAGS\.md#(\w+)\)/g)];
    expect(links.filter(([, name, anchor]) => name?.toLowerCase() !== anchor)).toEqual([]);
    expect([...new Set(links.map(([, name]) => name))].sort()).toEqual(Object.keys(flags).sort());
  });

  it('lists every byte of the example token', () => {
    const vector = loadVectors().find(({ id }) => id === 'build-chat-privilege-1');
    if (vector?.kind !== 'build') throw new Error('the vector is gone');
    const rows = [...format.matchAll(/^\| (\d+) \| `([0-9a-f ]+)` \| (?:u16|u32|bytes) \|/gm)];
    const bytes = rows.map(([, , hex]) => hex?.replaceAll(' ', '') ?? '');
    expect(bytes.join('')).toBe(vector.payload);
    const offsets = bytes.map((_, index) => bytes.slice(0, index).join('').length / 2);
    expect(rows.map(([, offset]) => Number(offset))).toEqual(offsets);
    const [token] = /^ {4}007\S+$/m.exec(format) ?? [''];
    expect(token.trim()).toBe(vector.zlibToken);
    expect(inflateSync(Buffer.from(token.trim().slice(3), 'base64')).toString('hex')).toBe(vector.payload);
  });
});
