/** The public types of a session. */
import type { Listener } from './emitter.ts';
import type { ChatSessionError } from './errors.ts';
import type { FetchToken } from './fetch-lease.ts';
import type { AbortSignalLike, SessionHost } from './host.ts';

/**
 * The state of a session.
 *
 * - Logged in: `online`; `renewing`: a new token is being fetched or passed to the SDK; `retrying`: that failed, and the
 *   session will try again; `reconnecting`: the SDK has lost the connection and is restoring it.
 * - Logging in: `fetching` a token, `logging-in` with it, `waiting` to try again.
 * - Not active: `signed-out`, `failed`, `disposed`.
 */
export type ChatSessionState =
  | 'online'
  | 'renewing'
  | 'retrying'
  | 'reconnecting'
  | 'fetching'
  | 'logging-in'
  | 'waiting'
  | 'signed-out'
  | 'failed'
  | 'disposed';

/** Options of {@link createChatSession}. Durations are in seconds. */
export interface ChatSessionOptions {
  /** Gets a token from your token server. `tokenEndpoint` makes such a function. */
  readonly fetchToken: FetchToken;
  /** Attempts before the first login gives up; `Infinity` for never. Default: 4, which takes about ten seconds. */
  readonly loginAttempts?: number;
  /** How long `fetchToken` may take. Default: 20. */
  readonly fetchTimeout?: number;
  /** How long the SDK may take to log in, to accept a new token or to log out. Default: 90. */
  readonly sdkTimeout?: number;
  /**
   * When to renew, as a fraction of the token's lifetime: a random value between the two, so that clients that logged in
   * together do not renew together. Default: `[0.7, 0.8]`.
   */
  readonly renewAt?: readonly [from: number, to: number];
  /**
   * The minimum time from a login or renewal to a renewal that the SDK asks for (or a quarter of the token's lifetime, if
   * that is shorter), and from a failed attempt to a retry when the device wakes. Default: 10.
   */
  readonly minInterval?: number;
  /** Replaces parts of the session's environment: in React Native `onWake`, in tests all of it. */
  readonly host?: Partial<SessionHost>;
}

/** Options of {@link ChatSession.login}. */
export interface ChatLoginOptions {
  /** A token that the app already has, for instance from a server-rendered page. If it has expired, a new one is fetched. */
  readonly token?: string;
  /** Ends the login as `logout` does if it aborts before the user is online; the promise rejects with its `reason`. */
  readonly signal?: AbortSignalLike;
}

/** The events of a session, by name. */
export interface ChatSessionEvents {
  /** Every change of state. */
  readonly state: ChatSessionState;
  /** Logged in, for the first time or again, with a token that is valid for `expiresIn` seconds from now. */
  readonly online: { readonly userId: string; readonly expiresIn: number };
  /** A new token has replaced the old one. */
  readonly renewed: { readonly userId: string; readonly expiresIn: number };
  /** Something failed, and the session tries again in `retryIn` seconds. In the state `retrying`, Chat still works. */
  readonly retry: { readonly error: ChatSessionError; readonly retryIn: number };
  /** The session is over; `error.code` says why. `login` starts a new one. */
  readonly failed: { readonly error: ChatSessionError };
}

/** Returned by {@link createChatSession}. */
export interface ChatSession {
  /** The current state. */
  readonly state: ChatSessionState;
  /** The user, from `login` until the session is over. */
  readonly userId: string | undefined;
  /** Seconds until the current token expires; undefined without one. */
  readonly expiresIn: number | undefined;
  /** The current token; undefined without one. */
  getToken(): string | undefined;
  /**
   * Logs a user in and keeps the user logged in. Resolves when the user is online. Rejects with a `ChatSessionError` if the
   * login fails for good or `loginAttempts` times, or if `logout` or `dispose` is called first.
   */
  login(userId: string, options?: ChatLoginOptions): Promise<void>;
  /** Logs out and stops everything. Resolves when the SDK has closed the connection; never rejects. */
  logout(): Promise<void>;
  /** Gets a new token now, for instance after the user's rights changed. Resolves when it is in use. */
  renewNow(): Promise<void>;
  /** Like `logout`, but permanent: the session emits no more events. */
  dispose(): void;
  /** Listens for an event until the returned function is called. */
  on<Name extends keyof ChatSessionEvents>(name: Name, listener: Listener<ChatSessionEvents[Name]>): () => void;
}
