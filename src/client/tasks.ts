/** What a session is doing: one task with one timer at a time. Results of an earlier task are ignored. */
import type { PlatformSignal, SessionHost } from './host.ts';

export type TaskName = 'none' | 'fetching' | 'applying' | 'waiting';

export interface Tasks {
  readonly name: TaskName;
  /** When the renewal is due, the request times out, or the retry is due, on the host's clock. */
  due: number;
  /** Aborts when another task begins. */
  readonly signal: PlatformSignal;
  start(name: TaskName, due: number): void;
  /** Wraps `act` so that it does nothing once another task has begun. */
  ifCurrent<Value>(act: (value: Value) => void): (value: Value) => void;
  /** Sets the one timer for `due`, or for an earlier moment. */
  setTimer(earlier: number): void;
}

/** Later than any due time. */
export const NEVER: number = Number.POSITIVE_INFINITY;

/** Timers take up to 2^31 - 1 ms; with more they fire at once. */
const LONGEST_TIMER_MS = 2e9;

declare const AbortController: new () => { readonly signal: PlatformSignal; abort(): void };

/** `onDue` is called when the timer fires. */
export function createTasks(host: SessionHost, onDue: () => void): Tasks {
  let controller = new AbortController();
  let name: TaskName = 'none';
  let stopTimer: (() => void) | undefined;

  const tasks: Tasks = {
    due: NEVER,
    get name() {
      return name;
    },
    get signal() {
      return controller.signal;
    },
    start(newName, due) {
      controller.abort();
      controller = new AbortController();
      name = newName;
      tasks.due = due;
    },
    ifCurrent(act) {
      const mine = controller;
      return (value) => {
        if (mine === controller) act(value);
      };
    },
    setTimer(earlier) {
      stopTimer?.();
      const at = Math.min(tasks.due, earlier);
      stopTimer = at < NEVER ? host.timer(onDue, Math.min(Math.max(at - host.now(), 0), LONGEST_TIMER_MS)) : undefined;
    },
  };
  return tasks;
}
