/**
 * The adapter's operations, one at a time. SDKs do not bear overlap: a login that meets a close still under way sends
 * an empty token, and a renewal that is answered late re-arms the timers of a connection that is closed.
 */
import type { ChatAdapter } from './adapter.ts';
import { ChatSessionError, isSessionError } from './errors.ts';
import type { SessionHost } from './host.ts';

/** What reaches the SDK. `logIn` and `renew` reject with a `ChatSessionError` only. */
export interface Link {
  /** Closes what is open, lets the SDK come to rest, and logs in. */
  logIn(userId: string, token: string): Promise<void>;
  renew(token: string): Promise<void>;
  /** Closes the connection now, and if something is under way once more behind it. Never rejects. */
  leave(): Promise<void>;
  /** Waits no longer for what is under way. */
  forget(): void;
}

export function createLink(adapter: ChatAdapter, host: SessionHost): Link {
  /** Settles when the SDK is at rest, and never rejects. */
  let rest: Promise<unknown> = Promise.resolve();
  let operations = 0;
  /** Ends the pause before a login. */
  let endPause: (() => void) | undefined;
  /** Changes when the user leaves: a login that has not begun by then must not happen. */
  let stay = {};

  async function close(intent: 'again' | 'done'): Promise<void> {
    try {
      await adapter.logout(intent);
    } catch {
      // There may be nothing to close, or no network to say so: the next login tells how things stand.
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const stop = host.timer(resolve, 0);
      endPause = () => {
        stop();
        resolve();
      };
    });
  }

  function next(operation: () => Promise<void> | undefined): Promise<void> {
    const result = rest.then(operation).catch((thrown: unknown) => {
      throw isSessionError(thrown) ? thrown : new ChatSessionError('ERR_CONNECTION', { cause: thrown });
    });
    operations++;
    rest = result
      .catch(() => {})
      .then(() => {
        operations--;
      });
    return result;
  }

  return {
    logIn(userId, token) {
      const mine = stay;
      return next(async () => {
        await close('again');
        if (mine === stay) await pause();
        if (mine === stay) await adapter.login(userId, token);
      });
    },
    renew: (token) => next(() => adapter.renew?.(token)),
    async leave() {
      stay = {};
      endPause?.();
      if (operations > 0) rest.then(() => close('done'));
      await close('done');
    },
    forget() {
      rest = Promise.resolve();
    },
  };
}
