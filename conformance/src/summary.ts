/** Counts the verdicts of a run, by level and by flag. */
import type { Case, Run } from './run.ts';
import { type Level, levels } from './vectors.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface FlagResult {
  readonly flag: string;
  readonly levels: Readonly<Record<Level, Tally>>;
  /** The first failure at the strictest level that has one. */
  readonly firstFailure?: Case;
}

export interface Summary {
  readonly levels: Readonly<Record<Level, Tally>>;
  readonly flags: readonly FlagResult[];
  /** How many tokens were built with the right payload, and how many of them equal stock zlib's text. */
  readonly built: { readonly tokens: number; readonly stockText: number };
}

/** A wrong answer, or none. */
export function isFailure({ verdict }: Case): boolean {
  return verdict.status !== 'pass' && verdict.status !== 'skip';
}

function tally(cases: readonly Case[]): Tally {
  const failed = cases.filter(isFailure).length;
  const skipped = cases.filter(({ verdict }) => verdict.status === 'skip').length;
  return { passed: cases.length - failed - skipped, failed, skipped };
}

function tallyByLevel(cases: readonly Case[]): Record<Level, Tally> {
  const of = (level: Level) => tally(cases.filter(({ vector }) => vector.level === level));
  return { must: of('must'), should: of('should'), may: of('may') };
}

export function summarize({ cases }: Run): Summary {
  const flags = [...new Set(cases.flatMap(({ vector }) => vector.flags))].sort();
  const built = cases.filter(({ verdict }) => verdict.stockText !== undefined);
  return {
    levels: tallyByLevel(cases),
    flags: flags.map((flag) => {
      const own = cases.filter(({ vector }) => vector.flags.includes(flag));
      const [firstFailure] = levels.flatMap((level) =>
        own.filter((one) => one.vector.level === level && isFailure(one)),
      );
      return { flag, levels: tallyByLevel(own), ...(firstFailure && { firstFailure }) };
    }),
    built: { tokens: built.length, stockText: built.filter(({ verdict }) => verdict.stockText).length },
  };
}

/** Whether a vector of this level or a stricter one failed. */
export function hasFailed(summary: Summary, level: Level): boolean {
  return levels.slice(0, levels.indexOf(level) + 1).some((one) => summary.levels[one].failed > 0);
}
