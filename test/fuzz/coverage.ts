/** Which blocks of one script have run, as V8 counts them. */
import { Session } from 'node:inspector';

export interface Coverage {
  /** The blocks that ran since the last call. */
  take(): string[];
}

/** Counts for the script whose URL ends in `name`; it must not have been loaded before. */
export function startCoverage(name: string): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    take() {
      const blocks: string[] = [];
      // The call back comes before `post` returns: the session is in this thread.
      session.post('Profiler.takePreciseCoverage', (error, { result }) => {
        if (error) throw error;
        for (const { ranges } of result.find(({ url }) => url.endsWith(name))?.functions ?? []) {
          for (const { startOffset, endOffset, count } of ranges) {
            if (count > 0) blocks.push(`${startOffset}-${endOffset}`);
          }
        }
      });
      return blocks;
    },
  };
}
