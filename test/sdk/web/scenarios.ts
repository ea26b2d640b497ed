/** What a session on the real web SDK has to live through, wherever it runs: in Node, or in a page. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenServer } from '../../../server/src/index.ts';
import { buildChatAppToken, buildChatUserToken } from '../../../src/index.ts';
import { credentials } from '../../support/credentials.ts';
import { startBackend } from '../stand-in/backend.mjs';
import { kicks } from '../stand-in/msync.mjs';
import { startTokenServer } from '../stand-in/token-server.mjs';
import type { Device, DeviceOptions } from './device.ts';

/** A device, or one on the other side of a page. */
type Remote<Type> = {
  [Name in keyof Type]: Type[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};
export type RemoteDevice = Remote<
  Pick<Device, 'login' | 'logout' | 'dispose' | 'renewNow' | 'closeConnection' | 'skip' | 'state' | 'record'>
>;

export interface Place {
  /** A new device; the one before is gone. */
  open(options: DeviceOptions): Promise<RemoteDevice>;
}

const HOUR = 3600;

const online = { session: 'online', sdkIsOpen: true, sdkTimers: 2, sessionTimers: 1 };
const resting = { sdkIsOpen: false, sdkTimers: 0, sessionTimers: 0 };

export function scenarios(place: Place): void {
  let backend: Awaited<ReturnType<typeof startBackend>>;
  let tokenServer: Awaited<ReturnType<typeof startTokenServer>>;
  let device: RemoteDevice;
  /** How far behind the servers' clock is: as far as the device's is ahead. */
  let serversBehind = 0;

  beforeEach(async () => {
    serversBehind = 0;
    const now = () => Date.now() - serversBehind;
    backend = await startBackend({ ...credentials, now });
    tokenServer = await startTokenServer(createTokenServer, { ...credentials, now });
  });

  afterEach(async () => {
    await device.dispose();
    await backend.stop();
    await tokenServer.stop();
  });

  async function open(options: Partial<DeviceOptions> = {}): Promise<void> {
    device = await place.open({
      connection: backend.connectionOptions,
      tokenServer: tokenServer.url,
      ...options,
    });
  }

  async function logIn(options: Partial<DeviceOptions> = {}): Promise<void> {
    await open(options);
    expect(await device.login('alice')).toBeUndefined();
    // Past the first seconds, in which a warning is not heeded and an end is not believed.
    await device.skip(60);
  }

  const told = async () => (await device.record()).filter((line) => line.startsWith('told'));
  const untilTold = (line: string, count = 1) =>
    until(async () => (await told()).filter((one) => one.startsWith(line)).length >= count, line);
  const warn = () => backend.tellTime(Date.now() + 0.9 * HOUR * 1000);
  const expire = () => backend.tellTime(Date.now() + 1.1 * HOUR * 1000);
  /** The logins and renewals that the backend has seen; each token under its own letter. */
  const seen = () => {
    const salts = [...new Set(backend.log.map(({ salt }) => salt))].filter((salt) => salt !== undefined);
    return backend.log.map(({ what, user, salt, refused }) =>
      [what, user, refused ?? String.fromCharCode(97 + salts.indexOf(salt))].join(' '),
    );
  };

  it('logs in', async () => {
    await logIn();
    expect(await device.state()).toEqual(online);
    expect(seen()).toEqual(['login alice a']);
  });

  it('renews when the SDK says that the token will expire', async () => {
    await logIn();
    warn();
    await untilTold('told renewed');
    expect(seen()).toEqual(['login alice a', 'renewal alice b']);
    expect(await device.state()).toEqual(online);
  });

  it('renews three times in a row, each time with a new token', async () => {
    await logIn();
    for (let count = 1; count <= 3; count++) {
      warn();
      await untilTold('told renewed', count);
      await device.skip(60);
    }
    expect(seen()).toEqual(['login alice a', 'renewal alice b', 'renewal alice c', 'renewal alice d']);
  });

  it('asks for one token however often the SDK warns', async () => {
    await logIn();
    for (let i = 0; i < 5; i++) warn();
    await untilTold('told renewed');
    for (let i = 0; i < 5; i++) warn();
    await device.renewNow();
    expect(tokenServer.asked).toHaveLength(3); // the login, the warnings, renewNow
  });

  it('renews by its own clock where the SDK keeps silent', async () => {
    await open({ expiresIn: 8 });
    await device.login('alice');
    await untilTold('told renewed');
    expect(seen()).toEqual(['login alice a', 'renewal alice b']);
  });

  it('gets over a token server that is down in the last fifth, and back before the token ends', async () => {
    await open({ expiresIn: 8 });
    await device.login('alice');
    tokenServer.goDown();
    await untilTold('told retry ERR_FETCH', 2);
    tokenServer.comeBack();
    await untilTold('told renewed');
    expect(seen()).toEqual(['login alice a', 'renewal alice b']);
  });

  it('logs in again when the token server is back after the token has expired', async () => {
    await open({ expiresIn: 3 });
    await device.login('alice');
    tokenServer.goDown();
    await until(async () => !(await device.state()).sdkIsOpen, 'the SDK closes the connection');
    tokenServer.comeBack();
    await untilTold('told online alice', 2);
    expect(await told()).not.toContain('told renewed');
    expect(seen()).toEqual(['login alice a', 'login alice b']);
    expect(await device.state()).toEqual(online);
  });

  it('logs in again when a server frame says that the token has expired', async () => {
    await logIn();
    expire();
    await untilTold('told online alice', 2);
    expect(seen()).toEqual(['login alice a', 'login alice b']);
    expect(await device.state()).toEqual(online);
  });

  it('a renewal that is answered after the end is not told, and spoils no login', async () => {
    await logIn();
    const letGo = backend.holdRest();
    warn();
    await until(
      async () => (await device.state()).session === 'renewing' && tokenServer.asked.length === 2,
      'renewing',
    );
    await until(async () => backend.heldRequests > 0, 'the SDK asks the backend about the new token');
    expire();
    await until(async () => (await device.state()).session === 'logging-in', 'logging in');
    letGo();
    await untilTold('told online alice', 2);
    expect(await told()).not.toContain('told renewed');
    expect(seen()).toEqual(['login alice a', 'renewal alice b', 'login alice c']);
    await device.skip(60);
    warn();
    await untilTold('told renewed');
    expect(await device.state()).toEqual(online);
  });

  it('refuses a token of another user, and opens no connection with it', async () => {
    await open({ token: buildChatUserToken({ ...credentials, userId: 'bob', expiresIn: HOUR }) });
    expect(await device.login('alice')).toBe('ERR_WRONG_USER');
    expect(seen()).toEqual([]);
  });

  it('logs in and renews with tokens made out to the user’s UUID, as those of Agora’s Console are', async () => {
    const uuid = '3c1d5a40-7b52-11ef-9d61-1f3e4a5b6c7d';
    await backend.stop();
    backend = await startBackend({ ...credentials, uuids: { alice: [uuid] } });
    await logIn({ token: buildChatUserToken({ ...credentials, userId: uuid, expiresIn: HOUR }) });
    expect(seen()).toEqual(['login alice a']);
    expect(await device.state()).toEqual(online);
  });

  it('logs in again when somebody else closes the connection', async () => {
    await logIn();
    await device.closeConnection();
    await untilTold('told online alice', 2);
    expect(await told()).toContain('told retry ERR_DISCONNECTED');
    expect(seen()).toEqual(['login alice a', 'login alice b']);
    expect(await device.state()).toEqual(online);
  });

  it('renewNow over a closed connection becomes a login, and resolves', async () => {
    await logIn();
    await device.closeConnection();
    await device.renewNow();
    expect((await device.state()).session).toBe('online');
    expect(seen().slice(1)).toEqual(['login alice b']);
  });

  it('refuses an app token', async () => {
    await open({ token: buildChatAppToken({ ...credentials, expiresIn: HOUR }) });
    expect(await device.login('alice')).toBe('ERR_TOKEN');
    expect(seen()).toEqual([]);
  });

  it('gives up after three tokens that the backend does not accept', async () => {
    const other = { ...credentials, appCertificate: '5CFd2fd1755d40ecb72977518be15d3c' };
    await tokenServer.stop();
    tokenServer = await startTokenServer(createTokenServer, other);
    await open();
    expect(await device.login('alice')).toBe('ERR_TOKEN_REFUSED');
    expect(seen()).toEqual(Array(3).fill('login alice signature'));
    // The session is closing the refused connection, which may take no longer than its timer.
    await until(async () => (await device.state()).sessionTimers === 0, 'the connection is closed');
    expect(await device.state()).toEqual({ ...resting, session: 'failed' });
  });

  it('gives up after three tokens that end at once, since the device’s clock is ahead', async () => {
    serversBehind = 2 * HOUR * 1000;
    await open();
    await device.login('alice');
    await untilTold('told failed ERR_CLOCK');
    expect(seen()).toEqual(['login alice a', 'login alice b', 'login alice c']);
    expect(await device.state()).toEqual({ ...resting, session: 'failed' });
  });

  it('gives up on a user that the backend does not know', async () => {
    backend.setUsers(['bob']);
    await open();
    expect(await device.login('alice')).toBe('ERR_NO_SUCH_USER');
  });

  it.each(Object.entries(kicks))('ends when the user is made to leave: %s', async (_, operation) => {
    await logIn();
    backend.kick(operation);
    await untilTold('told failed ERR_KICKED');
    expect(await device.state()).toEqual({ ...resting, session: 'failed' });
    expect(seen()).toEqual(['login alice a']);
  });

  it('leaves a lost connection to the SDK, which comes back with the token in use', async () => {
    await logIn();
    await device.renewNow();
    backend.dropConnections();
    await until(async () => backend.log.length === 3, 'the SDK logs in by itself');
    expect(seen()).toEqual(['login alice a', 'renewal alice b', 'login alice b']);
    await until(async () => (await device.state()).session === 'online', 'online again');
    expect((await device.record()).slice(-2)).toEqual(['reconnecting', 'online']);
  });

  describe.each(['logout', 'dispose'] as const)('%s', (leave) => {
    it('leaves no connection and no timer', async () => {
      await logIn();
      await device[leave]();
      await until(async () => backend.connections === 0, 'the connection closes');
      expect(await device.state()).toEqual({ ...resting, session: leave === 'logout' ? 'signed-out' : 'disposed' });
    });

    it('stops a login that is under way', async () => {
      await open();
      const login = device.login('alice');
      await device[leave]();
      expect(await login).toBe('ERR_LOGGED_OUT');
      await until(async () => backend.connections === 0, 'no connection is open');
      expect(await device.state()).toMatchObject(resting);
    });
  });

  it('logs another user in after a logout', async () => {
    await logIn();
    await device.logout();
    expect(await device.login('bob')).toBeUndefined();
    expect(seen()).toEqual(['login alice a', 'login bob b']);
  });
}

const PATIENCE_MS = 30_000;

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain: ${what}`);
}
