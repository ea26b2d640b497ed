/** The mistakes of the first hour of an integration are reported, and soon. */
import { describe, expect, it } from 'vitest';
import { ChatSessionError, createChatSession, tokenEndpoint } from '../../../src/client/index.ts';
import { TokenError } from '../../../src/index.ts';
import { answer, FakeChat, pending } from '../../support/fake-chat.ts';

const MINUTE = 60;

/** Logs in for the first time, for five minutes, and returns what `login` rejects with. */
async function failure(chat: FakeChat): Promise<ChatSessionError> {
  const online = chat.session.login('alice');
  await chat.host.advance(5 * MINUTE);
  const error = await online.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ChatSessionError);
  return error as ChatSessionError;
}

describe('a bug in fetchToken', () => {
  it.each([
    ['a property of undefined', () => (undefined as unknown as { jwt: string }).jwt, 'TypeError'],
    ['an unknown name', () => new Function('return nowhere')(), 'ReferenceError'],
    ['HTML parsed as JSON', () => JSON.parse('<html>'), 'SyntaxError'],
    ['an invalid URL', () => new URL('/token').href, 'TypeError'],
  ])('ends the first login at once: %s', async (_, fetchToken, name) => {
    const chat = new FakeChat();
    chat.onFetch = fetchToken;
    const error = await failure(chat);
    expect(error).toMatchObject({ code: 'ERR_FETCH_TOKEN', message: `fetchToken failed: it threw a ${name}` });
    expect((error.cause as Error).name).toBe(name);
    expect(chat.requests).toHaveLength(1);
  });

  it('does not end a session that has been online', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => (undefined as unknown as { jwt: string }).jwt;
    await chat.host.advance(70 * MINUTE);
    expect(chat.session.state).toBe('waiting');
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(MINUTE);
    expect(chat.session.state).toBe('online');
  });
});

describe('a network error', () => {
  it.each([
    'Failed to fetch',
    'fetch failed',
    'Load failed',
    'NetworkError when attempting to fetch resource.',
    'Network request failed',
    'The Internet connection appears to be offline.',
    'terminated',
  ])('is no bug: TypeError "%s"', async (message) => {
    const chat = new FakeChat();
    chat.onFetch = () => Promise.reject(new TypeError(message));
    expect((await failure(chat)).code).toBe('ERR_FETCH');
    expect(chat.requests).toHaveLength(4);
  });

  it('ends the first login after loginAttempts, with the last error as the cause', async () => {
    const chat = new FakeChat({ options: { loginAttempts: 2 } });
    const last = new Error('offline');
    chat.onFetch = () => Promise.reject(last);
    expect((await failure(chat)).cause).toBe(last);
    expect(chat.told).toEqual([
      'fetching',
      'waiting',
      'told retry ERR_FETCH in 0.5',
      'fetching',
      'failed',
      'told failed ERR_FETCH',
    ]);
    expect(chat.calls).toEqual(['logout done']);
    expect({ timers: chat.host.timerCount, listeners: chat.listenerCount }).toEqual({ timers: 0, listeners: 0 });
  });

  it('does not end a login with loginAttempts: Infinity', async () => {
    const chat = new FakeChat({ options: { loginAttempts: Number.POSITIVE_INFINITY } });
    chat.onFetch = () => Promise.reject(new Error('offline'));
    const online = chat.session.login('alice');
    await chat.host.advance(60 * MINUTE);
    chat.onFetch = () => chat.token('alice');
    await chat.host.advance(MINUTE);
    await online;
  });

  it('does not end a session that has been online, however long it takes', async () => {
    const chat = new FakeChat();
    await chat.login();
    chat.onFetch = () => Promise.reject(new Error('offline'));
    await chat.host.advance(48 * 60 * MINUTE);
    expect(chat.session.state).toBe('waiting');
  });
});

describe('a token server that refuses', () => {
  it.each([
    ['a status', answer(404), 'the token server refused the request: status 404'],
    ['the status of axios', { response: { status: 404 } }, 'the token server refused the request: status 404'],
  ])('ends the first login with what is known: %s', async (_, thrown, message) => {
    const chat = new FakeChat();
    chat.onFetch = () => Promise.reject(thrown);
    expect(await failure(chat)).toMatchObject({ code: 'ERR_TOKEN_REQUEST', message, cause: thrown });
  });

  it('is named by its address', async () => {
    const chat = new FakeChat();
    const fetch = async () => new Response('', { status: 404 });
    chat.onFetch = tokenEndpoint('https://me:pw@host/token?jwt=secret', { fetch });
    expect((await failure(chat)).message).toBe(
      'the token server refused the request: https://host/token answered 404 without a token',
    );
  });

  it('is named by its address if it does not respond, with what to check', async () => {
    const chat = new FakeChat();
    chat.onFetch = tokenEndpoint('https://wrong.example', { fetch: () => Promise.reject(new TypeError('any reason')) });
    expect((await failure(chat)).message).toBe(
      'no answer from the token server: https://wrong.example/generate-user-token could not be reached; check the ' +
        'address and, in a browser, that the server allows this origin (CORS)',
    );
  });
});

describe('an AbortSignal', () => {
  it('ends a login as logout does, and rejects with its reason', async () => {
    const chat = new FakeChat();
    const fetch = pending<string>();
    chat.onFetch = () => fetch.promise;
    const controller = new AbortController();
    const online = chat.session.login('alice', { signal: controller.signal });
    const joined = chat.session.login('alice');
    controller.abort(new Error('the user went back'));
    await expect(online).rejects.toThrow('the user went back');
    await expect(joined).rejects.toMatchObject({ code: 'ERR_LOGGED_OUT' });
    expect(chat.session.state).toBe('signed-out');
    expect(chat.requests[0]?.signal.aborted).toBe(true);
  });

  it('that has already aborted prevents the login', async () => {
    const chat = new FakeChat();
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(chat.session.login('alice', { signal })).rejects.toThrow('too late');
    expect({ state: chat.session.state, calls: chat.calls }).toEqual({ state: 'signed-out', calls: [] });
  });

  it('does not matter once the user is online', async () => {
    const chat = new FakeChat();
    const controller = new AbortController();
    const online = chat.session.login('alice', { signal: controller.signal });
    await chat.host.advance(0);
    await online;
    controller.abort();
    expect(chat.session.state).toBe('online');
  });
});

describe('an option', () => {
  const adapter = new FakeChat().adapter;
  const fetchToken = () => '';
  it.each<[string, object | undefined, string]>([
    ['missing', undefined, 'options'],
    ['without fetchToken', {}, 'fetchToken'],
    ['misspelled', { fetchToken, fetchTimeOut: 5 }, 'fetchTimeOut'],
    ['a string', { fetchToken, sdkTimeout: '5' }, 'sdkTimeout'],
    ['zero', { fetchToken, loginAttempts: 0 }, 'loginAttempts'],
    ['not a number', { fetchToken, minInterval: Number.NaN }, 'minInterval'],
    ['negative', { fetchToken, fetchTimeout: -1 }, 'fetchTimeout'],
    ['percent instead of a fraction', { fetchToken, renewAt: [70, 80] }, 'renewAt'],
    ['in the wrong order', { fetchToken, renewAt: [0.8, 0.7] }, 'renewAt'],
  ])('that is %s is refused at creation', (_, options, field) => {
    let thrown: unknown;
    try {
      createChatSession(adapter, options as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TokenError);
    expect(thrown).toMatchObject({ code: 'ERR_INPUT', field });
  });
});
