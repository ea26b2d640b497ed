/**
 * Calls the adapter's methods one at a time, since SDKs do not support overlapping calls: a login during a close sends an
 * empty token, and a late response to a renewal restarts the timers of a closed connection. Sessions on the same SDK
 * object share the queue.
 */
import type { ChatAdapter } from './adapter.ts';
import { ChatSessionError, isSessionError } from './errors.ts';
import type { SessionHost } from './host.ts';

/** A session's access to the SDK. `logIn` and `renew` reject with a `ChatSessionError` only. */
export interface Link {
  /** Reserves the SDK object for this link. Returns false if another link has it. */
  claim(): boolean;
  /** Closes an open connection, waits for a macrotask, and logs in. */
  logIn(userId: string, token: string): Promise<void>;
  renew(token: string): Promise<void>;
  /** Closes the connection now, and again after a pending operation. Never rejects. */
  leave(): Promise<void>;
}

interface Queue {
  /** Settles when the SDK is idle, and never rejects. */
  idle: Promise<unknown>;
  operations: number;
  /** The link whose user is, or is about to be, logged in. */
  owner?: Link | undefined;
}

const queues = /* @__PURE__ */ new WeakMap<object, Queue>();

/** `timeout`: milliseconds that an operation may take. */
export function createLink(adapter: ChatAdapter, host: SessionHost, timeout: number): Link {
  const key = adapter.connection ?? adapter;
  const queue = queues.get(key) ?? { idle: Promise.resolve(), operations: 0 };
  queues.set(key, queue);
  /** Ends the pause before a login. */
  let endPause: (() => void) | undefined;
  /** Replaced when the user leaves, which cancels logins that have not begun. */
  let generation = {};

  /** Rejects if the operation takes too long, so that an SDK that hangs does not block the queue. */
  function bounded(operation: () => Promise<void> | void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const stop = host.timer(
        () => reject(new ChatSessionError('ERR_CONNECTION', { detail: 'it timed out' })),
        timeout,
      );
      (async () => operation())().finally(stop).then(resolve, reject);
    });
  }

  // Errors are ignored: there may be nothing to close, or no network, and then the next login fails.
  const close = (intent: 'again' | 'done') => bounded(() => adapter.logout(intent)).catch(() => {});

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const stop = host.timer(resolve, 0);
      endPause = () => {
        stop();
        resolve();
      };
    });
  }

  async function next(operation: () => Promise<void>): Promise<void> {
    const result = queue.idle.then(operation);
    queue.operations++;
    queue.idle = result.catch(() => {}).finally(() => queue.operations--);
    try {
      await result;
    } catch (thrown) {
      throw isSessionError(thrown) ? thrown : new ChatSessionError('ERR_CONNECTION', { cause: thrown });
    }
  }

  const link: Link = {
    claim() {
      queue.owner ??= link;
      return queue.owner === link;
    },
    logIn(userId, token) {
      const mine = generation;
      return next(async () => {
        await close('again');
        if (mine === generation) await pause();
        if (mine === generation) await bounded(() => adapter.login(userId, token));
      });
    },
    renew: (token) => next(() => bounded(() => adapter.renew?.(token))),
    async leave() {
      generation = {};
      endPause?.();
      queue.owner = undefined;
      const busy = queue.operations > 0;
      // Close without waiting for the queue: a pending operation may take a minute.
      const closing = Promise.all([queue.idle, close('done')]);
      const done = busy ? closing.then(() => close('done')) : closing;
      queue.idle = done;
      await done;
    },
  };
  return link;
}
