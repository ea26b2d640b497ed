/**
 * Every ```console block of the README and of `docs/`: the lines that begin with `$` are run, and must print
 * the lines below. They call the command line as a function, which is faster than a process each.
 */
import { describe, expect, it } from 'vitest';
import { cli } from '../support/cli.ts';
import { consoleSessions } from './pages.ts';

const sessions = consoleSessions();

/** The time is fixed, as for the other blocks. */
const now = Date.UTC(2026, 10, 24, 12) / 1000;

/** Splits a command into bare words and single-quoted strings; other shell syntax is not needed. */
function shellWords(line: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|([^\s'"$\\]+)|(["$\\])/g)];
  if (words.some((match) => match[3] !== undefined)) throw new Error(`only bare words and single quotes: ${line}`);
  return words.map((match) => match[1] ?? match[2] ?? '');
}

describe.each(sessions)('$name', ({ command, output }) => {
  it('prints what the page says', async () => {
    const [npx, name, ...args] = shellWords(command);
    expect([npx, name]).toEqual(['npx', 'accesstoken2']);
    const { out, err } = await cli(args, { now });
    expect((out + err).trimEnd()).toBe(output.trimEnd());
  });
});
