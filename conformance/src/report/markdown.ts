/** The result of a run as Markdown. */
import type { Run } from '../run.ts';
import { isFailure, type Summary, type Tally } from '../summary.ts';
import { type Flag, levels } from '../vectors.ts';

const MAX_FAILURES = 200;

export function markdownReport(run: Run, summary: Summary, flags: Readonly<Record<string, Flag>>): string {
  const { name, version, language } = run.implementation;
  const failures = run.cases.filter(isFailure);
  return [
    `# ${escapeMarkdown(name)} ${escapeMarkdown(version)} (${escapeMarkdown(language)})`,
    '',
    table(
      ['level', 'passed', 'failed', 'skipped'],
      levels.map((level) => {
        const { passed, failed, skipped } = summary.levels[level];
        return [level, passed, failed, skipped];
      }),
    ),
    '',
    '## By flag',
    '',
    table(
      ['', 'flag', ...levels, 'what it is'],
      summary.flags.map((result) => [
        levels.some((level) => result.levels[level].failed > 0) ? '✗' : '✓',
        result.flag,
        ...levels.map((level) => count(result.levels[level])),
        escapeMarkdown(flags[result.flag]?.what ?? ''),
      ]),
    ),
    '',
    ...(failures.length === 0
      ? []
      : [
          '## Failures',
          '',
          table(
            ['vector', 'level', 'flags', 'result', 'reason'],
            failures
              .slice(0, MAX_FAILURES)
              .map(({ vector, verdict }) => [
                vector.id,
                vector.level,
                vector.flags.join(', '),
                verdict.status,
                escapeMarkdown(verdict.reason ?? ''),
              ]),
          ),
          ...(failures.length > MAX_FAILURES ? ['', `… and ${failures.length - MAX_FAILURES} more`] : []),
          '',
        ]),
  ].join('\n');
}

function count({ passed, failed, skipped }: Tally): string {
  if (passed + failed === 0) return skipped > 0 ? 'skipped' : '';
  return `${passed}/${passed + failed}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Escapes untrusted text for a table cell. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_<>|[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
