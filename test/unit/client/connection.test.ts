/** Connections that other code closes, sessions that share one, SDKs that do not respond, and clocks that jump. */
import { describe, expect, it } from 'vitest';
import { type ChatAdapter, ChatSessionError, createChatSession } from '../../../src/client/index.ts';
import { buildToken } from '../../../src/index.ts';
import { credentials } from '../../support/credentials.ts';
import { answer, FakeChat, pending } from '../../support/fake-chat.ts';
import { settled } from '../../support/fake-host.ts';

const MINUTE = 60;

describe('a connection', () => {
  it('that the SDK restores by itself: reconnecting, then online', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.report('reconnecting');
    expect(chat.session.state).toBe('reconnecting');
    await chat.report('connected');
    expect(chat.told).toEqual(['reconnecting', 'online']);
    expect(chat.calls).toEqual([]);
  });

  it('whose token expires while it is being restored is opened again with a new token', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onRenew = () => Promise.reject(new ChatSessionError('ERR_DISCONNECTED'));
    await chat.report('reconnecting');
    await chat.host.advance(46 * MINUTE);
    expect(chat.calls).toEqual(['renew token-2', 'logout again', 'login alice token-3']);
    expect(chat.session.state).toBe('online');
  });

  it('that other code closes is opened again', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.report('ERR_DISCONNECTED');
    expect(chat.told).toEqual(['waiting', 'told retry ERR_DISCONNECTED in 0.5']);
    await chat.host.advance(1);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });

  it('that renewNow finds closed is opened again: the call resolves, and does not retry forever', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onRenew = () => Promise.reject(new ChatSessionError('ERR_DISCONNECTED'));
    const renewed = chat.session.renewNow();
    await chat.host.advance(1);
    await renewed;
    expect(chat.calls).toEqual(['renew token-2', 'logout again', 'login alice token-3']);
  });

  it('whose close before a login is reported does not fail the login', async () => {
    const chat = new FakeChat();
    const login = pending();
    chat.onLogin = () => login.promise;
    const online = chat.session.login('alice');
    await chat.host.advance(0);
    await chat.report('ERR_DISCONNECTED');
    login.resolve();
    await online;
    expect(chat.told).toEqual(['fetching', 'logging-in', 'online', 'told online alice']);
  });
});

describe('two sessions on one connection', () => {
  function pair() {
    const first = new FakeChat();
    const fetchToken = ({ userId }: { userId: string }) => first.token(userId);
    const second = createChatSession(first.adapter, { host: first.host, fetchToken });
    return { first, second };
  }

  it('cannot both be logged in', async () => {
    const { first, second } = pair();
    await first.login();
    await expect(second.login('bob')).rejects.toMatchObject({ code: 'ERR_CONNECTION_IN_USE' });
    expect(second.state).toBe('signed-out');
    expect(first.session.state).toBe('online');
    expect(first.calls).toEqual([]);
  });

  it('take turns: the second one waits until the first has left', async () => {
    const { first, second } = pair();
    await first.login();
    const logout = pending();
    first.onLogout = (intent) => (intent === 'done' ? logout.promise : undefined);
    first.session.dispose();
    const online = second.login('bob');
    await first.host.advance(1);
    expect(first.calls).toEqual(['logout done']);
    logout.resolve();
    await first.host.advance(0);
    await online;
    expect(first.calls).toEqual(['logout done', 'logout again', 'login bob token-2']);
  });
});

describe('switching users without waiting for logout', () => {
  it('ends with the new user logged in, however long the old one takes to leave', async () => {
    const chat = new FakeChat();
    await chat.login();
    const logout = pending();
    chat.onLogout = (intent) => (intent === 'done' ? logout.promise : undefined);
    chat.session.logout();
    const online = chat.session.login('bob');
    await chat.host.advance(10);
    expect(chat.calls).toEqual(['logout done']);
    logout.resolve();
    await chat.host.advance(0);
    await online;
    expect(chat.calls.at(-1)).toBe('login bob token-2');
    await chat.host.advance(MINUTE);
    expect(chat.calls.at(-1)).toBe('login bob token-2');
  });
});

describe('an SDK that never responds', () => {
  it.each(['login', 'logout'])('%s settles within sdkTimeout', async (what) => {
    const chat = new FakeChat({ options: { sdkTimeout: 5, loginAttempts: 2 } });
    const never = () => new Promise<void>(() => {});
    if (what === 'login') chat.onLogin = never;
    else chat.onLogout = never;
    const outcome = chat.session.login('alice').then(
      () => 'online',
      (error) => `${error.code}: ${error.message}`,
    );
    await chat.host.advance(12);
    const late = 'ERR_CONNECTION: the Chat SDK could not connect: it timed out';
    expect(await outcome).toBe(what === 'login' ? late : 'online');
    let isLeft = false;
    chat.session.logout().then(() => {
      isLeft = true;
    });
    await chat.host.advance(12);
    expect({ isLeft, timers: chat.host.timerCount }).toEqual({ isLeft: true, timers: 0 });
  });

  it('does not prevent the login of another user', async () => {
    const chat = new FakeChat({ options: { sdkTimeout: 5 } });
    chat.onLogin = () => new Promise<void>(() => {});
    chat.session.login('alice');
    await chat.host.advance(1);
    chat.session.logout();
    chat.onLogin = async () => {};
    const online = chat.session.login('bob');
    await chat.host.advance(10);
    await online;
    expect(chat.session).toMatchObject({ state: 'online', userId: 'bob' });
  });
});

describe('wake-ups', () => {
  it('respect the backoff: sixty in a minute cause few requests', async () => {
    const chat = new FakeChat({ options: { loginAttempts: Number.POSITIVE_INFINITY } });
    chat.onFetch = () => Promise.reject(answer(500));
    chat.session.login('alice');
    await chat.host.advance(120);
    chat.forget();
    for (let i = 0; i < 60; i++) {
      await chat.host.wake();
      await chat.host.advance(1);
    }
    expect(chat.requests.length).toBeLessThanOrEqual(7);
  });

  it('cause no request while the token is fresh', async () => {
    const chat = new FakeChat();
    await chat.login();
    for (let i = 0; i < 60; i++) await chat.host.wake();
    expect(chat.requests).toEqual([]);
  });

  it('renew early if the wall clock has advanced, without ending the session', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.host.setWallClock(8 * 60 * MINUTE);
    await chat.host.wake();
    expect(chat.calls).toEqual(['renew token-2']);
    expect(chat.told).toEqual(['renewing', 'online', 'told renewed']);
    chat.forget();
    // The new token was fetched by the new time.
    await chat.host.wake();
    chat.host.setWallClock(-8 * 60 * MINUTE);
    await chat.host.wake();
    expect(chat.calls).toEqual([]);
  });
});

describe('the time between renewals', () => {
  it('is at least minInterval, however often the SDK warns', async () => {
    const chat = new FakeChat({ options: { minInterval: 60 } });
    await chat.login();
    for (let i = 0; i < 10 * MINUTE; i += 5) {
      await chat.report('will-expire');
      await chat.host.advance(5);
    }
    expect(chat.calls).toHaveLength(9);
  });

  it('is at least a quarter of the lifetime of a token under 40 seconds', async () => {
    const chat = new FakeChat({ expiresIn: 20 });
    await chat.login();
    await chat.host.advance(4);
    await chat.report('will-expire');
    expect(chat.calls).toEqual([]);
    await chat.host.advance(1);
    await chat.report('will-expire');
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('is the fraction of the lifetime in renewAt', async () => {
    const chat = new FakeChat({ options: { renewAt: [0.5, 0.5] } });
    await chat.login();
    await chat.host.advance(30 * MINUTE - 1);
    expect(chat.calls).toEqual([]);
    await chat.host.advance(1);
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('aborts fetchToken after fetchTimeout', async () => {
    const chat = new FakeChat({ options: { fetchTimeout: 3 } });
    chat.onFetch = () => new Promise(() => {});
    chat.session.login('alice');
    await chat.host.advance(3);
    expect(chat.told.at(-1)).toBe('told retry ERR_FETCH in 0.5');
    expect(chat.requests[0]?.signal.aborted).toBe(true);
  });
});

describe('the expiry of a token', () => {
  it('is that of the token if the privilege would last longer', async () => {
    const chat = new FakeChat();
    const services = [{ service: 'chat', userId: 'alice', privileges: { user: 3600 } }] as const;
    chat.onFetch = () => buildToken({ ...credentials, expiresIn: 600, services });
    await chat.login();
    expect(chat.session.expiresIn).toBe(600);
  });

  it('after 10 to 20 seconds is not reported as a wrong clock', async () => {
    const chat = new FakeChat({ canRenew: false, expiresIn: 15 });
    await chat.login();
    await chat.host.advance(10 * MINUTE);
    expect(chat.session.state).toBe('online');
    for (let i = 0; i < 5; i++) {
      await chat.host.advance(11);
      await chat.report('ERR_TOKEN_EXPIRED');
      await chat.host.advance(1);
    }
    expect(chat.session.state).toBe('online');
  });

  it('resets the attempts and the backoff after a recovery', async () => {
    const chat = new FakeChat();
    await chat.login();
    for (const round of [1, 2]) {
      chat.forget();
      chat.onFetch = ({ attempt }) => (attempt < 4 ? Promise.reject(answer(503)) : chat.token('alice'));
      await chat.host.advance(55 * MINUTE);
      expect(
        chat.requests.map(({ attempt }) => attempt),
        `round ${round}`,
      ).toEqual([1, 2, 3, 4]);
      const retries = chat.told.filter((line) => line.startsWith('told retry'));
      expect(retries).toEqual([0.5, 1, 2].map((seconds) => `told retry ERR_FETCH in ${seconds}`));
    }
  });
});

describe('getToken and expiresIn', () => {
  it('return the current token and its remaining seconds', async () => {
    const chat = new FakeChat();
    expect([chat.session.getToken(), chat.session.expiresIn]).toEqual([undefined, undefined]);
    await chat.login();
    await chat.host.advance(100);
    expect(chat.name(chat.session.getToken() as string)).toBe('token-1');
    expect(chat.session.expiresIn).toBe(3500);
    chat.onFetch = () => new Promise(() => {});
    chat.host.sleep(3500);
    expect([chat.session.getToken(), chat.session.expiresIn]).toEqual([undefined, undefined]);
    await chat.session.logout();
  });
});

describe('a token given to login', () => {
  it('is used instead of a request', async () => {
    const chat = new FakeChat();
    chat.host.setWallClock(1_700_000_600 - chat.host.wall() / 1000);
    const online = chat.session.login('alice', { token: chat.token('alice') });
    await chat.host.advance(0);
    await online;
    expect(chat.requests).toEqual([]);
    expect(chat.calls).toEqual(['logout again', 'login alice token-1']);
    expect(chat.session.expiresIn).toBe(3000);
  });

  it('is not used if it has expired', async () => {
    const chat = new FakeChat();
    chat.host.setWallClock(1_700_003_600 - chat.host.wall() / 1000);
    const online = chat.session.login('alice', { token: chat.token('alice') });
    await chat.host.advance(0);
    await online;
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });

  it('is refused if it is for another user or not a token', async () => {
    const chat = new FakeChat();
    const login = (token: string) => chat.session.login('alice', { token });
    await expect(login(chat.token('bob'))).rejects.toMatchObject({ code: 'ERR_WRONG_USER' });
    await expect(login('007')).rejects.toMatchObject({ code: 'ERR_TOKEN' });
    expect(chat.session.state).toBe('signed-out');
  });
});

it('events of an adapter are ignored after the session is over', async () => {
  let report: Parameters<ChatAdapter['listen']>[0] = () => {};
  const chat = new FakeChat();
  const adapter: ChatAdapter = {
    ...chat.adapter,
    listen(listener) {
      report = listener;
      return () => {};
    },
  };
  const session = createChatSession(adapter, { host: chat.host, fetchToken: () => chat.token('alice') });
  const failed: string[] = [];
  session.on('failed', ({ error }) => failed.push(error.code));
  const online = session.login('alice');
  await chat.host.advance(0);
  await online;
  report(new ChatSessionError('ERR_KICKED'));
  report(new ChatSessionError('ERR_KICKED'));
  report('will-expire');
  report('connected');
  await settled();
  expect({ failed, state: session.state }).toEqual({ failed: ['ERR_KICKED'], state: 'failed' });
});
