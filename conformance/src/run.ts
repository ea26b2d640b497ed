/** Runs vectors through adapter processes in parallel. */
import { createAdapter, describe, type Limits } from './adapter.ts';
import { judge, judgeBeforehand, type Verdict } from './judge.ts';
import { type Description, requestFor } from './protocol.ts';
import type { Vector } from './vectors.ts';

export interface RunOptions {
  readonly command: readonly string[];
  readonly limits: Limits;
  /** How many adapter processes run in parallel. */
  readonly jobs: number;
  /** Abort after this many broken processes; an adapter that always hangs would take hours. */
  readonly maxBroken: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Case {
  readonly vector: Vector;
  readonly verdict: Verdict;
  /** What the adapter answered, as received. */
  readonly answer?: unknown;
}

export interface Run {
  readonly implementation: Description;
  /** In the order of the vectors. */
  readonly cases: readonly Case[];
  readonly seconds: number;
}

export async function run(vectors: readonly Vector[], options: RunOptions): Promise<Run> {
  const began = process.hrtime.bigint();
  const adapters = Array.from({ length: options.jobs }, () => createAdapter(options.command, options.limits));
  try {
    const implementation = await describe(adapters[0] as (typeof adapters)[0]);
    const cases = new Array<Case>(vectors.length);
    let next = 0;
    let done = 0;
    let broken = 0;

    async function work(adapter: (typeof adapters)[0]): Promise<void> {
      while (next < vectors.length) {
        const index = next++;
        cases[index] = await runOne(vectors[index] as Vector, adapter);
        options.onProgress?.(++done, vectors.length);
      }
    }

    async function runOne(vector: Vector, adapter: (typeof adapters)[0]): Promise<Case> {
      const beforehand = judgeBeforehand(vector, implementation);
      if (beforehand !== undefined) return { vector, verdict: beforehand };
      if (broken >= options.maxBroken) {
        return { vector, verdict: { status: 'not-run', reason: `run aborted after ${broken} broken processes` } };
      }
      const outcome = await adapter.ask(requestFor(vector));
      if (!('broken' in outcome)) return { vector, verdict: judge(vector, outcome), answer: outcome };
      broken++;
      return { vector, verdict: { status: outcome.broken, reason: outcome.reason } };
    }

    await Promise.all(adapters.map(work));
    return { implementation, cases, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
  } finally {
    for (const adapter of adapters) adapter.close();
  }
}
