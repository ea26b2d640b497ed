/**
 * What a session takes from its environment: clocks, a timer, random numbers, and a call when the device wakes. Tests
 * pass their own.
 */

/** The platform's AbortSignal if there is one, so that `fetch` accepts it without a cast. */
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : { readonly aborted: boolean };

/** The part of an AbortSignal that `login` uses. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A session's environment. */
export interface SessionHost {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Unix milliseconds. If this clock gains on `now`, the device slept or the clock was set. */
  wall(): number;
  /** Calls back once, after at least `delay` milliseconds; the returned function cancels it. */
  timer(callback: () => void, delay: number): () => void;
  /** At least 0, less than 1. */
  random(): number;
  /** Calls back whenever the device may have slept or a network is back, until the returned function is called. */
  onWake(callback: () => void): () => void;
}

/** The part of React Native's `AppState` that `onAppState` uses. */
export interface AppStateLike {
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
}

interface Listenable {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** The globals that a platform may have. */
interface Platform {
  readonly performance?: { now(): number };
  readonly document?: Listenable & { readonly visibilityState: string };
  /** In React Native it exists, but takes no listeners. */
  readonly window?: Partial<Listenable>;
}

declare function setTimeout(callback: () => void, delay: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** The default host, for browsers, Node and React Native. */
export const systemHost: SessionHost = {
  now: () => ((globalThis as Platform).performance ?? Date).now(),
  wall: () => Date.now(),
  timer(callback, delay) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  onWake(callback) {
    const { document: page, window: tab } = globalThis as Platform;
    const onVisibility = () => {
      if (page?.visibilityState === 'visible') callback();
    };
    page?.addEventListener('visibilitychange', onVisibility);
    tab?.addEventListener?.('online', callback);
    return () => {
      page?.removeEventListener('visibilitychange', onVisibility);
      tab?.removeEventListener?.('online', callback);
    };
  },
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
