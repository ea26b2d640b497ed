/** docs/verifying.md against the code: its tables cannot go stale. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/explain/catalog.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const page = read('docs/verifying.md');

/** The cells of every row of the table behind a heading. */
function tableBehind(heading: string): string[][] {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`)).split('\n## ', 2)[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.slice(2, -2).split(' | '));
}

it('the table of findings is the catalog, with what each of them means', () => {
  const rows = Object.entries(catalog).map(([code, { severity, remedy }]) => [
    `\`${code}\``,
    severity,
    expect.stringMatching(/^.{5,}$/),
    remedy,
  ]);
  expect(tableBehind('All findings')).toEqual(rows);
});

describe('the table of codes', () => {
  it('has every code that reading can throw', () => {
    const [, union = ''] = /export type TokenErrorCode =([^;]*);/.exec(read('src/errors.ts')) ?? [];
    const codes = [...union.matchAll(/'(ERR_[A-Z_]+)'/g)].map(([, code]) => `\`${code}\``);
    expect(
      tableBehind('Codes: cause and remedy')
        .map(([code]) => code)
        .sort(),
    ).toEqual(codes.sort());
  });
});

it('there are at least twenty mistakes, numbered, each with a command and what it prints', () => {
  const section = page.slice(page.indexOf('\n## The most common mistakes'), page.indexOf('\n## All findings'));
  const numbers = [...section.matchAll(/^\*\*(\d+)\. /gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(20);
  expect(section.match(/^\$ npx accesstoken2 explain /gm)).toHaveLength(numbers.length);
});
