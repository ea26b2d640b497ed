/** Why a session stopped, or has to try again. Messages hold no token; what was thrown underneath is the `cause`. */

/**
 * What went wrong. Branch on this, not on the message.
 *
 * These end the session at once:
 * - `ERR_SIGN_IN`: the token server does not know the user any more (401, 403): sign in to your app again.
 * - `ERR_KICKED`: the account logged in elsewhere, was removed, or its password changed.
 * - `ERR_NO_SUCH_USER`: Agora Chat does not know the user.
 * - `ERR_FORBIDDEN`: the user is banned, or the app is disabled or over its limit.
 *
 * These end a login; while a token in use still lives, they are tried again until it ends:
 * - `ERR_TOKEN_REQUEST`: the token server refuses the request, or answers without a token.
 * - `ERR_TOKEN`: what it gives is not a readable Chat user token.
 * - `ERR_WRONG_USER`: its token is for another user.
 *
 * These end the session after three in a row, and are tried again before:
 * - `ERR_CLOCK`, told as `ERR_TOKEN_EXPIRED` before: tokens end within seconds of login.
 * - `ERR_TOKEN_REFUSED`: Agora Chat does not accept the tokens, most often since they are for another app.
 *
 * These are tried again for as long as it takes:
 * - `ERR_FETCH`: no answer from the token server, or one that asks for patience (408, 425, 429, 5xx).
 * - `ERR_CONNECTION`: the Chat SDK could not log in, could not take the new token, or lost its connection for good.
 * - `ERR_STALE_TOKEN`: the token server gives the token that is, or was last, in use.
 *
 * And `ERR_LOGGED_OUT` answers whoever waits for a session that was ended, or asks one that has not begun.
 */
export type ChatSessionErrorCode =
  | 'ERR_SIGN_IN'
  | 'ERR_KICKED'
  | 'ERR_NO_SUCH_USER'
  | 'ERR_FORBIDDEN'
  | 'ERR_TOKEN_REQUEST'
  | 'ERR_TOKEN'
  | 'ERR_WRONG_USER'
  | 'ERR_CLOCK'
  | 'ERR_TOKEN_EXPIRED'
  | 'ERR_TOKEN_REFUSED'
  | 'ERR_FETCH'
  | 'ERR_CONNECTION'
  | 'ERR_STALE_TOKEN'
  | 'ERR_LOGGED_OUT';

/** The message of each code, and what it ends: the session, or a login only. */
const kinds: Readonly<Record<ChatSessionErrorCode, readonly [message: string, ends?: 'session' | 'login']>> = {
  ERR_SIGN_IN: ['sign in to the app again', 'session'],
  ERR_KICKED: ['logged out by another device or the server', 'session'],
  ERR_NO_SUCH_USER: ['Agora Chat does not know the user', 'session'],
  ERR_FORBIDDEN: ['the user is banned or the app over its limit', 'session'],
  ERR_TOKEN_REQUEST: ['the token server refuses the request', 'login'],
  ERR_TOKEN: ['the token server gives no Chat user token', 'login'],
  ERR_WRONG_USER: ['the token is for another user', 'login'],
  ERR_CLOCK: ['tokens end at once: a clock is wrong, here or on the token server'],
  ERR_TOKEN_EXPIRED: ['the token has ended'],
  ERR_TOKEN_REFUSED: ['Agora Chat refuses the token'],
  ERR_FETCH: ['the token server does not answer'],
  ERR_CONNECTION: ['the Chat SDK does not connect'],
  ERR_STALE_TOKEN: ['the token server gives the same token again'],
  ERR_LOGGED_OUT: ['not logged in'],
};

/** What a {@link ChatSessionError} may carry beside its code. */
export interface ChatSessionErrorDetails {
  /** What was thrown underneath. */
  readonly cause?: unknown;
  /** Seconds that the token server asks to wait. */
  readonly retryAfter?: number | undefined;
}

/** The error of a session. An adapter or a `fetchToken` of your own may throw it too, and is taken at its code. */
export class ChatSessionError extends Error {
  override readonly name: string = 'ChatSessionError';
  /** The stable reason. */
  declare readonly code: ChatSessionErrorCode;
  /** Seconds that the token server asks to wait, if it does. */
  declare readonly retryAfter: number | undefined;

  /**
   * @param code - What went wrong.
   * @param details - What is known beside it.
   */
  constructor(code: ChatSessionErrorCode, { cause, retryAfter }: ChatSessionErrorDetails = {}) {
    super(kinds[code][0], { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** By name, since `instanceof` fails between the ESM and the CJS copy. */
export function isSessionError(thrown: unknown): thrown is ChatSessionError {
  return thrown instanceof Error && thrown.name === 'ChatSessionError';
}

/** Whether to give up. `live` says that a token in use holds the session up meanwhile. */
export function isFinal({ code }: ChatSessionError, live: boolean): boolean {
  const ends = kinds[code][1];
  return ends === 'session' || (ends === 'login' && !live);
}
