/** An identity provider's keys: rotation, refresh in the background, and outages. The tests control the clock. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { authenticateJwt } from '../../src/auth/jwt.ts';
import { type KeyLocation, type RemoteKeys, remoteKeys } from '../../src/auth/remote-keys.ts';
import { jwtFor, type KeyServer, keyServer, policy, type SigningKey, signingKey } from '../support/jwts.ts';
import { listening, postJson } from '../support/listening.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const first = await signingKey('first');
const second = await signingKey('second');

/** A server with an adjustable clock, and what it reports about its keys. */
async function serverWith(keys: KeyServer, location: KeyLocation = { url: keys.url }) {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const events: string[] = [];
  const remote: RemoteKeys = remoteKeys(location, {
    timeout: 300,
    events: {
      onFailed: (cause) => events.push(cause),
      onRecovered: () => events.push('recovered'),
      onFetched: () => {},
    },
  });
  const url = await listening({ authenticate: authenticateJwt(remote.keys, policy) });
  const ask = async (key: SigningKey, sub = 'alice') =>
    postJson(`${url}/generate-user-token`, {}, { authorization: `Bearer ${await jwtFor(key, { sub })}` });
  return {
    remote,
    events,
    ask,
    forward: (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds),
    statusFor: async (key: SigningKey) => (await ask(key)).status,
  };
}

describe('key rotation', () => {
  it('fetches the keys when a token first names a new one', async () => {
    const keys = await keyServer(first);
    const { statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);
    keys.keys = [first, second];
    expect(await statusFor(second)).toBe(200);
    expect(await statusFor(first)).toBe(200);
    expect(keys.requests).toBe(2);
  });

  it('stops accepting a withdrawn key after ten minutes', async () => {
    const keys = await keyServer(first, second);
    const { forward, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);
    keys.keys = [second];
    forward(11 * MINUTE);
    expect(await statusFor(first)).toBe(401);
    expect(await statusFor(second)).toBe(200);
  });

  it('fetches rarely for made-up key IDs: the pause doubles each time', async () => {
    const keys = await keyServer(first);
    const { forward, statusFor } = await serverWith(keys);
    for (let i = 0; i < 10; i++) expect(await statusFor(await signingKey(`made-up-${i}`))).toBe(401);
    expect(keys.requests).toBe(2);
    for (let i = 0; i < 60; i++) {
      forward(SECOND);
      await statusFor(second);
    }
    expect(keys.requests).toBeLessThan(9);
  });
});

describe('before the keys are old', () => {
  it('a request starts a fetch without waiting for it', async () => {
    const keys = await keyServer(first);
    const { forward, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);
    forward(6 * MINUTE);
    keys.mood = 'silent';
    expect(await statusFor(first)).toBe(200);
    await expect.poll(() => keys.requests).toBe(2);
  });

  it('a timer starts a fetch without a request', async () => {
    const keys = await keyServer(first);
    const { forward, remote } = await serverWith(keys);
    remote.keepFresh();
    // Each attempt of `poll` advances the clock by 50 milliseconds.
    await expect.poll(() => remote.age()).toBeLessThan(60);
    remote.keepFresh();
    forward(6 * MINUTE);
    expect(remote.age()).toBeGreaterThanOrEqual(360);
    remote.keepFresh();
    await expect.poll(() => remote.age()).toBeLessThan(60);
    expect(keys.requests).toBe(2);
  });
});

describe('while the provider is down', () => {
  it.each([
    ['broken', 'status 500'],
    ['silent', 'no response within 0.3 s'],
    ['empty', 'an empty key set'],
    ['garbled', 'not JSON'],
    ['huge', 'larger than 256 KiB'],
    ['moved', 'status 302'],
  ] as const)('(%s) the last keys stay in use, and the cause is logged once', async (mood, cause) => {
    const keys = await keyServer(first);
    const { events, forward, remote, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);

    keys.mood = mood;
    forward(11 * MINUTE);
    expect(await statusFor(first)).toBe(200);
    await remote.refresh();
    expect(await statusFor(first)).toBe(200);
    // The provider may or may not have this key.
    expect(await statusFor(second)).toBe(503);
    await remote.refresh();
    expect(events).toEqual([cause]);

    forward(MINUTE);
    keys.mood = 'well';
    keys.keys = [second];
    expect(await statusFor(second)).toBe(200);
    expect(await statusFor(first)).toBe(401);
    expect(events).toEqual([cause, 'recovered']);
  });

  it('the last keys are used for a day, then the answer is 503', async () => {
    const keys = await keyServer(first);
    const { forward, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);
    keys.mood = 'broken';
    forward(23 * 60 * MINUTE);
    expect(await statusFor(first)).toBe(200);
    forward(2 * 60 * MINUTE);
    expect(await statusFor(first)).toBe(503);
  });

  it('a server started meanwhile answers 503 with Retry-After, and 200 a second after the provider is back', async () => {
    const keys = await keyServer(first);
    keys.mood = 'broken';
    const { ask, forward, statusFor } = await serverWith(keys);
    const { status, json, headers } = await ask(first);
    expect({ status, json, after: headers.get('retry-after') }).toEqual({
      status: 503,
      json: {
        token: '',
        error: 'the keys of the identity provider are not available; try again in 1 seconds',
        code: 'ERR_UNAVAILABLE',
      },
      after: '1',
    });
    expect(await statusFor(first)).toBe(503);
    expect(keys.requests).toBe(1);

    keys.mood = 'well';
    forward(SECOND);
    expect(await statusFor(first)).toBe(200);
  });

  it('the pause between fetches doubles up to 30 seconds', async () => {
    const keys = await keyServer(first);
    keys.mood = 'broken';
    const { forward, statusFor } = await serverWith(keys);
    const attempts: number[] = [];
    for (let second = 0; second < 100; second++) {
      await statusFor(first);
      if (keys.requests > attempts.length) attempts.push(second);
      forward(SECOND);
    }
    expect(attempts).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
  });
});

describe('discovery', () => {
  it('finds the keys through the discovery document', async () => {
    const keys = await keyServer(first);
    const { events, statusFor } = await serverWith(keys, { issuer: keys.issuer, allowHttp: true });
    expect(await statusFor(first)).toBe(200);
    expect(events).toEqual([]);
  });

  it('refuses a document from another issuer, and keys without TLS', async () => {
    const keys = await keyServer(first);
    const other = await serverWith(keys, { issuer: `${keys.issuer}/`, allowHttp: true });
    expect(await other.statusFor(first)).toBe(503);
    expect(other.events).toEqual(['a discovery document of another issuer']);
    const plain = await serverWith(keys, { issuer: keys.issuer });
    expect(await plain.statusFor(first)).toBe(503);
    expect(plain.events).toEqual(['a discovery document whose jwks_uri is not https']);
  });
});
