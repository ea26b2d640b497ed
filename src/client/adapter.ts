/**
 * What a session needs of a Chat SDK. Knows no SDK: each adapter is a file of its own and wraps the SDK's object by its
 * shape alone.
 */
import type { ChatSessionError } from './errors.ts';

/**
 * What an SDK reports of its own accord: that the token ends soon, or that the connection is over. Then the code says
 * what becomes of the session: `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_REFUSED` and `ERR_CONNECTION` lead to a new login,
 * `ERR_KICKED`, `ERR_NO_SUCH_USER` and `ERR_FORBIDDEN` end it.
 */
export type ChatAdapterEvent = 'will-expire' | ChatSessionError;

/**
 * One Chat SDK. Its methods are never called while an earlier `login` or `renew` is still running, `logout` excepted.
 * A rejection that is not a `ChatSessionError` is taken for a network fault and tried again.
 */
export interface ChatAdapter {
  /** Logs in, and resolves once that has worked. Is called a macrotask or more after `logout`. */
  login(userId: string, token: string): Promise<void>;
  /** Gives a new token to the connection that is open. Left out where the SDK cannot: then a new login takes its place. */
  renew?(token: string): Promise<void>;
  /**
   * Ends the connection, if there is one. `'again'`: the same user is about to log in again; `'done'`: the user leaves.
   * May be called twice.
   */
  logout(intent: 'again' | 'done'): Promise<void> | void;
  /** Reports events until the function that it returns is called. */
  listen(listener: (event: ChatAdapterEvent) => void): () => void;
}

/** Waits for an SDK, and throws what the number in its rejection stands for, or else the rejection itself. */
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
