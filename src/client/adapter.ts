/**
 * The interface between a session and a Chat SDK. Each adapter has its own file and declares the part of the SDK that it
 * uses, so that none of them imports an SDK.
 */
import type { ChatSessionError } from './errors.ts';

/**
 * What an SDK reports on its own:
 * - `'will-expire'`: the token expires soon.
 * - `'reconnecting'`: the connection is lost and the SDK is restoring it; `'connected'`: it is back.
 * - an error: `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_REFUSED`, `ERR_CONNECTION` and `ERR_DISCONNECTED` lead to a new login;
 *   `ERR_KICKED`, `ERR_NO_SUCH_USER` and `ERR_FORBIDDEN` end the session.
 */
export type ChatAdapterEvent = 'will-expire' | 'reconnecting' | 'connected' | ChatSessionError;

/**
 * One Chat SDK. The session calls one method at a time, except `logout`. If a method rejects with anything but a
 * `ChatSessionError`, the session treats it as a network error and tries again.
 */
export interface ChatAdapter {
  /** The SDK's object. Sessions on the same object share one queue, and only one of them may be logged in at a time. */
  readonly connection?: object;
  /** Logs in, and resolves when the user is logged in. Called at least one macrotask after `logout`. */
  login(userId: string, token: string): Promise<void>;
  /**
   * Passes a new token to the open connection; rejects with `ERR_DISCONNECTED` if there is none. Omit it if the SDK
   * cannot renew: the session then logs in again with a token that it fetched beforehand.
   */
  renew?(token: string): Promise<void>;
  /**
   * Closes the connection, if there is one. `'again'`: the same user is about to log in again; `'done'`: the user leaves.
   * May be called twice.
   */
  logout(intent: 'again' | 'done'): Promise<void> | void;
  /** Reports events until the returned function is called. */
  listen(listener: (event: ChatAdapterEvent) => void): () => void;
}

/** Awaits a promise of the SDK, and translates its rejection if `toError` recognises it. */
export async function translate(
  result: Promise<unknown>,
  toError: (thrown: unknown) => ChatSessionError | undefined,
): Promise<void> {
  try {
    await result;
  } catch (thrown) {
    throw toError(thrown) ?? thrown;
  }
}
