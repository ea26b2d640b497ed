/**
 * The adapter's operations, one at a time. SDKs do not tolerate overlap: a login that meets a close still under way sends
 * an empty token, and a late answer to a renewal re-arms the timers of a closed connection. Sessions on the same
 * SDK object share the queue.
 */
import type { ChatAdapter } from './adapter.ts';
import { ChatSessionError, isSessionError } from './errors.ts';
import type { SessionHost } from './host.ts';

/** What reaches the SDK. `logIn` and `renew` reject with a `ChatSessionError` only. */
export interface Link {
  /** Whether this link may log in: no other does, on the same SDK object. */
  claim(): boolean;
  /** Closes what is open, leaves the SDK a macrotask, and logs in. */
  logIn(userId: string, token: string): Promise<void>;
  renew(token: string): Promise<void>;
  /** Closes the connection now, and once more after whatever is under way. Never rejects. */
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
  /** Changes when the user leaves: a login that has not begun by then must not happen. */
  let stay = {};

  /** Rejects if the result takes too long: what never answers must not hold up the queue. */
  function bounded(operation: () => Promise<void> | void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const stop = host.timer(
        () => reject(new ChatSessionError('ERR_CONNECTION', { detail: 'it did not answer in time' })),
        timeout,
      );
      (async () => operation())().finally(stop).then(resolve, reject);
    });
  }

  // There may be nothing to close, or no network to do it with: the next login shows how things stand.
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
      const mine = stay;
      return next(async () => {
        await close('again');
        if (mine === stay) await pause();
        if (mine === stay) await bounded(() => adapter.login(userId, token));
      });
    },
    renew: (token) => next(() => bounded(() => adapter.renew?.(token))),
    async leave() {
      stay = {};
      endPause?.();
      queue.owner = undefined;
      const busy = queue.operations > 0;
      // At once, since what is under way may take a minute.
      const closing = Promise.all([queue.idle, close('done')]);
      const done = busy ? closing.then(() => close('done')) : closing;
      queue.idle = done;
      await done;
    },
  };
  return link;
}
