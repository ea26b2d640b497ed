/**
 * What the REST client uses of its platform, described by shape: `fetch`, abort signals, forms, timers, the clock. All
 * of it exists in Node, Deno, Bun, Workers and browsers; nothing here needs the types of any of them.
 */

/** What is used of an `AbortSignal`; every platform's own fits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** The platform's own `AbortSignal` if the project has its type, since the platform's `fetch` takes no other. */
export type FetchSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : AbortSignalLike;

/** What is used of a `Blob`. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
}

/** The platform's own `Blob` if the project has its type. In Node, `fs.openAsBlob(path)` makes one that streams a file. */
export type FetchBlob = typeof globalThis extends { Blob: { prototype: infer Blob } } ? Blob : BlobLike;

/** The platform's own `FormData` if the project has its type. */
export type FetchForm = typeof globalThis extends { FormData: { prototype: infer Form } } ? Form : never;

/** What `fetch` is called with. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | FetchForm | null;
  /** A redirect would carry the app token to another host, so none is followed. */
  readonly redirect: 'manual';
  readonly signal: FetchSignal;
}

/** What is used of a reader of a `Response`'s body. */
export interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

/** What is used of a `Response`. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): BodyReader } | null;
}

/** A function that fits `globalThis.fetch`. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** Time as the client sees it. A test passes its own. */
export interface Clock {
  /** Unix seconds. */
  now(): number;
  /** Resolves after so many seconds, or at once when the signal is aborted. Never rejects. */
  sleep(seconds: number, signal: AbortSignalLike): Promise<void>;
}

declare function fetch(url: string, init: FetchInit): Promise<FetchResponse>;
declare function setTimeout(action: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Looked up at each call, so that a `fetch` that was replaced later is the one used. */
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
