/**
 * When a client's calls may begin: the API's rate limits, the waits that it asks for, and how often failed calls are
 * repeated. One pace is shared by all calls of a client.
 */
import type { AbortSignalLike, Clock } from './platform.ts';

/** A rate limit of the API. */
export interface RateLimit {
  /** Calls, or recipients if the call has a `cost`. */
  readonly calls: number;
  /** In so many seconds. Default: 1. */
  readonly seconds?: number;
  /** Operations with the same key share the limit. Default: the operation's name. */
  readonly key?: string;
}

/** What the API's documentation gives for most operations. */
export const USUAL_LIMIT: RateLimit = { calls: 100 };

/** Seconds: the longest ceiling of a first retry, and of all. */
const FIRST_CEILING = 0.5;
const LAST_CEILING = 20;

/** Seconds: a call that is asked to wait longer fails at once, and other calls wait no longer than this. */
export const LONGEST_RETRY_AFTER = 60;

/**
 * A client has 100 retries in reserve, and each success gives back a fifth of one. In an outage the API then gets few
 * more calls than the app makes, instead of five times as many. Counted in fifths.
 */
const RETRY_RESERVE = 500;
const RETRY_COST = 5;

/** Seconds to wait before retry number `retry`, counted from 0. The jitter spreads callers that failed together. */
export function retryDelay(retry: number, random: () => number): number {
  return random() * Math.min(LAST_CEILING, FIRST_CEILING * 2 ** retry);
}

export interface Pace {
  /** Resolves when a call may begin; a call whose signal is aborted by then has taken nothing from the limit. */
  begin(key: string, limit: RateLimit, cost: number, signal: AbortSignalLike): Promise<void>;
  /** Delays all calls that have not begun, by what a Retry-After header asks for. */
  pause(seconds: number): void;
  /** Takes a retry from the reserve, if one is left. */
  takeRetry(): boolean;
  /** Tells that a call has succeeded. */
  refundRetry(): void;
}

export function createPace(clock: Clock): Pace {
  const queues = new Map<string, (cost: number, signal: AbortSignalLike) => Promise<void>>();
  let pausedUntil = 0;
  let reserve = RETRY_RESERVE;

  /** Waits, but never longer than `longest`: a clock that was set back must not hold up the queue. */
  async function wait(until: number, longest: number, signal: AbortSignalLike): Promise<void> {
    const seconds = Math.min(until - clock.now(), longest);
    if (seconds > 0) await clock.sleep(seconds, signal);
  }

  function createQueue({ calls, seconds = 1 }: RateLimit) {
    /** When the last units of the limit were used, oldest first. */
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
