/** Why a session ended or is trying again. Messages never contain a token; the underlying error is the `cause`. */

/**
 * What went wrong. Branch on this, not on the message.
 *
 * These end the session at once:
 * - `ERR_SIGN_IN`: the token server answered 401 or 403: the user must sign in to your app again.
 * - `ERR_KICKED`: the account logged in elsewhere, was removed, or its password changed.
 * - `ERR_NO_SUCH_USER`: Agora Chat has no such user.
 * - `ERR_FORBIDDEN`: the user is banned, or the app is disabled or over its limit.
 *
 * These end a login; while the current token is valid, the session keeps trying:
 * - `ERR_TOKEN_REQUEST`: the token server refused the request, or answered without a token.
 * - `ERR_TOKEN`: the answer is not a readable Chat user token.
 * - `ERR_WRONG_USER`: the token is for another user.
 *
 * This one ends the first login; once the user has been online, the session keeps trying:
 * - `ERR_FETCH_TOKEN`: `fetchToken` threw an error that looks like a bug, such as a `ReferenceError`.
 *
 * These end the session after three in a row; before that, the session tries again:
 * - `ERR_CLOCK`: tokens expire within seconds of login. The first two are reported as `ERR_TOKEN_EXPIRED`.
 * - `ERR_TOKEN_REFUSED`: Agora Chat does not accept the tokens, most often because they are for another app.
 *
 * After these the session tries again. The first login gives up after `loginAttempts`:
 * - `ERR_FETCH`: no response from the token server, or 408, 425, 429 or 5xx.
 * - `ERR_CONNECTION`: the Chat SDK could not log in or could not take the new token, or did not answer in time.
 * - `ERR_DISCONNECTED`: the connection was closed, by the server or by other code.
 * - `ERR_STALE_TOKEN`: the token server returned the token that is in use, or was last in use.
 *
 * These reject a call and change nothing:
 * - `ERR_LOGGED_OUT`: no user is logged in, or `logout` or `dispose` was called in the meantime.
 * - `ERR_ALREADY_LOGGED_IN`: `login` was called while another user is logged in.
 * - `ERR_CONNECTION_IN_USE`: another session is logged in on the same SDK object.
 */
export type ChatSessionErrorCode =
  | 'ERR_SIGN_IN'
  | 'ERR_KICKED'
  | 'ERR_NO_SUCH_USER'
  | 'ERR_FORBIDDEN'
  | 'ERR_TOKEN_REQUEST'
  | 'ERR_TOKEN'
  | 'ERR_WRONG_USER'
  | 'ERR_FETCH_TOKEN'
  | 'ERR_CLOCK'
  | 'ERR_TOKEN_EXPIRED'
  | 'ERR_TOKEN_REFUSED'
  | 'ERR_FETCH'
  | 'ERR_CONNECTION'
  | 'ERR_DISCONNECTED'
  | 'ERR_STALE_TOKEN'
  | 'ERR_LOGGED_OUT'
  | 'ERR_ALREADY_LOGGED_IN'
  | 'ERR_CONNECTION_IN_USE';

/** What an error ends: the session; a login, unless the current token is valid; the first login only. */
type Ends = 'session' | 'login' | 'first login';

const kinds: Readonly<Record<ChatSessionErrorCode, readonly [message: string, ends?: Ends]>> = {
  ERR_SIGN_IN: ['the user must sign in to the app again', 'session'],
  ERR_KICKED: ['logged out by another device or by the server', 'session'],
  ERR_NO_SUCH_USER: ['Agora Chat has no such user', 'session'],
  ERR_FORBIDDEN: ['the user is banned, or the app is over its limit', 'session'],
  ERR_TOKEN_REQUEST: ['the token server refused the request', 'login'],
  ERR_TOKEN: ['the token server did not return a Chat user token', 'login'],
  ERR_WRONG_USER: ['the token is for another user', 'login'],
  ERR_FETCH_TOKEN: ['fetchToken failed', 'first login'],
  ERR_CLOCK: ["tokens expire at once: this device's or the token server's clock is wrong"],
  ERR_TOKEN_EXPIRED: ['the token has expired'],
  ERR_TOKEN_REFUSED: ['Agora Chat refused the token: check that it is for the same app'],
  ERR_FETCH: ['no answer from the token server'],
  ERR_CONNECTION: ['the Chat SDK could not connect'],
  ERR_DISCONNECTED: ['the connection was closed'],
  ERR_STALE_TOKEN: ['the token server returned the same token again'],
  ERR_LOGGED_OUT: ['not logged in'],
  ERR_ALREADY_LOGGED_IN: ['another user is logged in: call logout() first'],
  ERR_CONNECTION_IN_USE: ['another session is logged in on this connection'],
};

/** Details of a {@link ChatSessionError}. */
export interface ChatSessionErrorDetails {
  /** The underlying error. */
  readonly cause?: unknown;
  /** Seconds that the token server asked to wait. */
  readonly retryAfter?: number | undefined;
  /** Added to the message. */
  readonly detail?: string | undefined;
}

/** An error of a session. Your own adapter or `fetchToken` may throw it too; the session then acts on its code. */
export class ChatSessionError extends Error {
  override readonly name: string = 'ChatSessionError';
  /** What went wrong. It does not change between versions, unlike the message. */
  declare readonly code: ChatSessionErrorCode;
  /** Seconds that the token server asked to wait, if it did. */
  declare readonly retryAfter: number | undefined;

  /**
   * @param code - What went wrong.
   * @param details - The cause, the time to wait, and an addition to the message.
   */
  constructor(code: ChatSessionErrorCode, { cause, retryAfter, detail }: ChatSessionErrorDetails = {}) {
    super(kinds[code][0] + (detail ? `: ${detail}` : ''), { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** By name, since `instanceof` fails between the ESM and the CJS copy. */
export function isSessionError(thrown: unknown): thrown is ChatSessionError {
  return thrown instanceof Error && thrown.name === 'ChatSessionError';
}

/** Whether to give up. `live`: the current token is valid; `established`: the user has been online. */
export function isFinal({ code }: ChatSessionError, live: boolean, established: boolean): boolean {
  const ends = kinds[code][1];
  return ends === 'session' || (ends === 'login' && !live) || (ends === 'first login' && !established);
}
