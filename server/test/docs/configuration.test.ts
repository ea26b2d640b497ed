/** The table in docs/configuration.md matches `src/config`; `npm run docs -w server` writes it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeVariables, type VariableRow } from '../../src/config/variables.ts';

const page = new URL('../../docs/configuration.md', import.meta.url).pathname;
const MARK = '<!-- made from src/config/variables.ts by `npm run docs` -->';

function tableOf(rows: readonly VariableRow[]): string {
  const lines = rows.map(({ name, fallback, description }) => {
    const value = fallback === '' ? '' : `\`${fallback}\``;
    return `| \`${name}\` | ${value} | ${description.replaceAll('|', '\\|')} |`;
  });
  return ['| variable | default | what it is |', '|---|---|---|', ...lines].join('\n');
}

it('the table lists every variable with its default and description', async () => {
  const [before, table, after] = readFileSync(page, 'utf8').split(`${MARK}\n`);
  expect(table).toContain('| `AGORA_APP_ID` |');
  const expected = [before, `\n${tableOf(describeVariables())}\n\n`, after].join(`${MARK}\n`);
  await expect(expected).toMatchFileSnapshot(page);
});
