/**
 * What a session asks of its surroundings: a clock, a timer, chance, and a nudge when the device wakes. Everything
 * below takes them from here; a test hands in its own.
 */

/** The platform's AbortSignal where there is one, so that `fetch` takes it without a cast. */
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : { readonly aborted: boolean };

/** A session's surroundings. */
export interface SessionHost {
  /** Milliseconds that never go back. Sleep should count. */
  now(): number;
  /** Calls back once, not before `delay` milliseconds; what it returns stops it. */
  timer(callback: () => void, delay: number): () => void;
  /** At least 0, less than 1. */
  random(): number;
  /** Calls back whenever time may have passed unnoticed; what it returns ends that. */
  onWake(callback: () => void): () => void;
}

/** The part of React Native's `AppState` that is used. */
export interface AppStateLike {
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
}

interface Listenable {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** What a platform may have. */
interface Platform {
  readonly performance?: { now(): number };
  readonly document?: Listenable;
  /** In React Native it is there, but takes no listeners. */
  readonly window?: Partial<Listenable>;
}

declare function setTimeout(callback: () => void, delay: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** What browsers, Node and React Native offer. */
export const systemHost: SessionHost = {
  now: wakefulNow,
  timer(callback, delay) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  onWake: onBrowserWake,
};

/**
 * For React Native: `host: { onWake: onAppState(AppState) }`.
 *
 * @param appState - React Native's `AppState`.
 * @returns An `onWake` that calls back when the app comes to the foreground.
 */
export function onAppState(appState: AppStateLike): SessionHost['onWake'] {
  return (callback) => {
    const subscription = appState.addEventListener('change', (state) => {
      if (state === 'active') callback();
    });
    return () => subscription.remove();
  };
}

let elapsed = 0;
let lastMonotonic = 0;
let lastWall = 0;

/**
 * Adds up the steps of whichever clock moved further since it was last asked. `performance.now` stands still while
 * some systems sleep, and the wall clock can be set: what one misses the other sees, and neither turns time back.
 */
function wakefulNow(): number {
  const monotonic = (globalThis as Platform).performance?.now() ?? 0;
  const wall = Date.now();
  elapsed += Math.max(monotonic - lastMonotonic, wall - lastWall, 0);
  lastMonotonic = monotonic;
  lastWall = wall;
  return elapsed;
}

function onBrowserWake(callback: () => void): () => void {
  const { document: page, window: tab } = globalThis as Platform;
  page?.addEventListener('visibilitychange', callback);
  tab?.addEventListener?.('online', callback);
  return () => {
    page?.removeEventListener('visibilitychange', callback);
    tab?.removeEventListener?.('online', callback);
  };
}
