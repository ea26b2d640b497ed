/** A budget of calls per second: never more than so many begin within any one second, in the order they came. */
import type { AbortSignalLike, Clock } from './platform.ts';

/** Resolves when the caller may begin. One whose signal is aborted by then has given its place away. */
export type Budget = (signal: AbortSignalLike) => Promise<void>;

export function createBudget(perSecond: number, clock: Clock): Budget {
  /** When the last `perSecond` calls began. */
  let begun: readonly number[] = [];
  let line: Promise<void> = Promise.resolve();

  async function begin(signal: AbortSignalLike): Promise<void> {
    const wait = (begun.at(-perSecond) ?? -1) + 1 - clock.now();
    // A clock that is set back must not hold up the line.
    if (wait > 0) await clock.sleep(Math.min(wait, 1), signal);
    if (!signal.aborted) begun = [...begun, clock.now()].slice(-perSecond);
  }

  return (signal) => {
    line = line.then(() => begin(signal));
    return line;
  };
}
