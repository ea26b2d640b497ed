/** The public types of a session. */
import type { Listener } from './emitter.ts';
import type { ChatSessionError } from './errors.ts';
import type { FetchToken } from './fetch-lease.ts';
import type { AbortSignalLike, SessionHost } from './host.ts';

/**
 * Where a session stands.
 *
 * - Logged in: `online`; `renewing`: a new token is being fetched or handed over; `retrying`: that failed and is tried
 *   again soon; `reconnecting`: the SDK has lost the connection and is restoring it.
 * - On the way there: `fetching` a token, `logging-in` with it, `waiting` to try again.
 * - At rest: `signed-out`, `failed`, `disposed`.
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
  /** How long the SDK may take to log in, to take a new token or to log out. Default: 90. */
  readonly sdkTimeout?: number;
  /**
   * The part of a token's lifetime after which it is renewed, drawn at random between the two so that clients which
   * logged in together do not all come back together. Default: `[0.7, 0.8]`.
   */
  readonly renewAt?: readonly [from: number, to: number];
  /**
   * The least time between a login or renewal and a renewal that the SDK asks for (or a quarter of the token's lifetime,
   * if that is less), and between an attempt and the next one that a wake-up brings forward. Default: 10.
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
  /** Something failed and is tried again in `retryIn` seconds. In the state `retrying`, Chat works meanwhile. */
  readonly retry: { readonly error: ChatSessionError; readonly retryIn: number };
  /** The session is over; `error.code` says why. `login` starts a new one. */
  readonly failed: { readonly error: ChatSessionError };
}

/** Returned by {@link createChatSession}. */
export interface ChatSession {
  /** Where it stands now. */
  readonly state: ChatSessionState;
  /** Whose session it is, from `login` until it is over. */
  readonly userId: string | undefined;
  /** Seconds until the current token expires; undefined without one. */
  readonly expiresIn: number | undefined;
  /** The current token; undefined without one. */
  getToken(): string | undefined;
  /**
   * Logs a user in and keeps the user logged in. Resolves when the user is online. Rejects with a `ChatSessionError` if
   * that cannot be, or not within `loginAttempts`, or if `logout` or `dispose` comes first.
   */
  login(userId: string, options?: ChatLoginOptions): Promise<void>;
  /** Logs out and stops everything. Resolves when the SDK has closed the connection; never rejects. */
  logout(): Promise<void>;
  /** Gets a new token now, for instance after the user's rights changed. Resolves when it is in use; concurrent calls share it. */
  renewNow(): Promise<void>;
  /** Like `logout`, for good: there are no more events. */
  dispose(): void;
  /** Listens for an event until the returned function is called. */
  on<Name extends keyof ChatSessionEvents>(name: Name, listener: Listener<ChatSessionEvents[Name]>): () => void;
}
