/** Work that can be given up: by the caller's signal, or because the time is up. */
import type { AbortSignalLike, FetchSignal } from './platform.ts';

/** What is used of an `AbortController`. */
export interface Scope {
  readonly signal: FetchSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: new () => Scope;

/**
 * Runs `work` in a scope of its own, which is aborted with the outer signal and, in any case, at the end: no timer, no
 * listener and no half-read answer stays behind. Rejects at once on abortion, even if `work` does not listen.
 */
export async function inScope<T>(outer: AbortSignalLike | undefined, work: (scope: Scope) => Promise<T>): Promise<T> {
  if (outer?.aborted) throw outer.reason;
  const scope = new AbortController();
  const abort = () => scope.abort(outer?.reason);
  outer?.addEventListener('abort', abort);
  try {
    return await new Promise((resolve, reject) => {
      scope.signal.addEventListener('abort', () => reject(scope.signal.reason));
      work(scope).then(resolve, reject);
    });
  } finally {
    outer?.removeEventListener('abort', abort);
    scope.abort();
  }
}
