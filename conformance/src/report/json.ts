/** The result of a run as JSON. */
import type { Run } from '../run.ts';
import type { Summary } from '../summary.ts';

export function jsonReport(run: Run, summary: Summary): string {
  const { implementation, seconds, cases } = run;
  const flags = summary.flags.map(({ flag, levels, firstFailure }) => ({
    flag,
    levels,
    ...(firstFailure && { firstFailure: firstFailure.vector.id }),
  }));
  const results = cases.map(({ vector, verdict }) => ({
    id: vector.id,
    level: vector.level,
    flags: vector.flags,
    ...verdict,
  }));
  const report = {
    implementation,
    seconds: Number(seconds.toFixed(3)),
    levels: summary.levels,
    built: summary.built,
    flags,
    results,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
