/**
 * The platform APIs that the REST client uses, as structural types: `fetch`, abort signals, forms, timers, the clock. Node,
 * Deno, Bun, Workers and browsers have all of them; no platform's type definitions are needed.
 */

/** The part of `AbortSignal` that is used; every platform's own is assignable. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** The platform's `AbortSignal` type if the project includes it, because the platform's `fetch` accepts no other. */
export type FetchSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : AbortSignalLike;

/** The part of `Blob` that is used. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
}

/** The platform's `Blob` type if the project includes it. In Node, `fs.openAsBlob(path)` returns one that streams a file. */
export type FetchBlob = typeof globalThis extends { Blob: { prototype: infer Blob } } ? Blob : BlobLike;

/** The platform's `FormData` type if the project includes it. */
export type FetchForm = typeof globalThis extends { FormData: { prototype: infer Form } } ? Form : never;

/** The second argument of `fetch`. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | FetchForm | null;
  /** Redirects are not followed: they would send the app token to another host. */
  readonly redirect: 'manual';
  readonly signal: FetchSignal;
}

/** The part of a response body's reader that is used. */
export interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

/** The part of `Response` that is used. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): BodyReader } | null;
}

/** A function with the signature of `globalThis.fetch`. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** The client's clock. Tests pass their own. */
export interface Clock {
  /** Unix seconds. */
  now(): number;
  /** Resolves after `seconds`, or when the signal aborts. Never rejects. */
  sleep(seconds: number, signal: AbortSignalLike): Promise<void>;
}

declare function fetch(url: string, init: FetchInit): Promise<FetchResponse>;
declare function setTimeout(action: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Looks up the global at each call, so that a `fetch` replaced later is used. */
export const platformFetch: Fetch = (url, init) => fetch(url, init);

export const platformClock: Clock = {
  now: () => Date.now() / 1000,
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, seconds * 1000);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
