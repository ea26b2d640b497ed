/** Reads the tables of the migration guide. */
import { readFileSync } from 'node:fs';

const guide = readFileSync(new URL('../../../docs/migrating-from-agora-token.md', import.meta.url), 'utf8');

/** The rows of the first table under a heading, without its head: the cells as they are written. */
export function readTable(heading: string): string[][] {
  const section = guide.split(/^#+ /m).find((one) => one.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`the guide has no section ${heading}`);
  const lines = section.slice(section.search(/^\|/m)).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end < 0 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
