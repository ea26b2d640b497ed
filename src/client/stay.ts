/**
 * One user's time in a session, from login to logout: a state machine of two parts, the token in use and the task.
 *
 *     task            without a token in use    with one
 *     none                                      online, or reconnecting
 *     fetching        fetching                  renewing
 *     handing over    logging-in                renewing
 *     waiting         waiting                   retrying
 *
 * A task leads to the next row; success or failure leads to `none` or `waiting`; when the token expires, the state
 * moves one column to the left. There is one task, one fetch and one timer at a time.
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
export interface Stay {
  readonly userId: string;
  /** The token in use, unless it has expired. */
  current(): Held | undefined;
  /** Settles when the next token is in use, or the stay is over. */
  readonly next: Promise<void>;
  /** Fetches a token, or logs in with the one that is given. */
  begin(first?: Lease): void;
  renewNow(): void;
  /** Logs out. The promise never rejects. */
  end(error: ChatSessionError): Promise<void>;
}

/** Who hears of what happens. */
export interface StayListener {
  onState(state: ChatSessionState): void;
  emit<Name extends keyof ChatSessionEvents>(name: Name, detail: ChatSessionEvents[Name]): void;
  /** The stay is over by itself. */
  onFailure(error: ChatSessionError): void;
}

/** A token in use, since when, and how far the wall clock was ahead of the host's then. */
interface Held extends Lease {
  readonly since: number;
  readonly wallLead: number;
}

const states: Readonly<Record<TaskName, readonly [without: ChatSessionState, withToken: ChatSessionState]>> = {
  none: ['fetching', 'online'],
  fetching: ['fetching', 'renewing'],
  'handing over': ['logging-in', 'renewing'],
  waiting: ['waiting', 'retrying'],
};

/** A token that ends sooner than this after it came into use does not end by itself: a clock is wrong. */
const YOUTH_MS = 10_000;

/** Tokens in a row that end, or are refused, as soon as they are used: three are no accident. */
const MAX_STRIKES = 3;

export function createStay(
  userId: string,
  adapter: ChatAdapter,
  link: Link,
  settings: Settings,
  listener: StayListener,
): Stay {
  const { host, minInterval } = settings;
  const canRenew = adapter.renew !== undefined;
  const tasks = createTasks(host, check);
  const next = deferred();
  const stopEvents = adapter.listen(report);
  const stopWaking = host.onWake(wake);

  let held: Held | undefined;
  /** Fetched before the token in use ends, for an SDK that cannot renew: the gap is the login alone. */
  let spare: Lease | undefined;
  /** The next token is to be used at once, by a new login if need be. */
  let isUrgent = false;
  /** The token that was last in use: it must not come again. */
  let used: string | undefined;
  let isConnected = true;
  let isOver = false;
  let failures = 0;
  let strikes = 0;
  let askedAt = 0;
  /** The token server has asked not to be asked before. */
  let notBefore = 0;

  function become(task: TaskName, due: number): void {
    tasks.start(task, due);
    settle();
  }

  /** Names the state and sets the timer, after every change. */
  function settle(): void {
    tasks.setTimer(held?.deadline ?? NEVER);
    const state = states[tasks.name][held ? 1 : 0];
    listener.onState(state === 'online' && !isConnected ? 'reconnecting' : state);
  }

  function ask(): void {
    const reason = held ? 'renewal' : used === undefined ? 'login' : 'expired';
    if (age() >= YOUTH_MS) strikes = 0;
    askedAt = host.now();
    become('fetching', askedAt + settings.fetchTimeout);
    const request = { userId, reason, attempt: failures + 1, signal: tasks.signal } as const;
    fetchLease(settings.fetchToken, request, askedAt).then(inTime(receive), inTime(fail));
  }

  /** Has `act` called with a result, unless another task has begun by then; a token that has expired is dropped first. */
  function inTime<Value>(act: (value: Value) => void): (value: Value) => void {
    const ifStill = tasks.ifStill(act);
    return (value) => {
      expire();
      ifStill(value);
    };
  }

  function receive(lease: Lease): void {
    if (lease.token === used) {
      fail(new ChatSessionError('ERR_STALE_TOKEN'));
    } else if (held && !canRenew && !isUrgent) {
      failures = 0;
      spare = lease;
      become('none', NEVER);
    } else {
      handOver(lease);
    }
  }

  function handOver(lease: Lease): void {
    spare = undefined;
    isUrgent = false;
    if (!canRenew) held = undefined;
    become('handing over', NEVER);
    const result = held ? link.renew(lease.token) : link.logIn(userId, lease.token);
    result.then(
      inTime(() => accept(lease)),
      inTime(refuse),
    );
  }

  function accept(lease: Lease): void {
    const now = host.now();
    const event = held ? 'renewed' : 'online';
    held = { ...lease, since: now, wallLead: host.wall() - now };
    used = lease.token;
    isConnected = true;
    failures = 0;
    const [from, to] = settings.renewAt;
    const life = from + (to - from) * host.random();
    become('none', Math.max(lease.deadline - (1 - life) * lease.lifetime, now + floor(lease)));
    next.resolve();
    listener.emit(event, { userId, expiresIn: (lease.deadline - now) / 1000 });
  }

  /** Milliseconds from when a token came into use to its renewal, at least. */
  function floor({ lifetime }: Lease): number {
    return Math.min(minInterval, lifetime / 4);
  }

  function refuse(error: ChatSessionError): void {
    if (held) {
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

  /** Waits and tries again, unless that cannot help. */
  function fail(error: ChatSessionError): void {
    failures++;
    const isFirstLogin = used === undefined;
    if (isFinal(error, held !== undefined, !isFirstLogin) || (isFirstLogin && failures >= settings.loginAttempts)) {
      listener.onFailure(error);
      return;
    }
    const now = host.now();
    notBefore = now + retryAfterMs(error.retryAfter);
    const retryAt = notBefore + backoff(failures - 1 + strikes, host.random());
    become('waiting', retryAt);
    listener.emit('retry', { error, retryIn: (retryAt - now) / 1000 });
  }

  /** The token in use, or the connection that it opened, is no longer valid. */
  function drop(error: ChatSessionError): void {
    const isYoung = held && age() < YOUTH_MS;
    held = undefined;
    isUrgent = false;
    // A token that is being fetched for the renewal serves the login as well.
    if (tasks.name === 'fetching') settle();
    else if (error.code === 'ERR_DISCONNECTED' || error.code === 'ERR_CONNECTION') fail(error);
    else if (isYoung) strike(error);
    else if (spare) handOver(spare);
    else if (tasks.name === 'waiting') settle();
    else ask();
  }

  function expire(): void {
    if (held && host.now() >= held.deadline) drop(new ChatSessionError('ERR_TOKEN_EXPIRED'));
  }

  /** For how long the token in use has been so. */
  function age(): number {
    return held ? host.now() - held.since : 0;
  }

  /**
   * Milliseconds that may have passed unnoticed by the host's clock. Either the device slept or its clock was set: so
   * the token is renewed early, but not taken for expired.
   */
  function unnoticed(): number {
    return held ? Math.max(host.wall() - host.now() - held.wallLead, 0) : 0;
  }

  /** Called by the timer, and whenever the device may have slept. */
  function check(): void {
    expire();
    if (isOver) return;
    const now = host.now();
    if (tasks.name === 'none' ? now + unnoticed() < tasks.due : now < tasks.due) settle();
    else if (tasks.name === 'fetching') {
      fail(new ChatSessionError('ERR_FETCH', { detail: 'fetchToken took too long' }));
    } else ask();
  }

  function wake(): void {
    if (tasks.name === 'waiting') tasks.due = Math.max(notBefore, Math.min(tasks.due, askedAt + minInterval));
    check();
  }

  function report(event: ChatAdapterEvent): void {
    expire();
    if (isOver) return;
    if (event === 'will-expire') {
      if (tasks.name === 'none' && held && canRenew && age() >= floor(held)) ask();
    } else if (event === 'reconnecting' || event === 'connected') {
      isConnected = event === 'connected';
      if (held) settle();
    } else if (isFinal(event, true, true)) listener.onFailure(event);
    else if (held) drop(event);
    // Closing the connection before a login is reported as well.
    else if (tasks.name === 'handing over' && event.code !== 'ERR_DISCONNECTED') refuse(event);
  }

  return {
    userId,
    current() {
      expire();
      return held;
    },
    get next() {
      return next.promise;
    },
    begin(first) {
      if (first) handOver(first);
      else ask();
    },
    renewNow() {
      expire();
      isUrgent = true;
      if (tasks.name === 'none') ask();
      else if (tasks.name === 'waiting') {
        tasks.due = notBefore;
        check();
      }
    },
    end(error) {
      isOver = true;
      held = undefined;
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
  const renew = () => {
    const promise = new Promise<void>((...given) => {
      settlers = given;
    });
    // A rejection that nobody waits for is not an unhandled one.
    promise.catch(() => {});
    return promise;
  };
  let promise = renew();
  return {
    get promise() {
      return promise;
    },
    resolve() {
      settlers[0]();
      promise = renew();
    },
    reject: (error) => settlers[1](error),
  };
}
