/** A clock for tests: it stops while anything else can run, then jumps to the next timer. */
import { setImmediate } from 'node:timers/promises';
import type { AbortSignalLike, Clock } from '../../src/rest/index.ts';

interface Sleeper {
  readonly wakesAt: number;
  readonly seconds: number;
  readonly wake: () => void;
}

/** Turns of the event loop after which everything that does not wait for time has run. */
const QUIET_TURNS = 10;

export class JumpingClock implements Clock {
  /** Unix seconds. */
  time: number;
  /** The durations of all sleeps that were not aborted. */
  readonly slept: number[] = [];
  /** The pending sleeps: the timers of a real clock. */
  readonly asleep = new Set<Sleeper>();

  constructor(time = 1_700_000_000) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  sleep(seconds: number, signal: AbortSignalLike): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const sleeper: Sleeper = {
        wakesAt: this.time + seconds,
        seconds,
        wake: () => {
          this.asleep.delete(sleeper);
          resolve();
        },
      };
      this.asleep.add(sleeper);
      signal.addEventListener('abort', sleeper.wake);
    });
  }

  /** Lets time pass until the promise is settled. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      for (let turn = 0; turn < QUIET_TURNS; turn++) await setImmediate();
      if (isSettled) return promise;
      this.#jump();
    }
  }

  #jump(): void {
    const [next] = [...this.asleep].sort((a, b) => a.wakesAt - b.wakesAt);
    if (next === undefined) throw new Error('deadlock: nothing waits for the clock');
    this.time = Math.max(this.time, next.wakesAt);
    this.slept.push(next.seconds);
    next.wake();
  }
}
