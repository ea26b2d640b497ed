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

describe('docs/client.md', () => {
  /** The members of the union type of that name. */
  function membersOf(type: string, file: string): string[] {
    const [, union = ''] = new RegExp(`export type ${type} =([^;]*);`).exec(read(file)) ?? [];
    return [...union.matchAll(/'([^']+)'/g)].map(([, member = '']) => member);
  }

  /** What the first column names; a row can name several. */
  const named = (heading: string) =>
    tableAfter(heading, 'docs/client.md').flatMap(([cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );

  it('has a row for each state, and no other', () => {
    const states = membersOf('ChatSessionState', 'src/client/types.ts');
    expect(states).toContain('online');
    expect(named('## States').sort()).toEqual(states.sort());
  });

  it('has a row for each event, and no other', () => {
    const [, body = ''] = /export interface ChatSessionEvents \{(.*?)\n\}/s.exec(read('src/client/types.ts')) ?? [];
    const events = [...body.matchAll(/^ {2}readonly (\w+):/gm)].map(([, name = '']) => name);
    expect(events).toContain('failed');
    expect(named('## Events').sort()).toEqual(events.sort());
  });

  it('has a row for each error code, and no other', () => {
    const codes = membersOf('ChatSessionErrorCode', 'src/client/errors.ts');
    expect(codes).toContain('ERR_SIGN_IN');
    expect(named('## Errors').sort()).toEqual(codes.sort());
  });
});
