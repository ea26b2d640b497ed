/**
 * What the REST client uses of its platform, by shape: `fetch`, abort signals, timers, the clock. All of it is in
 * Node, Deno, Bun, Workers and browsers; nothing here needs the types of any of them.
 */

/** What is used of an `AbortSignal`; every platform's own fits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** The platform's own `AbortSignal` where the project has its type, since the platform's `fetch` takes no other. */
export type FetchSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : AbortSignalLike;

/** What `fetch` is called with. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  /** A redirect would carry the app token elsewhere, so none is followed. */
  readonly redirect: 'manual';
  readonly signal: FetchSignal;
}

/** What is used of a `Response`. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    };
  } | null;
}

/** A function that fits `globalThis.fetch`. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** Time as the client sees it: a test hands in its own. */
export interface Clock {
  /** Unix seconds. */
  now(): number;
  /** Resolves after so many seconds, or at once when the signal is aborted. Never rejects. */
  sleep(seconds: number, signal: AbortSignalLike): Promise<void>;
}

declare function fetch(url: string, init: FetchInit): Promise<FetchResponse>;

/** Looked up at each call, so that a `fetch` put in its place later is the one used. */
export const platformFetch: Fetch = (url, init) => fetch(url, init);
