/**
 * One user's time in a session, from login to logout: a state machine of two parts, the task and the token in use.
 *
 *     task            without a token in use    with one
 *     none                                      online, or reconnecting
 *     fetching        fetching                  renewing
 *     applying        logging-in                renewing
 *     waiting         waiting                   retrying
 *
 * A fetched token is applied: by a login, or by a renewal on an open connection. After a success the task is `none`, after
 * a failure `waiting`. When the token expires, the state moves one column to the left. There is one task, one fetch and
 * one timer at a time.
 */
import type { ChatAdapter, ChatAdapterEvent } from './adapter.ts';
import { backoff, retryAfterMs } from './backoff.ts';
import { ChatSessionError, isFinal } from './errors.ts';
import { fetchLease } from './fetch-lease.ts';
import type { Lease } from './lease.ts';
import type { Link } from './link.ts';
import type { Settings } from './settings.ts';
import { createTasks, NEVER, type TaskName } from './tasks.ts';
import type { ChatSessionEvents, ChatSessionState } from './types.ts';

/** One user's time in a session. */
export interface UserSession {
  readonly userId: string;
  /** The token in use, unless it has expired. */
  current(): TokenInUse | undefined;
  /** Resolves when the next token is in use; rejects when the user is logged out. */
  readonly next: Promise<void>;
  /** Logs in with `first`, or fetches a token. */
  begin(first?: Lease): void;
  renewNow(): void;
  /** Logs out. The promise never rejects. */
  end(error: ChatSessionError): Promise<void>;
}

/** Callbacks to the session. */
export interface UserSessionListener {
  onState(state: ChatSessionState): void;
  emit<Name extends keyof ChatSessionEvents>(name: Name, detail: ChatSessionEvents[Name]): void;
  /** The session must end because of an error. */
  onFailure(error: ChatSessionError): void;
}

/** The token in use, since when, and how far the wall clock was ahead of the host's clock at that time. */
interface TokenInUse extends Lease {
  readonly since: number;
  readonly wallLead: number;
}

const states: Readonly<Record<TaskName, readonly [without: ChatSessionState, withToken: ChatSessionState]>> = {
  none: ['fetching', 'online'],
  fetching: ['fetching', 'renewing'],
  applying: ['logging-in', 'renewing'],
  waiting: ['waiting', 'retrying'],
};

/** If a token expires within this time of its first use, a clock is wrong. */
const MIN_TOKEN_AGE_MS = 10_000;

/** The session fails after this many tokens in a row that expire or are refused as soon as they are used. */
const MAX_STRIKES = 3;

export function createUserSession(
  userId: string,
  adapter: ChatAdapter,
  link: Link,
  settings: Settings,
  listener: UserSessionListener,
): UserSession {
  const { host, minInterval } = settings;
  const canRenew = adapter.renew !== undefined;
  const tasks = createTasks(host, check);
  const next = deferred();
  const stopEvents = adapter.listen(handleEvent);
  const stopWaking = host.onWake(handleWake);

  let current: TokenInUse | undefined;
  /** For an SDK that cannot renew: fetched before the current token expires, so that only the login interrupts Chat. */
  let spare: Lease | undefined;
  /** Use the next token immediately, even if that takes a new login. */
  let isUrgent = false;
  /** The last token that was in use. The token server must not return it again. */
  let used: string | undefined;
  let isConnected = true;
  let isOver = false;
  let failures = 0;
  let strikes = 0;
  let requestedAt = 0;
  /** Send no request before this time: the token server's Retry-After. */
  let notBefore = 0;

  function startTask(task: TaskName, due: number): void {
    tasks.start(task, due);
    update();
  }

  /** Updates the state and the timer, after every change. */
  function update(): void {
    tasks.setTimer(current?.deadline ?? NEVER);
    const state = states[tasks.name][current ? 1 : 0];
    listener.onState(state === 'online' && !isConnected ? 'reconnecting' : state);
  }

  function requestToken(): void {
    const reason = current ? 'renewal' : used === undefined ? 'login' : 'expired';
    if (age() >= MIN_TOKEN_AGE_MS) strikes = 0;
    requestedAt = host.now();
    startTask('fetching', requestedAt + settings.fetchTimeout);
    const request = { userId, reason, attempt: failures + 1, signal: tasks.signal } as const;
    fetchLease(settings.fetchToken, request, requestedAt).then(ifCurrent(receive), ifCurrent(fail));
  }

  /** Wraps `act` so that it drops an expired token first, and does nothing once another task has begun. */
  function ifCurrent<Value>(act: (value: Value) => void): (value: Value) => void {
    const actIfCurrent = tasks.ifCurrent(act);
    return (value) => {
      expire();
      actIfCurrent(value);
    };
  }

  function receive(lease: Lease): void {
    if (lease.token === used) {
      fail(new ChatSessionError('ERR_STALE_TOKEN'));
    } else if (current && !canRenew && !isUrgent) {
      failures = 0;
      spare = lease;
      startTask('none', NEVER);
    } else {
      applyToken(lease);
    }
  }

  function applyToken(lease: Lease): void {
    spare = undefined;
    isUrgent = false;
    if (!canRenew) current = undefined;
    startTask('applying', NEVER);
    const result = current ? link.renew(lease.token) : link.logIn(userId, lease.token);
    result.then(
      ifCurrent(() => accept(lease)),
      ifCurrent(handleRejection),
    );
  }

  function accept(lease: Lease): void {
    const now = host.now();
    const event = current ? 'renewed' : 'online';
    current = { ...lease, since: now, wallLead: host.wall() - now };
    used = lease.token;
    isConnected = true;
    failures = 0;
    const [from, to] = settings.renewAt;
    const fraction = from + (to - from) * host.random();
    startTask('none', Math.max(lease.deadline - (1 - fraction) * lease.lifetime, now + minUse(lease)));
    next.resolve();
    listener.emit(event, { userId, expiresIn: (lease.deadline - now) / 1000 });
  }

  /** The minimum time from a token's first use to its renewal, in milliseconds. */
  function minUse({ lifetime }: Lease): number {
    return Math.min(minInterval, lifetime / 4);
  }

  function handleRejection(error: ChatSessionError): void {
    if (current) {
      if (error.code === 'ERR_DISCONNECTED') drop(error);
      else fail(error);
    } else if (error.code === 'ERR_TOKEN_EXPIRED' || error.code === 'ERR_TOKEN_REFUSED') strike(error);
    else fail(error);
  }

  function strike(error: ChatSessionError): void {
    strikes++;
    if (strikes < MAX_STRIKES) fail(error);
    else listener.onFailure(error.code === 'ERR_TOKEN_REFUSED' ? error : new ChatSessionError('ERR_CLOCK'));
  }

  /** Waits and tries again, or ends the session. */
  function fail(error: ChatSessionError): void {
    failures++;
    const isFirstLogin = used === undefined;
    if (isFinal(error, current !== undefined, !isFirstLogin) || (isFirstLogin && failures >= settings.loginAttempts)) {
      listener.onFailure(error);
      return;
    }
    const now = host.now();
    notBefore = now + retryAfterMs(error.retryAfter);
    const retryAt = notBefore + backoff(failures - 1 + strikes, host.random());
    startTask('waiting', retryAt);
    listener.emit('retry', { error, retryIn: (retryAt - now) / 1000 });
  }

  /** The current token has expired or been refused, or its connection is closed. */
  function drop(error: ChatSessionError): void {
    const expiredEarly = current && age() < MIN_TOKEN_AGE_MS;
    current = undefined;
    isUrgent = false;
    // Log in with the token that is already being fetched for the renewal.
    if (tasks.name === 'fetching') update();
    else if (error.code === 'ERR_DISCONNECTED' || error.code === 'ERR_CONNECTION') fail(error);
    else if (expiredEarly) strike(error);
    else if (spare) applyToken(spare);
    else if (tasks.name === 'waiting') update();
    else requestToken();
  }

  function expire(): void {
    if (current && host.now() >= current.deadline) drop(new ChatSessionError('ERR_TOKEN_EXPIRED'));
  }

  /** Milliseconds since the current token was first used. */
  function age(): number {
    return current ? host.now() - current.since : 0;
  }

  /**
   * Milliseconds by which the wall clock has moved more than the host's clock. Either the device slept or its clock was
   * set, so the token is renewed early but not considered expired.
   */
  function clockGain(): number {
    return current ? Math.max(host.wall() - host.now() - current.wallLead, 0) : 0;
  }

  /** Called by the timer, and whenever the device may have slept. */
  function check(): void {
    expire();
    if (isOver) return;
    const now = host.now();
    if (tasks.name === 'none' ? now + clockGain() < tasks.due : now < tasks.due) update();
    else if (tasks.name === 'fetching') {
      fail(new ChatSessionError('ERR_FETCH', { detail: 'fetchToken took too long' }));
    } else requestToken();
  }

  function handleWake(): void {
    if (tasks.name === 'waiting') tasks.due = Math.max(notBefore, Math.min(tasks.due, requestedAt + minInterval));
    check();
  }

  function handleEvent(event: ChatAdapterEvent): void {
    expire();
    if (isOver) return;
    if (event === 'will-expire') {
      if (tasks.name === 'none' && current && canRenew && age() >= minUse(current)) requestToken();
    } else if (event === 'reconnecting' || event === 'connected') {
      isConnected = event === 'connected';
      if (current) update();
    } else if (isFinal(event, true, true)) listener.onFailure(event);
    else if (current) drop(event);
    // The SDK also reports the close before a login: ignore that.
    else if (tasks.name === 'applying' && event.code !== 'ERR_DISCONNECTED') handleRejection(event);
  }

  return {
    userId,
    current() {
      expire();
      return current;
    },
    get next() {
      return next.promise;
    },
    begin(first) {
      if (first) applyToken(first);
      else requestToken();
    },
    renewNow() {
      expire();
      isUrgent = true;
      if (tasks.name === 'none') requestToken();
      else if (tasks.name === 'waiting') {
        tasks.due = notBefore;
        check();
      }
    },
    end(error) {
      isOver = true;
      current = undefined;
      tasks.start('none', NEVER);
      tasks.setTimer(NEVER);
      stopEvents();
      stopWaking();
      next.reject(error);
      return link.leave();
    },
  };
}

/** A promise that is replaced by the next one when it resolves. */
interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: ChatSessionError): void;
}

function deferred(): Deferred {
  let settlers!: readonly [resolve: () => void, reject: (error: ChatSessionError) => void];
  const createPromise = () => {
    const promise = new Promise<void>((...given) => {
      settlers = given;
    });
    // Prevents an unhandled rejection if nobody awaits it.
    promise.catch(() => {});
    return promise;
  };
  let promise = createPromise();
  return {
    get promise() {
      return promise;
    },
    resolve() {
      settlers[0]();
      promise = createPromise();
    },
    reject: (error) => settlers[1](error),
  };
}
