/** The guarantees of a session, on a simulated clock. */
import { describe, expect, it } from 'vitest';
import { ChatSessionError } from '../../../src/client/index.ts';
import { buildChatAppToken, buildToken } from '../../../src/index.ts';
import { appCertificate, appId, credentials } from '../../support/credentials.ts';
import { answer, FakeChat, pending } from '../../support/fake-chat.ts';
import { settled } from '../../support/fake-host.ts';

const MINUTE = 60;

describe('a session', () => {
  it('fetches a token, logs in with it and emits online', async () => {
    const chat = new FakeChat();
    expect(chat.session).toMatchObject({ state: 'signed-out', userId: undefined });
    const online = chat.session.login('alice');
    expect(chat.session).toMatchObject({ state: 'fetching', userId: 'alice' });
    await chat.host.advance(0);
    await online;
    expect(chat.session).toMatchObject({ state: 'online', userId: 'alice' });
    expect(chat.requests.map(({ signal, ...rest }) => rest)).toEqual([
      { userId: 'alice', reason: 'login', attempt: 1 },
    ]);
    expect(chat.calls).toEqual(['logout again', 'login alice token-1']);
    expect(chat.told).toEqual(['fetching', 'logging-in', 'online', 'told online alice']);
  });

  it('waits for a macrotask between closing the connection and logging in', async () => {
    const chat = new FakeChat();
    chat.session.login('alice');
    await settled();
    expect(chat.calls).toEqual(['logout again']);
    await chat.host.advance(0);
    expect(chat.calls).toEqual(['logout again', 'login alice token-1']);
  });

  it('renews at a random time between 70 and 80 % of the token’s lifetime', async () => {
    for (const [chance, percent] of [
      [0, 70],
      [0.5, 75],
      [0.999, 80],
    ] as const) {
      const chat = new FakeChat();
      chat.host.chance = chance;
      await chat.login();
      await chat.host.advance((3600 * (percent - 1)) / 100);
      expect(chat.calls).toEqual([]);
      await chat.host.advance(36);
      expect(chat.requests).toMatchObject([{ userId: 'alice', reason: 'renewal', attempt: 1 }]);
      expect(chat.calls).toEqual(['renew token-2']);
      expect(chat.told).toEqual(['renewing', 'online', 'told renewed']);
    }
  });

  it('keeps renewing for days', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.host.advance(48 * 60 * MINUTE);
    expect(new Set(chat.calls.map((call) => call.split(' ')[0]))).toEqual(new Set(['renew']));
    expect(chat.calls.length).toBe(64);
    expect(chat.session.state).toBe('online');
  });

  it('uses the shorter lifetime of token and privilege', async () => {
    const chat = new FakeChat();
    chat.onFetch = () =>
      buildToken({
        ...credentials,
        expiresIn: 3600,
        services: [{ service: 'chat', userId: 'alice', privileges: { user: 600 } }],
      });
    const told: number[] = [];
    chat.session.on('online', ({ expiresIn }) => told.push(expiresIn));
    await chat.login();
    expect(told).toEqual([600]);
  });

  it('counts a token’s lifetime from the request', async () => {
    const chat = new FakeChat();
    const fetch = pending<string>();
    chat.onFetch = () => fetch.promise;
    const told: number[] = [];
    chat.session.on('online', ({ expiresIn }) => told.push(expiresIn));
    chat.session.login('alice');
    await chat.host.advance(15);
    fetch.resolve(chat.token('alice'));
    await chat.host.advance(0);
    expect(told).toEqual([3585]);
  });

  it('waits for a token whose lifetime is longer than any timer', async () => {
    const chat = new FakeChat();
    chat.onFetch = () =>
      buildToken({
        ...credentials,
        expiresIn: 0xffff_ffff,
        services: [{ service: 'chat', userId: 'alice', privileges: { user: 0 } }],
      });
    await chat.login();
    await chat.host.advance(100 * 24 * 60 * MINUTE);
    expect(chat.requests).toEqual([]);
    expect(chat.host.timerCount).toBe(1);
  });
});

describe('1. one fetch at a time', () => {
  it('every trigger shares it', async () => {
    const chat = new FakeChat();
    await chat.login();
    const fetch = pending<string>();
    chat.onFetch = () => fetch.promise;
    await chat.host.advance(30 * MINUTE);
    await chat.report('will-expire');
    await chat.report('will-expire');
    const renewed = [chat.session.renewNow(), chat.session.renewNow()];
    await chat.host.wake();
    fetch.resolve(chat.token('alice'));
    await Promise.all(renewed);
    expect(chat.requests).toHaveLength(1);
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('a warning right after a renewal causes no request', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.host.advance(30 * MINUTE);
    await chat.report('will-expire');
    await chat.report('will-expire');
    await chat.host.advance(9);
    await chat.report('will-expire');
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('logins of one user share it, and another user is rejected until the logout', async () => {
    const chat = new FakeChat();
    const first = chat.session.login('alice');
    const second = chat.session.login('alice');
    await expect(chat.session.login('bob')).rejects.toMatchObject({
      code: 'ERR_ALREADY_LOGGED_IN',
      message: 'another user is logged in: call logout() first',
    });
    await chat.host.advance(0);
    await Promise.all([first, second, chat.session.login('alice')]);
    expect(chat.calls).toEqual(['logout again', 'login alice token-1']);
  });
});

describe('2. the current token', () => {
  it('is never used for a renewal: that is an error, and the session tries again', async () => {
    const chat = new FakeChat();
    const token = chat.token('alice');
    chat.onFetch = () => token;
    await chat.login();
    await chat.host.advance(45 * MINUTE);
    expect(chat.told).toEqual(['renewing', 'retrying', 'told retry ERR_STALE_TOKEN in 0.5']);
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(1);
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('is never used for a login after it has expired', async () => {
    const chat = new FakeChat();
    const token = chat.token('alice');
    chat.onFetch = () => token;
    await chat.login();
    await chat.host.advance(60 * MINUTE);
    await chat.host.advance(60 * MINUTE);
    expect(chat.calls).toEqual([]);
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(MINUTE);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
    expect(chat.requests.at(-1)).toMatchObject({ reason: 'expired' });
  });
});

describe('3. the user in the token', () => {
  const failure = async (token: unknown) => {
    const chat = new FakeChat();
    chat.onFetch = () => token as string;
    const online = chat.session.login('alice');
    await chat.host.advance(0);
    await expect(online).rejects.toBeInstanceOf(ChatSessionError);
    expect(chat.session.state).toBe('failed');
    expect(chat.calls).not.toContain('login alice a token of nobody');
    return chat.told.at(-1);
  };

  it('must be the user who logs in', async () => {
    expect(await failure(new FakeChat().token('bob'))).toBe('told failed ERR_WRONG_USER');
  });

  it('may be a UUID, as in tokens of the Console, and letter case does not matter', async () => {
    const uuid = '3c1d5a40-7b52-11ef-9d61-1f3e4a5b6c7d';
    for (const [named, userId] of [
      [uuid, 'alice'],
      [uuid.toUpperCase(), 'alice'],
      ['Alice', 'alice'],
      ['alice', 'ALICE'],
    ] as const) {
      const chat = new FakeChat();
      const services = [{ service: 'chat', userId: named, privileges: { user: 600 } }] as const;
      chat.onFetch = () => buildToken({ ...credentials, expiresIn: 600, services });
      await chat.login(userId);
      expect(chat.session).toMatchObject({ state: 'online', userId });
    }
  });

  it('is another user if it only resembles a UUID', async () => {
    for (const named of ['3c1d5a40-7b52-11ef-9d61-1f3e4a5b6c7', '3c1d5a407b5211ef9d611f3e4a5b6c7d', 'alice2', 'lice']) {
      const services = [{ service: 'chat', userId: named, privileges: { user: 600 } }] as const;
      expect(await failure(buildToken({ ...credentials, expiresIn: 600, services }))).toBe(
        'told failed ERR_WRONG_USER',
      );
    }
  });

  it('may be in any of several grants', async () => {
    const chat = new FakeChat();
    chat.onFetch = () =>
      buildToken({
        ...credentials,
        expiresIn: 3600,
        services: [
          { service: 'chat', userId: 'bob', privileges: { user: 60 } },
          { service: 'chat', userId: 'alice', privileges: { user: 600 } },
        ],
      });
    await chat.login();
    expect(chat.session.expiresIn).toBe(600);
  });

  it('is missing in an app token, which is refused', async () => {
    expect(await failure(buildChatAppToken({ appId, appCertificate, expiresIn: 60 }))).toBe('told failed ERR_TOKEN');
  });

  it('cannot be read from a string that is not a token', async () => {
    for (const token of ['', '007', '{"token":""}', undefined, null, 7, {}]) {
      expect(await failure(token)).toBe('told failed ERR_TOKEN');
    }
  });

  it('must have a Chat grant with the privilege user', async () => {
    const grant = (services: Parameters<typeof buildToken>[0]['services']) =>
      buildToken({ ...credentials, expiresIn: 600, services });
    expect(await failure(grant([{ service: 'rtm', userId: 'alice', privileges: { login: 600 } }]))).toBe(
      'told failed ERR_TOKEN',
    );
    expect(await failure(grant([{ service: 'chat', userId: 'alice', privileges: { app: 600 } }]))).toBe(
      'told failed ERR_TOKEN',
    );
  });

  it('does not end a session whose current token is valid', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => chat.token('bob');
    await chat.host.advance(50 * MINUTE);
    expect(chat.session.state).toBe('retrying');
    await chat.host.advance(10 * MINUTE + 60);
    expect(chat.told.at(-1)).toBe('told failed ERR_WRONG_USER');
  });
});

describe('4. warnings of the SDK, and wake-ups', () => {
  it('an early warning causes a renewal', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.host.advance(30 * MINUTE);
    await chat.report('will-expire');
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('after sleep the token is renewed at once, or replaced by a new login if it has expired', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.host.sleep(50 * MINUTE);
    await chat.host.wake();
    expect(chat.calls).toEqual(['renew token-2']);
    chat.forget();
    chat.host.sleep(8 * 60 * MINUTE);
    await chat.host.wake();
    await chat.host.advance(0);
    expect(chat.requests).toMatchObject([{ reason: 'expired', attempt: 1 }]);
    expect(chat.calls).toEqual(['logout again', 'login alice token-3']);
  });

  it('a device that wakes does not wait for the next attempt, unless the server asked for it', async () => {
    const chat = new FakeChat({ options: { loginAttempts: Number.POSITIVE_INFINITY } });
    chat.onFetch = () => Promise.reject(new TypeError('network'));
    chat.session.login('alice');
    await chat.host.advance(30);
    const tries = chat.requests.length;
    await chat.host.wake();
    expect(chat.requests).toHaveLength(tries + 1);
    chat.onFetch = () => Promise.reject(answer(503, 30));
    await chat.host.wake();
    chat.onFetch = () => chat.token('alice');
    await chat.host.wake();
    await chat.host.advance(29);
    expect(chat.requests).toHaveLength(tries + 2);
    await chat.host.advance(61);
    expect(chat.session.state).toBe('online');
  });
});

describe('5. after the token has expired', () => {
  it('a new login replaces the renewal', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.host.advance(20 * MINUTE);
    await chat.report('ERR_TOKEN_EXPIRED');
    await chat.host.advance(0);
    expect(chat.requests).toMatchObject([{ reason: 'expired', attempt: 1 }]);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
    expect(chat.told).toEqual(['fetching', 'logging-in', 'online', 'told online alice']);
  });

  it('the login uses the token that is being fetched for the renewal', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.host.advance(30 * MINUTE);
    const fetch = pending<string>();
    chat.onFetch = () => fetch.promise;
    await chat.report('will-expire');
    await chat.report('ERR_TOKEN_EXPIRED');
    expect(chat.session.state).toBe('fetching');
    fetch.resolve(chat.token('alice'));
    await chat.host.advance(0);
    expect(chat.requests).toHaveLength(1);
    expect(chat.requests[0]?.signal.aborted).toBe(true);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });

  it('a renewal with a late response is not reported, and its connection is closed before the login', async () => {
    const chat = new FakeChat();
    await chat.login();
    const renewal = pending();
    chat.onRenew = () => renewal.promise;
    await chat.host.advance(45 * MINUTE);
    expect(chat.calls).toEqual(['renew token-2']);
    await chat.report('ERR_TOKEN_EXPIRED');
    await chat.host.advance(5);
    // The SDK is still busy.
    expect(chat.session.state).toBe('logging-in');
    expect(chat.calls).toEqual(['renew token-2']);
    renewal.resolve();
    await chat.host.advance(0);
    expect(chat.calls).toEqual(['renew token-2', 'logout again', 'login alice token-3']);
    expect(chat.told).not.toContain('told renewed');
  });

  it('a renewal is not reported at the exact moment of expiry either', async () => {
    const chat = new FakeChat();
    await chat.login();
    const renewal = pending();
    chat.onRenew = () => renewal.promise;
    await chat.host.advance(45 * MINUTE);
    chat.host.sleep(15 * MINUTE);
    renewal.resolve();
    await chat.host.advance(0);
    expect(chat.told).not.toContain('told renewed');
    expect(chat.calls).toEqual(['renew token-2', 'logout again', 'login alice token-3']);
  });

  it('an SDK that cannot renew gets a token that was fetched before, so that only the login interrupts Chat', async () => {
    const chat = new FakeChat({ canRenew: false });
    await chat.login();
    await chat.report('will-expire');
    expect(chat.requests).toEqual([]);
    await chat.host.advance(60 * MINUTE - 1);
    expect(chat.requests).toMatchObject([{ reason: 'renewal', attempt: 1 }]);
    expect(chat.calls).toEqual([]);
    expect(chat.told).toEqual(['renewing', 'online']);
    chat.onFetch = () => Promise.reject(new Error('nothing is fetched in the gap'));
    await chat.host.advance(1);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
    expect(chat.told.slice(2)).toEqual(['logging-in', 'online', 'told online alice']);
    // Its lifetime counts from the request.
    expect(chat.session.expiresIn).toBe(45 * MINUTE);
  });

  it('and keeps trying to fetch it while the old token is valid', async () => {
    const chat = new FakeChat({ canRenew: false });
    await chat.login();
    chat.onFetch = () => Promise.reject(answer(503));
    await chat.host.advance(50 * MINUTE);
    expect(chat.session.state).toBe('retrying');
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(2 * MINUTE);
    expect(chat.session.state).toBe('online');
    await chat.host.advance(8 * MINUTE);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });
});

describe('6. a token server that fails', () => {
  it('is retried with full jitter, after twice the time each time, up to a minute', async () => {
    const chat = new FakeChat({ options: { loginAttempts: Number.POSITIVE_INFINITY } });
    chat.host.chance = 0.999_999;
    chat.onFetch = () => Promise.reject(new TypeError('fetch failed'));
    chat.session.login('alice');
    await chat.host.advance(300);
    const delays = chat.told.flatMap((line) => / in (.*)/.exec(line)?.[1] ?? []).map((delay) => Math.round(+delay));
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
    expect(chat.requests.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('may ask to wait, with 408, 425, 429 and 5xx', async () => {
    for (const status of [408, 425, 429, 500, 503, 599]) {
      const chat = new FakeChat();
      chat.onFetch = () => Promise.reject(answer(status, 7));
      chat.session.login('alice');
      await chat.host.advance(0);
      expect(chat.told.slice(1)).toEqual(['waiting', 'told retry ERR_FETCH in 7.5']);
    }
  });

  it('may ask to wait an hour at most, and not a negative time', async () => {
    const delayAfter = async (retryAfter: unknown) => {
      const chat = new FakeChat();
      chat.onFetch = () => Promise.reject(answer(503, retryAfter as number));
      chat.session.login('alice');
      await chat.host.advance(0);
      return chat.told.at(-1);
    };
    expect(await delayAfter(1e9)).toBe('told retry ERR_FETCH in 3600.5');
    for (const nonsense of [0, -1, Number.NaN, 'soon']) {
      expect(await delayAfter(nonsense)).toBe('told retry ERR_FETCH in 0.5');
    }
  });

  it('has not responded if the status is 0, as in XMLHttpRequest, or not a status', async () => {
    for (const status of [0, null, undefined, 'offline', false]) {
      const chat = new FakeChat();
      chat.onFetch = () => Promise.reject({ status });
      chat.session.login('alice');
      await chat.host.advance(0);
      expect(chat.told.slice(1)).toEqual(['waiting', 'told retry ERR_FETCH in 0.5']);
    }
  });

  it('ends the session with 401 and 403, even if its token is still valid', async () => {
    for (const status of [401, 403]) {
      const chat = new FakeChat();
      await chat.login();
      chat.onFetch = () => Promise.reject(answer(status));
      await chat.host.advance(45 * MINUTE);
      expect(chat.told).toEqual(['renewing', 'failed', 'told failed ERR_SIGN_IN']);
      expect(chat.calls).toEqual(['logout done']);
      expect({ timers: chat.host.timerCount, listeners: chat.listenerCount }).toEqual({ timers: 0, listeners: 0 });
    }
  });

  it('ends a login with any other 4xx, but not a session whose token is still valid', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => Promise.reject(answer(404));
    await chat.host.advance(59 * MINUTE);
    expect(chat.session.state).toBe('retrying');
    await chat.host.advance(2 * MINUTE);
    expect(chat.told.at(-1)).toBe('told failed ERR_TOKEN_REQUEST');
  });

  it('is given up after 20 seconds without a response', async () => {
    const chat = new FakeChat();
    chat.onFetch = () => new Promise(() => {});
    chat.session.login('alice');
    await chat.host.advance(19.9);
    expect(chat.requests[0]?.signal.aborted).toBe(false);
    await chat.host.advance(0.1);
    expect(chat.requests[0]?.signal.aborted).toBe(true);
    expect(chat.told).toEqual(['fetching', 'waiting', 'told retry ERR_FETCH in 0.5']);
  });

  it('and recovers before the token expires: the token is renewed', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => Promise.reject(new TypeError('fetch failed'));
    await chat.host.advance(55 * MINUTE);
    expect(chat.session.state).toBe('retrying');
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(MINUTE);
    expect(chat.calls).toEqual(['renew token-2']);
    expect(chat.session.state).toBe('online');
  });

  it('and recovers after the token has expired: a new login', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => Promise.reject(new TypeError('fetch failed'));
    await chat.host.advance(70 * MINUTE);
    expect(chat.session.state).toBe('waiting');
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(MINUTE);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });

  it('the code of a ChatSessionError that fetchToken throws is kept', async () => {
    const chat = new FakeChat();
    chat.onFetch = () => {
      throw new ChatSessionError('ERR_SIGN_IN');
    };
    chat.session.login('alice');
    await chat.host.advance(0);
    expect(chat.told.at(-1)).toBe('told failed ERR_SIGN_IN');
  });
});

describe('a Chat SDK that fails', () => {
  it('a login that fails is tried again with a new token', async () => {
    const chat = new FakeChat();
    chat.onLogin = () => Promise.reject({ type: 1 });
    const online = chat.session.login('alice');
    await chat.host.advance(0);
    expect(chat.told.at(-1)).toBe('told retry ERR_CONNECTION in 0.5');
    chat.onLogin = async () => {};
    await chat.host.advance(1);
    await online;
    expect(chat.calls).toEqual(['logout again', 'login alice token-1', 'logout again', 'login alice token-2']);
  });

  it('a renewal that fails is tried again with a new token', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onRenew = () => Promise.reject({ status: false });
    await chat.host.advance(45 * MINUTE);
    chat.onRenew = async () => {};
    await chat.host.advance(1);
    expect(chat.calls).toEqual(['renew token-2', 'renew token-3']);
    expect(chat.told).toEqual([
      'renewing',
      'retrying',
      'told retry ERR_CONNECTION in 0.5',
      'renewing',
      'online',
      'told renewed',
    ]);
  });

  it('is given up after 90 seconds without a response', async () => {
    const chat = new FakeChat();
    chat.onLogin = () => new Promise(() => {});
    chat.session.login('alice');
    await chat.host.advance(90);
    expect(chat.told.slice(2)).toEqual(['waiting', 'told retry ERR_CONNECTION in 0.5']);
    chat.onLogin = async () => {};
    await chat.host.advance(1);
    expect(chat.session.state).toBe('online');
  });

  it('that has lost the connection for good is logged in again', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.host.advance(MINUTE);
    await chat.report('ERR_CONNECTION');
    expect(chat.told).toEqual(['waiting', 'told retry ERR_CONNECTION in 0.5']);
    await chat.host.advance(1);
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });
});

describe('7. tokens that end within seconds of login', () => {
  it('end the session after three in a row: a clock is wrong', async () => {
    const chat = new FakeChat();
    chat.session.login('alice');
    for (let i = 0; i < 3; i++) {
      await chat.host.advance(5);
      expect(chat.session.state).toBe('online');
      await chat.report('will-expire');
      await chat.report('ERR_TOKEN_EXPIRED');
    }
    expect(chat.told.at(-1)).toBe('told failed ERR_CLOCK');
    expect(chat.requests).toHaveLength(3);
    await chat.host.advance(60 * MINUTE);
    expect(chat.requests).toHaveLength(3);
  });

  it('and so do three logins that are refused as expired', async () => {
    const chat = new FakeChat();
    chat.onLogin = () => Promise.reject(new ChatSessionError('ERR_TOKEN_EXPIRED'));
    chat.session.login('alice');
    await chat.host.advance(30);
    expect(chat.told.at(-1)).toBe('told failed ERR_CLOCK');
    expect(chat.requests).toHaveLength(3);
  });

  it('and three that are refused as tokens of another app', async () => {
    const chat = new FakeChat();
    chat.onLogin = () => Promise.reject(new ChatSessionError('ERR_TOKEN_REFUSED'));
    chat.session.login('alice');
    await chat.host.advance(30);
    expect(chat.told.at(-1)).toBe('told failed ERR_TOKEN_REFUSED');
    expect(chat.requests).toHaveLength(3);
  });

  it('and tokens with a lifetime of 0', async () => {
    const chat = new FakeChat();
    chat.onFetch = () =>
      buildToken({
        ...credentials,
        expiresIn: 0,
        salt: chat.requests.length,
        services: [{ service: 'chat', userId: 'alice', privileges: { user: 0 } }],
      });
    chat.session.login('alice');
    await chat.host.advance(60);
    expect(chat.told.at(-1)).toBe('told failed ERR_CLOCK');
    expect(chat.requests).toHaveLength(3);
  });

  it('are not counted any more once a token has lasted', async () => {
    const chat = new FakeChat();
    await chat.login();
    for (let round = 0; round < 5; round++) {
      await chat.report('ERR_TOKEN_EXPIRED');
      await chat.host.advance(5);
      await chat.report('ERR_TOKEN_EXPIRED');
      await chat.host.advance(5);
      await chat.host.advance(60 * MINUTE);
    }
    expect(chat.session.state).toBe('online');
  });
});

describe('8. the end of a session', () => {
  it('comes with a kick, an unknown user or a ban, whatever the session is doing', async () => {
    for (const code of ['ERR_KICKED', 'ERR_NO_SUCH_USER', 'ERR_FORBIDDEN'] as const) {
      const chat = new FakeChat();
      await chat.login();
      await chat.host.advance(30 * MINUTE);
      const fetch = pending<string>();
      chat.onFetch = () => fetch.promise;
      const renewed = chat.session.renewNow();
      await chat.report(code);
      await expect(renewed).rejects.toMatchObject({ code });
      expect(chat.told).toEqual(['renewing', 'failed', `told failed ${code}`]);
      expect(chat.requests[0]?.signal.aborted).toBe(true);
      fetch.resolve(chat.token('alice'));
      await chat.host.advance(60 * MINUTE);
      expect(chat.calls).toEqual(['logout done']);
      expect({ timers: chat.host.timerCount, listeners: chat.listenerCount }).toEqual({ timers: 0, listeners: 0 });
    }
  });

  it('may be followed by a new login', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.session.on('failed', () => chat.session.login('bob'));
    await chat.report('ERR_KICKED');
    await chat.host.advance(0);
    expect(chat.session).toMatchObject({ state: 'online', userId: 'bob' });
  });

  it('comes with logout, which leaves nothing behind', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.session.logout();
    await settled();
    expect(chat.session).toMatchObject({ state: 'signed-out', userId: undefined });
    expect(chat.calls).toEqual(['logout done']);
    expect({ timers: chat.host.timerCount, listeners: chat.listenerCount }).toEqual({ timers: 0, listeners: 0 });
    await chat.login('bob');
    expect(chat.session.userId).toBe('bob');
  });

  it('comes at once with dispose, and for good', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.session.dispose();
    expect(chat.calls).toEqual(['logout done']);
    await settled();
    expect({ timers: chat.host.timerCount, listeners: chat.listenerCount }).toEqual({ timers: 0, listeners: 0 });
    expect(chat.told).toEqual([]);
    await expect(chat.session.login('alice')).rejects.toMatchObject({ code: 'ERR_LOGGED_OUT' });
    await expect(chat.session.renewNow()).rejects.toMatchObject({ code: 'ERR_LOGGED_OUT' });
    await chat.session.logout();
    expect(chat.session.state).toBe('disposed');
  });

  it('stops a login at any point of it', async () => {
    for (const leave of ['logout', 'dispose'] as const) {
      for (const ticks of [0, 1, 2, 3, 4, 5, 6, 8, 10]) {
        const chat = new FakeChat();
        const online = chat.session.login('alice');
        for (let i = 0; i < ticks; i++) await Promise.resolve();
        chat.session[leave]();
        await expect(online).rejects.toMatchObject({ code: 'ERR_LOGGED_OUT' });
        await settled();
        expect(chat.host.timerCount).toBe(0);
        await chat.host.advance(60 * MINUTE);
        expect(chat.calls.filter((call) => call.startsWith('login'))).toEqual([]);
        expect(chat.host.timerCount).toBe(0);
      }
    }
  });

  it('closes the connection again after a pending login', async () => {
    const chat = new FakeChat();
    const login = pending();
    chat.onLogin = () => login.promise;
    chat.session.login('alice');
    await chat.host.advance(0);
    let isLeft = false;
    const left = chat.session.logout().then(() => {
      isLeft = true;
    });
    await settled();
    expect(chat.calls).toEqual(['logout again', 'login alice token-1', 'logout done']);
    expect(isLeft).toBe(false);
    login.resolve();
    await left;
    expect(chat.calls).toEqual(['logout again', 'login alice token-1', 'logout done', 'logout done']);
    expect(chat.session.state).toBe('signed-out');
  });

  it('delays a new login until the SDK is idle', async () => {
    const chat = new FakeChat();
    const login = pending();
    chat.onLogin = () => login.promise;
    chat.session.login('alice');
    await chat.host.advance(0);
    chat.session.logout();
    chat.onLogin = async () => {};
    const online = chat.session.login('bob');
    await chat.host.advance(1);
    expect(chat.calls).not.toContain('login bob token-2');
    login.reject({ type: 28 });
    await chat.host.advance(0);
    await online;
    expect(chat.calls.slice(2)).toEqual(['logout done', 'logout done', 'logout again', 'login bob token-2']);
  });
});

describe('renewNow', () => {
  it('gets a new token at once', async () => {
    const chat = new FakeChat();
    await chat.login();
    await chat.session.renewNow();
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('logs in again if the SDK cannot renew', async () => {
    const chat = new FakeChat({ canRenew: false });
    await chat.login();
    const renewed = chat.session.renewNow();
    await chat.host.advance(0);
    await renewed;
    expect(chat.calls).toEqual(['logout again', 'login alice token-2']);
  });

  it('does not wait for the next attempt', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => Promise.reject(new TypeError('fetch failed'));
    await chat.host.advance(50 * MINUTE);
    chat.onFetch = () => chat.token('alice');
    await chat.session.renewNow();
    expect(chat.calls).toEqual(['renew token-2']);
  });

  it('rejects if nobody is logged in', async () => {
    await expect(new FakeChat().session.renewNow()).rejects.toMatchObject({ code: 'ERR_LOGGED_OUT' });
  });
});

describe('listeners', () => {
  it('may end the session', async () => {
    const chat = new FakeChat();
    chat.session.on('state', (state) => {
      if (state === 'logging-in') chat.session.logout();
    });
    const online = chat.session.login('alice');
    await chat.host.advance(60);
    await expect(online).rejects.toMatchObject({ code: 'ERR_LOGGED_OUT' });
    expect(chat.session.state).toBe('signed-out');
    expect(chat.calls.filter((call) => call.startsWith('login'))).toEqual([]);
  });

  it('are not called after they have unsubscribed', async () => {
    const chat = new FakeChat();
    const heard: string[] = [];
    const stop = chat.session.on('state', (state) => {
      heard.push(state);
      stop();
    });
    await chat.login();
    expect(heard).toEqual(['fetching']);
  });
});
