/** A simulated host for a session: clock, timers, random numbers and device sleep. */
import type { SessionHost } from '../../src/client/index.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export class FakeHost implements SessionHost {
  /** The result of `random`. */
  chance = 0.5;
  #now = 1_000_000;
  /** How far the wall clock is ahead of `now`. */
  #lead = 1_700_000_000_000;
  readonly #timers = new Set<Timer>();
  readonly #wakeUps = new Set<() => void>();

  readonly now = (): number => this.#now;

  readonly wall = (): number => this.#now + this.#lead;

  readonly random = (): number => this.chance;

  readonly timer = (callback: () => void, delay: number): (() => void) => {
    if (!(delay >= 0 && delay <= 0x7fff_ffff)) throw new RangeError(`a timer cannot wait ${delay} ms`);
    const timer = { at: this.#now + delay, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  readonly onWake = (callback: () => void): (() => void) => {
    this.#wakeUps.add(callback);
    return () => this.#wakeUps.delete(callback);
  };

  get timerCount(): number {
    return this.#timers.size;
  }

  get listenerCount(): number {
    return this.#wakeUps.size;
  }

  /** Advances the clock timer by timer, running everything that each triggers. */
  async advance(seconds: number): Promise<void> {
    await settled();
    const end = this.#now + seconds * 1000;
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due.at);
      this.#timers.delete(due);
      due.callback();
      await settled();
    }
    this.#now = end;
  }

  /** The device sleeps and its clock includes that: time passes without timers firing. */
  sleep(seconds: number): void {
    this.#now += seconds * 1000;
  }

  /** Only the wall clock moves: it was set, or the device slept and the other clock does not count that. */
  setWallClock(seconds: number): void {
    this.#lead += seconds * 1000;
  }

  async wake(): Promise<void> {
    for (const callback of [...this.#wakeUps]) callback();
    await settled();
  }
}

/** Resolves when nothing more can happen without time passing. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
