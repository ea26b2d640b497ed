/**
 * Paces the calls of a client: the API's rate limits, Retry-After, and the retry budget. All calls of a client share one
 * pace.
 */
import type { AbortSignalLike, Clock } from './platform.ts';

/** A rate limit of the API. */
export interface RateLimit {
  /** Maximum number of calls, or of units for calls with a `cost`. */
  readonly calls: number;
  /** The period in seconds. Default: 1. */
  readonly seconds?: number;
  /** Operations with the same key share the limit. Default: the operation's name. */
  readonly key?: string;
}

/** The documented limit of most operations. */
export const USUAL_LIMIT: RateLimit = { calls: 100 };

/** Maximum delay of the first retry, and of any retry, in seconds. */
const FIRST_CEILING = 0.5;
const LAST_CEILING = 20;

/** Seconds. A call whose Retry-After is longer fails immediately; other calls wait at most this long. */
export const LONGEST_RETRY_AFTER = 60;

/**
 * A client may retry 100 times, and each success restores a fifth of a retry. In an outage the API then receives few
 * more calls than the app makes, instead of five times as many. Counted in fifths.
 */
const RETRY_RESERVE = 500;
const RETRY_COST = 5;

/** Seconds to wait before retry number `retry`, counted from 0. Jitter spreads out clients that failed together. */
export function retryDelay(retry: number, random: () => number): number {
  return random() * Math.min(LAST_CEILING, FIRST_CEILING * 2 ** retry);
}

export interface Pace {
  /** Resolves when the call may start. A call whose signal aborts before that does not count against the limit. */
  begin(key: string, limit: RateLimit, cost: number, signal: AbortSignalLike): Promise<void>;
  /** Delays all calls that have not started, for a Retry-After header. */
  pause(seconds: number): void;
  /** Uses a retry of the budget; false if none is left. */
  takeRetry(): boolean;
  /** Restores a fifth of a retry after a success. */
  refundRetry(): void;
}

export function createPace(clock: Clock): Pace {
  const queues = new Map<string, (cost: number, signal: AbortSignalLike) => Promise<void>>();
  let pausedUntil = 0;
  let reserve = RETRY_RESERVE;

  /** Waits, at most `longest` seconds, so that a clock that was set back cannot block the queue. */
  async function wait(until: number, longest: number, signal: AbortSignalLike): Promise<void> {
    const seconds = Math.min(until - clock.now(), longest);
    if (seconds > 0) await clock.sleep(seconds, signal);
  }

  function createQueue({ calls, seconds = 1 }: RateLimit) {
    /** Times at which the last units of the limit were used, oldest first. */
    let begun: readonly number[] = [];
    let queue: Promise<void> = Promise.resolve();

    async function begin(cost: number, signal: AbortSignalLike): Promise<void> {
      const oldest = begun.at(-(calls - cost + 1));
      if (oldest !== undefined) await wait(oldest + seconds, seconds, signal);
      await wait(pausedUntil, LONGEST_RETRY_AFTER, signal);
      if (signal.aborted) return;
      begun = [...begun, ...Array<number>(cost).fill(clock.now())].slice(-calls);
    }

    return (cost: number, signal: AbortSignalLike) => {
      queue = queue.then(() => begin(cost, signal));
      return queue;
    };
  }

  return {
    begin(key, limit, cost, signal) {
      const queue = queues.get(key) ?? createQueue(limit);
      queues.set(key, queue);
      return queue(cost, signal);
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, clock.now() + Math.min(seconds, LONGEST_RETRY_AFTER));
    },
    takeRetry() {
      if (reserve < RETRY_COST) return false;
      reserve -= RETRY_COST;
      return true;
    },
    refundRetry() {
      reserve = Math.min(RETRY_RESERVE, reserve + 1);
    },
  };
}
