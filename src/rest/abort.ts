/** Abortable work: by the caller's signal or by a timeout. */
import type { AbortSignalLike, FetchSignal } from './platform.ts';

/** A signal that aborts when the outer one does. Aborting it also closes it. */
export interface Scope {
  readonly signal: FetchSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: new () => Scope;

/** The open scopes of each signal. They share one listener: Node warns about more than ten. */
const scopesOf = new WeakMap<AbortSignalLike, Set<Scope>>();

/**
 * Opens a scope within an outer signal.
 *
 * @throws The outer signal's reason if it is already aborted.
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
      // Otherwise a long-lived signal would keep every call in memory.
      siblings.delete(scope);
      controller.abort(reason);
    },
  };
  siblings.add(scope);
  return scope;
}

/**
 * Runs `work` in a scope and closes it afterwards, so that no timer or half-read response remains. Rejects as soon as
 * the scope is aborted, even if `work` ignores its signal.
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
