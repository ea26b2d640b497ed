/** Work that can be given up: by the caller's signal, or because the time is up. */
import type { AbortSignalLike, FetchSignal } from './platform.ts';

/** What is used of an `AbortController`. */
export interface Scope {
  readonly signal: FetchSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: new () => Scope;

/** The scopes that end with a signal. One listener serves them all: Node warns where a signal has more than ten. */
const scopesOf = new WeakMap<AbortSignalLike, Set<Scope>>();

/**
 * Runs `work` in a scope of its own, which is aborted with the outer signal and, in any case, at the end: no timer and
 * no half-read answer stays behind. Rejects at once on abortion, even if `work` does not listen.
 */
export async function inScope<T>(
  work: (scope: Scope) => Promise<T>,
  outer: AbortSignalLike = new AbortController().signal,
): Promise<T> {
  if (outer.aborted) throw outer.reason;
  let scopes = scopesOf.get(outer);
  if (scopes === undefined) {
    const open = new Set<Scope>();
    scopesOf.set(outer, open);
    outer.addEventListener('abort', () => {
      for (const scope of open) scope.abort(outer.reason);
    });
    scopes = open;
  }
  const scope = new AbortController();
  scopes.add(scope);
  try {
    return await new Promise((resolve, reject) => {
      scope.signal.addEventListener('abort', () => reject(scope.signal.reason));
      work(scope).then(resolve, reject);
    });
  } finally {
    scopes.delete(scope);
    scope.abort();
  }
}
