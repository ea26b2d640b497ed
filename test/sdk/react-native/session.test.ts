/** A session with the real `react-native-agora-chat` on a stubbed native bridge, with a fake clock. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChatSession,
  type ChatSessionOptions,
  createChatSession,
  reactNativeAgoraChat,
} from '../../../src/client/index.ts';
import { buildChatUserToken } from '../../../src/index.ts';
import { credentials, issue } from '../../support/credentials.ts';
import { FakeHost, settled } from '../../support/fake-host.ts';
import { bridge } from './bridge.ts';

// Imported after the bridge.
const { ChatClient, ChatOptions } = await import('react-native-agora-chat');
const client = ChatClient.getInstance();

let host: FakeHost;
let session: ChatSession;
let told: string[];
let tokens: string[];
let causes: unknown[];

beforeEach(async () => {
  bridge.answer = () => undefined;
  await client.init(new ChatOptions({ appKey: 'org#app', autoLogin: false }));
  bridge.calls.length = 0;
});

afterEach(() => session.dispose());

function open(os: string, options: Partial<ChatSessionOptions> = {}): void {
  host = new FakeHost();
  told = [];
  tokens = [];
  causes = [];
  session = createChatSession(reactNativeAgoraChat(client, { os }), {
    ...options,
    host,
    fetchToken({ userId }) {
      const salt = tokens.length + 1;
      tokens.push(buildChatUserToken({ ...credentials, ...issue, salt, userId, expiresIn: 3600 }));
      return tokens.at(-1) as string;
    },
  });
  session.on('renewed', () => told.push('renewed'));
  session.on('online', () => told.push('online'));
  session.on('retry', ({ error }) => told.push(`retry ${error.code}`));
  session.on('failed', ({ error }) => {
    told.push(`failed ${error.code}`);
    causes.push(error.cause);
  });
}

async function logIn(os: string): Promise<void> {
  open(os);
  const online = session.login('alice');
  await host.advance(60);
  await online;
}

const login = (index: number) => [
  'login',
  { login: { username: 'alice', pwdOrToken: tokens[index], isPassword: false } },
];
const renewal = (index: number) => ['renewToken', { renewToken: { agora_token: tokens[index] } }];
const logout = (unbindToken: boolean) => ['logout', { logout: { unbindToken } }];

const refusal = (code: number) => ({ error: { code, description: 'refused' } });

describe('on Android', () => {
  it('logs out any previous user, then logs in', async () => {
    await logIn('android');
    expect(bridge.calls).toEqual([logout(false), login(0)]);
    expect(session.state).toBe('online');
  });

  it('renews when the SDK reports that the token will expire', async () => {
    await logIn('android');
    bridge.emit('onTokenWillExpire');
    await settled();
    expect(bridge.calls.slice(2)).toEqual([renewal(1)]);
    expect(told).toEqual(['online', 'renewed']);
  });

  it('renews by its own clock', async () => {
    await logIn('android');
    await host.advance(46 * 60);
    expect(bridge.calls.slice(2)).toEqual([renewal(1)]);
  });

  it('retries a failed renewal', async () => {
    await logIn('android');
    bridge.answer = () => refusal(2);
    bridge.emit('onTokenWillExpire');
    await settled();
    bridge.answer = () => undefined;
    await host.advance(1);
    expect(bridge.calls.slice(2)).toEqual([renewal(1), renewal(2)]);
    expect(told).toEqual(['online', 'retry ERR_CONNECTION', 'renewed']);
  });

  it.each(['onTokenDidExpire', 'onUserAuthenticationFailed'])('logs in again on %s', async (event) => {
    await logIn('android');
    bridge.emit(event);
    await host.advance(0);
    expect(bridge.calls.slice(2)).toEqual([logout(false), login(1)]);
    expect(told).toEqual(['online', 'online']);
  });
});

describe('on iOS, where a renewal resolves without renewing', () => {
  it('does not renew: fetches a token in advance and logs in with it when the old one expires', async () => {
    await logIn('ios');
    bridge.answer = (method) => (method === 'renewToken' ? 'not implement: renewToken' : undefined);
    bridge.emit('onTokenWillExpire');
    await host.advance(58 * 60);
    expect(bridge.calls).toHaveLength(2);
    expect(tokens).toHaveLength(2);
    await host.advance(2 * 60);
    expect(bridge.calls.slice(2)).toEqual([logout(false), login(1)]);
    expect(told).toEqual(['online', 'online']);
  });

  it('although the SDK itself would report a renewal', async () => {
    open('ios');
    bridge.answer = () => 'not implement: renewToken';
    await expect(client.renewAgoraToken('007')).resolves.toBeUndefined();
  });
});

describe('switching users without waiting for the logout', () => {
  it('ends with the new user logged in, even if the logout of the old one is slow', async () => {
    await logIn('android');
    let refuse = (_: ReturnType<typeof refusal>) => {};
    bridge.answer = (method) =>
      method === 'logout' && bridge.calls.length === 3
        ? new Promise((resolve) => {
            refuse = resolve;
          })
        : undefined;
    session.logout();
    const online = session.login('bob');
    await host.advance(5);
    refuse(refusal(2));
    await host.advance(1);
    await online;
    const methods = bridge.calls.slice(2).map(([method]) => method);
    // The fallback logout comes before Bob's login.
    expect(methods).toEqual(['logout', 'logout', 'logout', 'login']);
    expect(bridge.calls.at(-1)).toMatchObject(['login', { login: { username: 'bob' } }]);
  });
});

describe('a native answer', () => {
  it('200, already logged in, leads to a logout and another login', async () => {
    open('android');
    let logins = 0;
    bridge.answer = (method) => (method === 'login' && ++logins === 1 ? refusal(200) : undefined);
    const online = session.login('alice');
    await host.advance(1);
    await online;
    expect(bridge.calls).toEqual([logout(false), login(0), logout(false), login(0)]);
  });

  it('201, not logged in, replaces a renewal by a login', async () => {
    await logIn('android');
    bridge.answer = (method) => (method === 'renewToken' ? refusal(201) : undefined);
    bridge.emit('onTokenWillExpire');
    await host.advance(1);
    expect(bridge.calls.slice(2)).toEqual([renewal(1), logout(false), login(2)]);
  });

  it('that never arrives fails the login after sdkTimeout', async () => {
    open('android', { sdkTimeout: 5, loginAttempts: 2 });
    bridge.answer = (method) => (method === 'login' ? new Promise(() => {}) : undefined);
    const online = session.login('alice');
    await host.advance(20);
    await expect(online).rejects.toMatchObject({ code: 'ERR_CONNECTION' });
  });
});

it('reports that the SDK is reconnecting', async () => {
  await logIn('android');
  bridge.emit('onDisconnected');
  expect(session.state).toBe('reconnecting');
  bridge.emit('onConnected');
  expect(session.state).toBe('online');
});

describe('ends', () => {
  it.each([
    ['onUserDidLoginFromOtherDevice', 'ERR_KICKED'],
    ['onUserDidRemoveFromServer', 'ERR_KICKED'],
    ['onUserDidChangePassword', 'ERR_KICKED'],
    ['onUserDidLoginTooManyDevice', 'ERR_KICKED'],
    ['onUserKickedByOtherDevice', 'ERR_KICKED'],
    ['onUserDidForbidByServer', 'ERR_FORBIDDEN'],
    ['onAppActiveNumberReachLimit', 'ERR_FORBIDDEN'],
  ])('on %s', async (event, code) => {
    await logIn('android');
    bridge.emit(event);
    await settled();
    expect(told).toEqual(['online', `failed ${code}`]);
    expect(causes).toEqual([{ event, deviceName: undefined }]);
    expect({ timers: host.timerCount, listeners: host.listenerCount }).toEqual({ timers: 0, listeners: 0 });
    bridge.emit('onTokenWillExpire');
    await host.advance(7200);
    expect(tokens).toHaveLength(1);
  });

  it.each([
    [104, 'ERR_TOKEN_REFUSED'],
    [108, 'ERR_CLOCK'],
    [202, 'ERR_TOKEN_REFUSED'],
  ])('after three logins refused with %d', async (code, failure) => {
    open('android');
    bridge.answer = (method) => (method === 'login' ? refusal(code) : undefined);
    const online = session.login('alice');
    await host.advance(30);
    await expect(online).rejects.toMatchObject({ code: failure });
    expect(tokens).toHaveLength(3);
  });

  it.each([
    [204, 'ERR_NO_SUCH_USER'],
    [206, 'ERR_KICKED'],
    [305, 'ERR_FORBIDDEN'],
    [8, 'ERR_FORBIDDEN'],
  ])('after one login refused with %d', async (code, failure) => {
    open('android');
    bridge.answer = (method) => (method === 'login' ? refusal(code) : undefined);
    const online = session.login('alice');
    await host.advance(30);
    await expect(online).rejects.toMatchObject({ code: failure, cause: { code } });
    expect(tokens).toHaveLength(1);
  });

  it('with a logout that stops push notifications, if the network is up', async () => {
    await logIn('android');
    bridge.answer = () => refusal(2);
    await session.logout();
    expect(bridge.calls.slice(2, 4)).toEqual([logout(true), logout(false)]);
    expect(session.state).toBe('signed-out');
  });
});
