/**
 * A Chat session that keeps its token alive: a state machine of two parts, what it holds and what it is doing.
 *
 *     task            without a token in use    with one
 *     none            signed-out, failed, …     online
 *     fetching        fetching                  renewing
 *     handing over    logging-in                renewing
 *     waiting         waiting                   retrying
 *
 * A task leads to the next one below, or by success or failure to `none` or `waiting`; the end of the token moves the
 * session to the left. One task, one fetch and one timer at a time; time and chance come from the host.
 */
import type { ChatAdapter, ChatAdapterEvent } from './adapter.ts';
import { backoff, retryAfterMs } from './backoff.ts';
import { createEmitter, type Listener } from './emitter.ts';
import { ChatSessionError, isFinal } from './errors.ts';
import { type FetchToken, fetchLease } from './fetch-lease.ts';
import { type PlatformSignal, type SessionHost, systemHost } from './host.ts';
import type { Lease } from './lease.ts';
import { createLink } from './link.ts';

/**
 * Where a session stands. Logged in: `online`; `renewing`: a new token is on its way; `retrying`: that has failed and
 * is tried again soon. Not logged in, but about to be: `fetching` a token, `logging-in` with it, or `waiting` to try
 * again. And at rest: `signed-out`, `failed`, `disposed`.
 */
export type ChatSessionState =
  | 'online'
  | 'renewing'
  | 'retrying'
  | 'fetching'
  | 'logging-in'
  | 'waiting'
  | 'signed-out'
  | 'failed'
  | 'disposed';

/** Options of {@link createChatSession}. */
export interface ChatSessionOptions {
  /** Gets a token from your token server. `tokenEndpoint` makes such a function. */
  readonly fetchToken: FetchToken;
  /** Replaces parts of what the session takes from its surroundings: in React Native `onWake`, in tests all of it. */
  readonly host?: Partial<SessionHost>;
}

/** What a session tells, by name. */
export interface ChatSessionEvents {
  /** Every change of state. */
  readonly state: ChatSessionState;
  /** Logged in, for the first time or again, with a token that lives `expiresIn` seconds from now. */
  readonly online: { readonly userId: string; readonly expiresIn: number };
  /** A new token has taken the place of the old one. */
  readonly renewed: { readonly userId: string; readonly expiresIn: number };
  /** Something failed and is tried again in `retryIn` seconds. Chat goes on as long as the state is `retrying`. */
  readonly retry: { readonly error: ChatSessionError; readonly retryIn: number };
  /** The session is over; `error.code` says why. `login` starts anew. */
  readonly failed: { readonly error: ChatSessionError };
}

/** What {@link createChatSession} makes. */
export interface ChatSession {
  /** Where it stands now. */
  readonly state: ChatSessionState;
  /** Whose session it is, from `login` until it is over. */
  readonly userId: string | undefined;
  /**
   * Logs a user in and stays logged in. Resolves when the user is online, however long that takes without a network;
   * rejects with a `ChatSessionError` when that cannot be, or when `logout` or `dispose` comes first.
   */
  login(userId: string): Promise<void>;
  /** Logs out and stops everything. Never rejects. */
  logout(): Promise<void>;
  /** Gets a new token now, as after a change of rights. Resolves once it is in use; joins what is under way. */
  renewNow(): Promise<void>;
  /** As `logout`, for good: no event is told any more. */
  dispose(): void;
  /** Listens for an event until the function that it returns is called. */
  on<Name extends keyof ChatSessionEvents>(name: Name, listener: Listener<ChatSessionEvents[Name]>): () => void;
}

type Rest = 'signed-out' | 'failed' | 'disposed';

type Task = 'none' | 'fetching' | 'handing over' | 'waiting';

/** A token in use, and since when. */
interface Held extends Lease {
  readonly since: number;
}

/** What a session is in, by its task: without a token in use, and with one. At rest it is neither. */
const states: Readonly<Record<Task, readonly [ChatSessionState, ChatSessionState]>> = {
  none: ['signed-out', 'online'],
  fetching: ['fetching', 'renewing'],
  'handing over': ['logging-in', 'renewing'],
  waiting: ['waiting', 'retrying'],
};

declare const AbortController: new () => { readonly signal: PlatformSignal; abort(): void };

/**
 * When to renew: at 70 to 80 % of a token's life, drawn at random, so that clients which logged in together do not all
 * come back together. SDKs warn at 50 % or 80 %; a warning that is earlier is heeded.
 */
const RENEW_FROM = 0.7;
const RENEW_SPREAD = 0.1;

const FETCH_MS = 20_000;

/** The web SDK alone may take a minute to give up: three connections of ten seconds, each with a login of ten more. */
const HAND_OVER_MS = 90_000;

/** A token held for less has no business ending; and before that, or a quarter of its life, it is not renewed again. */
const YOUTH_MS = 10_000;

/** Tokens in a row that end, or are refused, as soon as they are used: three are no accident. */
const MAX_STRIKES = 3;

/** The last moment that a Date can hold (ECMA-262 §21.4.1.1), in milliseconds. */
const NEVER = 8.64e15;

/** Timers hold up to 2^31 - 1: beyond that they would go off at once. */
const LONGEST_TIMER_MS = 2e9;

/**
 * Makes a session on top of a Chat SDK: it logs in with tokens from your server, renews them in time, and logs in anew
 * where a token has ended all the same.
 *
 * @param adapter - The SDK: `agoraChatWeb(connection)`, `reactNativeAgoraChat(client, { os })`, or your own.
 * @param options - Where the tokens come from.
 * @throws TypeError where `fetchToken` is not a function.
 * @example
 * ```ts
 * // In an app: new AgoraChat.connection({ appKey }).
 * const connection = {
 *   async open() {},
 *   async renewToken() {},
 *   close() {},
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
  if (typeof options.fetchToken !== 'function') throw new TypeError('fetchToken must be a function');
  const host: SessionHost = { ...systemHost, ...options.host };
  const link = createLink(adapter, host);
  const { on, emit, clear } = createEmitter<ChatSessionEvents>();
  const canRenew = adapter.renew !== undefined;

  /** Who is, or is about to be, logged in; undefined at rest. */
  let user: string | undefined;
  let rest: Rest = 'signed-out';
  let state: ChatSessionState = rest;
  let held: Held | undefined;
  let task: Task = 'none';
  /** When the task has waited long enough: to renew, to be answered, to try again. */
  let due = NEVER;
  /** Changes with the task: what an earlier one brings is not heard. */
  let turn = new AbortController();
  let stopTimer: (() => void) | undefined;
  /** Ends the subscriptions to the SDK's events and to wake-ups. */
  let stopListening: (() => void) | undefined;
  /** The token that was last in use: it must not come again. */
  let used: string | undefined;
  let failures = 0;
  let strikes = 0;
  /** A server has asked not to be asked before. */
  let notBefore = 0;
  /** The next token to come into use, for those who wait for it. */
  let next = deferred();

  function become(newTask: Task, until: number): void {
    turn.abort();
    turn = new AbortController();
    task = newTask;
    due = until;
    settle();
  }

  /** Names the state and sets the timer, after every change. */
  function settle(): void {
    stopTimer?.();
    const at = Math.min(due, held?.deadline ?? due);
    if (at < NEVER) {
      stopTimer = host.timer(check, Math.min(Math.max(at - host.now(), 0), LONGEST_TIMER_MS));
    }
    const newState = user === undefined ? rest : states[task][held ? 1 : 0];
    if (newState !== state) emit('state', newState);
    state = newState;
  }

  /** Has `act` called with what a promise brings, unless the task is another one by then. Time comes first. */
  function ifStill<Value>(act: (value: Value) => void): (value: Value) => void {
    const mine = turn;
    return (value) => {
      expire();
      if (mine === turn) act(value);
    };
  }

  function ask(): void {
    const reason = held ? 'renewal' : used === undefined ? 'login' : 'expired';
    if (age() >= YOUTH_MS) strikes = 0;
    become('fetching', host.now() + FETCH_MS);
    const request = { userId: user as string, reason, attempt: failures + 1, signal: turn.signal } as const;
    fetchLease(options.fetchToken, request, host).then(ifStill(handOver), ifStill(fail));
  }

  function handOver(lease: Lease): void {
    if (lease.token === used) {
      fail(new ChatSessionError('ERR_STALE_TOKEN'));
      return;
    }
    become('handing over', host.now() + HAND_OVER_MS);
    const result = held ? link.renew(lease.token) : link.logIn(user as string, lease.token);
    result.then(
      ifStill(() => accept(lease)),
      ifStill(refuse),
    );
  }

  function accept(lease: Lease): void {
    const now = host.now();
    const event = held ? 'renewed' : 'online';
    held = { ...lease, since: now };
    used = lease.token;
    failures = 0;
    const life = RENEW_FROM + RENEW_SPREAD * host.random();
    become('none', canRenew ? lease.deadline - (1 - life) * lease.lifetime : NEVER);
    next.resolve();
    next = deferred();
    emit(event, { userId: user as string, expiresIn: (lease.deadline - now) / 1000 });
  }

  function refuse(error: ChatSessionError): void {
    if (!held && (error.code === 'ERR_TOKEN_EXPIRED' || error.code === 'ERR_TOKEN_REFUSED')) strike(error);
    else fail(error);
  }

  function strike(error: ChatSessionError): void {
    strikes++;
    if (strikes < MAX_STRIKES) fail(error);
    else end('failed', error.code === 'ERR_TOKEN_REFUSED' ? error : new ChatSessionError('ERR_CLOCK'));
  }

  /** Waits and tries again, unless that cannot help. */
  function fail(error: ChatSessionError): void {
    if (isFinal(error, held !== undefined)) {
      end('failed', error);
      return;
    }
    const now = host.now();
    notBefore = now + retryAfterMs(error.retryAfter);
    const retryAt = notBefore + backoff(failures + strikes, host.random());
    failures++;
    become('waiting', retryAt);
    emit('retry', { error, retryIn: (retryAt - now) / 1000 });
  }

  /** The token in use is so no more. */
  function drop(error: ChatSessionError): void {
    const isYoung = held && age() < YOUTH_MS;
    held = undefined;
    // What is being fetched for the renewal is new, and as good for the login.
    if (task === 'fetching') settle();
    else if (error.code === 'ERR_CONNECTION') fail(error);
    else if (isYoung) strike(error);
    else if (task === 'waiting') settle();
    else ask();
  }

  function expire(): void {
    if (held && host.now() >= held.deadline) drop(new ChatSessionError('ERR_TOKEN_EXPIRED'));
  }

  /** For how long the token in use has been so. */
  function age(): number {
    return held ? host.now() - held.since : 0;
  }

  /** Called by the timer, and whenever time may have passed unnoticed. */
  function check(): void {
    expire();
    if (host.now() < due) {
      settle();
    } else if (task === 'fetching') {
      fail(new ChatSessionError('ERR_FETCH'));
    } else if (task === 'handing over') {
      link.forget();
      fail(new ChatSessionError('ERR_CONNECTION'));
    } else {
      ask();
    }
  }

  function wake(): void {
    if (task === 'waiting') due = notBefore;
    check();
  }

  function report(event: ChatAdapterEvent): void {
    expire();
    if (event === 'will-expire') {
      if (task === 'none' && held && canRenew && age() >= Math.min(YOUTH_MS, held.lifetime / 4)) ask();
    } else if (isFinal(event, true)) end('failed', event);
    else if (held) drop(event);
    else if (task === 'handing over') refuse(event);
  }

  function begin(userId: string): void {
    user = userId;
    const stopEvents = adapter.listen(report);
    const stopWaking = host.onWake(wake);
    stopListening = () => {
      stopEvents();
      stopWaking();
    };
    ask();
  }

  function end(newRest: Rest, error?: ChatSessionError): Promise<void> | undefined {
    const departure = user === undefined ? undefined : link.leave();
    stopListening?.();
    user = held = used = stopListening = undefined;
    rest = newRest;
    failures = strikes = 0;
    become('none', NEVER);
    next.reject(error ?? new ChatSessionError('ERR_LOGGED_OUT'));
    next = deferred();
    if (error) emit('failed', { error });
    return departure;
  }

  return {
    get state() {
      return state;
    },
    get userId() {
      return user;
    },
    login(userId) {
      expire();
      if (state === 'disposed' || (user ?? userId) !== userId) {
        return Promise.reject(new ChatSessionError('ERR_LOGGED_OUT'));
      }
      if (held) return Promise.resolve();
      if (user === undefined) begin(userId);
      return next.promise;
    },
    renewNow() {
      expire();
      if (user === undefined) return Promise.reject(new ChatSessionError('ERR_LOGGED_OUT'));
      // Where the SDK takes no new token, a new login brings it.
      if (!canRenew) held = undefined;
      if (task === 'none') ask();
      else wake();
      return next.promise;
    },
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

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: ChatSessionError): void;
}

/** A rejection that nobody waits for is no unhandled one: the events tell it too. */
function deferred(): Deferred {
  let resolve!: () => void;
  let reject!: (error: ChatSessionError) => void;
  const promise = new Promise<void>((...settlers) => {
    [resolve, reject] = settlers;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
