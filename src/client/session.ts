/** A Chat session: login, logout and events. `user-session.ts` does the work between login and logout. */
import type { ChatAdapter } from './adapter.ts';
import { createEmitter } from './emitter.ts';
import { ChatSessionError } from './errors.ts';
import { readLease } from './lease.ts';
import { createLink } from './link.ts';
import { readSettings } from './settings.ts';
import type {
  ChatLoginOptions,
  ChatSession,
  ChatSessionEvents,
  ChatSessionOptions,
  ChatSessionState,
} from './types.ts';
import { createUserSession, type UserSession } from './user-session.ts';

/**
 * Makes a session on top of a Chat SDK: it logs in with tokens from your server, renews them in time, and logs in again
 * if a token expires anyway.
 *
 * @param adapter - The SDK: `agoraChatWeb(connection)`, `reactNativeAgoraChat(client, { os })`, or your own.
 * @param options - Where the tokens come from, and how to retry.
 * @throws TokenError with `ERR_INPUT` for an option that is missing, unknown or invalid.
 * @example
 * ```ts
 * // In an app: new AgoraChat.connection({ appKey }).
 * const connection = {
 *   async open() {},
 *   async renewToken() {},
 *   close() {},
 *   isOpened: () => true,
 *   addEventHandler() {},
 *   removeEventHandler() {},
 * };
 * const session = createChatSession(agoraChatWeb(connection), {
 *   fetchToken: async ({ userId }) => token, // in an app: tokenEndpoint('https://tokens.example.com')
 * });
 * session.on('failed', ({ error }) => console.error(error.code));
 * await session.login('alice');
 * await session.logout();
 * ```
 */
export function createChatSession(adapter: ChatAdapter, options: ChatSessionOptions): ChatSession {
  const settings = readSettings(options);
  const { host } = settings;
  const link = createLink(adapter, host, settings.sdkTimeout);
  const { on, emit, clear } = createEmitter<ChatSessionEvents>();
  let active: UserSession | undefined;
  let state: ChatSessionState = 'signed-out';

  function setState(newState: ChatSessionState): void {
    if (newState !== state) emit('state', newState);
    state = newState;
  }

  function begin(userId: string, token: string | undefined): UserSession {
    const now = host.now();
    const first = token === undefined ? undefined : readLease(token, userId, now, host.wall());
    if (!link.claim()) throw new ChatSessionError('ERR_CONNECTION_IN_USE');
    active = createUserSession(userId, adapter, link, settings, {
      emit,
      onState: setState,
      onFailure(error) {
        end('failed', error);
        emit('failed', { error });
      },
    });
    active.begin(first && first.deadline > now ? first : undefined);
    return active;
  }

  async function end(finalState: ChatSessionState, error = new ChatSessionError('ERR_LOGGED_OUT')): Promise<void> {
    const ending = active;
    active = undefined;
    setState(finalState);
    await ending?.end(error);
  }

  async function login(userId: string, { token, signal }: ChatLoginOptions): Promise<void> {
    if (signal?.aborted) throw signal.reason ?? new ChatSessionError('ERR_LOGGED_OUT');
    if (state === 'disposed') throw new ChatSessionError('ERR_LOGGED_OUT');
    if (active && active.userId !== userId) throw new ChatSessionError('ERR_ALREADY_LOGGED_IN');
    if (active?.current()) return;
    const mine = active ?? begin(userId, token);
    const { next } = mine;
    if (!signal) return next;
    const abort = () => {
      if (active === mine) end('signed-out');
    };
    signal.addEventListener('abort', abort);
    try {
      await next;
    } catch (error) {
      throw signal.aborted ? (signal.reason ?? error) : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async function renewNow(): Promise<void> {
    active?.current();
    if (!active) throw new ChatSessionError('ERR_LOGGED_OUT');
    const { next } = active;
    active.renewNow();
    return next;
  }

  return {
    get state() {
      return state;
    },
    get userId() {
      return active?.userId;
    },
    get expiresIn() {
      const current = active?.current();
      return current && (current.deadline - host.now()) / 1000;
    },
    getToken: () => active?.current()?.token,
    login: (userId, options = {}) => quietly(login(userId, options)),
    renewNow: () => quietly(renewNow()),
    async logout() {
      if (state !== 'disposed') await end('signed-out');
    },
    dispose() {
      end('disposed');
      clear();
    },
    on,
  };
}

/** Prevents an unhandled rejection if the caller does not await the promise: the events report the error too. */
function quietly(promise: Promise<void>): Promise<void> {
  promise.catch(() => {});
  return promise;
}
