/** Compares tables in docs/ with the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/explain/catalog.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The cells of every row of the first table after a heading. */
function tableAfter(heading: string, page: string): string[][] {
  const [, section = ''] = `\n${read(page)}`.split(`\n${heading}\n`);
  const rows = (/^\|.*(?:\n\|.*)*/m.exec(section)?.[0] ?? '').split('\n');
  return rows.slice(2).map((row) => row.slice(2, -2).split(' | '));
}

it('the table of findings is the catalog, with what each of them means', () => {
  const rows = Object.entries(catalog).map(([code, { severity, remedy }]) => [
    `\`${code}\``,
    severity,
    expect.stringMatching(/^.{5,}$/),
    remedy,
  ]);
  expect(tableAfter('# Findings of explainToken', 'docs/findings.md')).toEqual(rows);
});

describe('the table of codes', () => {
  it('has every code that reading can throw', () => {
    const [, union = ''] = /export type TokenErrorCode =([^;]*);/.exec(read('src/errors.ts')) ?? [];
    const codes = [...union.matchAll(/'(ERR_[A-Z_]+)'/g)].map(([, code]) => `\`${code}\``);
    expect(
      tableAfter('## Codes: cause and remedy', 'docs/verifying.md')
        .map(([code]) => code)
        .sort(),
    ).toEqual(codes.sort());
  });
});

it('there are at least twenty mistakes, numbered, each with a command and what it prints', () => {
  const [, section = ''] = read('docs/troubleshooting.md').split('\n## The most common mistakes\n');
  const numbers = [...section.matchAll(/^\*\*(\d+)\. /gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(20);
  expect(section.match(/^\$ npx accesstoken2 explain /gm)).toHaveLength(numbers.length);
});
