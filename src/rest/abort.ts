/** Work that can be aborted: by the caller's signal, or because it took too long. */
import type { AbortSignalLike, FetchSignal } from './platform.ts';

/** A signal of its own, aborted together with an outer one. Aborting it is also how it is closed. */
export interface Scope {
  readonly signal: FetchSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: new () => Scope;

/** The open scopes of each signal. One listener serves them all: Node warns if a signal has more than ten. */
const scopesOf = new WeakMap<AbortSignalLike, Set<Scope>>();

/**
 * Opens a scope within an outer signal.
 *
 * @throws The outer signal's reason if it is aborted already.
 */
export function openScope(outer?: AbortSignalLike): Scope {
  const controller = new AbortController();
  if (outer === undefined) return controller;
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
  const siblings = scopes;
  const scope: Scope = {
    signal: controller.signal,
    abort(reason) {
      // A long-lived signal must not keep every call that it ever served.
      siblings.delete(scope);
      controller.abort(reason);
    },
  };
  siblings.add(scope);
  return scope;
}

/**
 * Runs `work` in a scope that is closed at the end, so that no timer and no half-read answer is left. Rejects as soon as
 * the scope is aborted, even if `work` does not listen.
 */
export async function inScope<T>(work: (scope: Scope) => Promise<T>, outer?: AbortSignalLike): Promise<T> {
  const scope = openScope(outer);
  try {
    return await new Promise((resolve, reject) => {
      scope.signal.addEventListener('abort', () => reject(scope.signal.reason));
      work(scope).then(resolve, reject);
    });
  } finally {
    scope.abort();
  }
}
