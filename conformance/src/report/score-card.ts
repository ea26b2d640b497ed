/** The result of a run for the terminal. */
import { styleText } from 'node:util';
import type { Run } from '../run.ts';
import type { Summary, Tally } from '../summary.ts';
import { levels } from '../vectors.ts';

type Style = 'green' | 'red' | 'yellow' | 'bold' | 'dim';

const WIDTH = 12;

export function scoreCard(run: Run, summary: Summary, colour: boolean): string {
  const styled = (style: Style, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { name, version, language, operations, checks } = run.implementation;
  const nameWidth = Math.max(...summary.flags.map(({ flag }) => flag.length), 'flag'.length) + 2;

  const columns = levels.map((level) => level.padStart(WIDTH)).join('');
  const rows = summary.flags.map((result) => {
    const failed = levels.find((level) => result.levels[level].failed > 0);
    const row = `${failed ? '✗' : '✓'} ${result.flag.padEnd(nameWidth)}${levels.map((level) => count(result.levels[level])).join('')}`;
    if (failed === undefined) return row;
    const { vector, verdict } = result.firstFailure as NonNullable<typeof result.firstFailure>;
    const why = `    ${vector.id}: ${verdict.status}, ${verdict.reason}`;
    return `${styled(failed === 'must' ? 'red' : 'yellow', row)}\n${styled('dim', why)}`;
  });
  const totals = levels.map((level) => {
    const { passed, failed, skipped } = summary.levels[level];
    return `${level.padEnd(8)}${passed} passed, ${styled(failed > 0 ? 'red' : 'green', `${failed} failed`)}, ${skipped} skipped`;
  });
  return [
    styled('bold', `${name} ${version} (${language})`),
    `operations: ${operations.join(', ')}; verify checks the ${['signature', ...checks].join(', ')}`,
    '',
    styled('bold', `  ${'flag'.padEnd(nameWidth)}${columns}`),
    ...rows,
    '',
    ...totals,
    ...(summary.built.tokens > 0
      ? [
          `${summary.built.stockText} of ${summary.built.tokens} built tokens equal stock zlib's text (others pass, too)`,
        ]
      : []),
    `${run.cases.length} vectors in ${run.seconds.toFixed(1)} s`,
    '',
  ].join('\n');
}

/** Passed out of run; skipped vectors do not count. */
function count({ passed, failed, skipped }: Tally): string {
  const asked = passed + failed;
  if (asked === 0) return (skipped > 0 ? 'skipped' : '').padStart(WIDTH);
  return `${passed}/${asked}`.padStart(WIDTH);
}
