/** The JWKS URL: new keys are noticed, old ones dropped, and an outage is survived. Time is the tests' own. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { authenticateJwt } from '../../src/auth/jwt.ts';
import { remoteKeys } from '../../src/auth/jwt-keys.ts';
import { jwtFor, type KeyServer, keyServer, policy, type SigningKey, signingKey } from '../support/jwts.ts';
import { ask, listening, postJson } from '../support/listening.ts';

const MINUTE = 60_000;
const first = await signingKey('first');
const second = await signingKey('second');

/** A server whose clock, and jose's, can be put forward. */
async function serverWith(keys: KeyServer) {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { keys: remote, isReady } = remoteKeys(keys.url, { timeout: 300, clock: Date.now });
  const url = await listening({ authenticate: authenticateJwt(remote, policy), isReady });
  return {
    url,
    forward: (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds),
    statusFor: async (key: SigningKey) => {
      const authorization = `Bearer ${await jwtFor(key)}`;
      return (await postJson(`${url}/generate-user-token`, {}, { authorization })).status;
    },
  };
}

describe('key rotation', () => {
  it('a new key is fetched when a token comes with it, after the cooldown', async () => {
    const keys = await keyServer(first);
    const { forward, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);

    keys.keys = [first, second];
    expect(await statusFor(second)).toBe(401);
    forward(MINUTE);
    expect(await statusFor(second)).toBe(200);
    expect(await statusFor(first)).toBe(200);
    expect(keys.requests).toBe(2);
  });

  it('a key that is no longer published ends with the cache', async () => {
    const keys = await keyServer(first, second);
    const { forward, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);
    keys.keys = [second];
    forward(11 * MINUTE);
    expect(await statusFor(first)).toBe(401);
    expect(await statusFor(second)).toBe(200);
  });

  it('made-up key ids do not make us fetch: one request per cooldown', async () => {
    const keys = await keyServer(first);
    const { statusFor } = await serverWith(keys);
    for (let i = 0; i < 10; i++) expect(await statusFor(await signingKey(`made-up-${i}`))).toBe(401);
    expect(keys.requests).toBe(1);
  });
});

describe('while the URL is down', () => {
  it.each(['broken', 'silent'] as const)(
    '(%s) the last keys go on, and it is asked once per cooldown',
    async (mood) => {
      const keys = await keyServer(first);
      const { forward, statusFor } = await serverWith(keys);
      expect(await statusFor(first)).toBe(200);

      keys.mood = mood;
      forward(11 * MINUTE);
      expect(await statusFor(first)).toBe(200);
      expect(await statusFor(first)).toBe(200);
      expect(await statusFor(second)).toBe(401);
      expect(keys.requests).toBe(2);

      forward(MINUTE);
      keys.mood = 'well';
      keys.keys = [second];
      expect(await statusFor(second)).toBe(200);
      expect(await statusFor(first)).toBe(401);
    },
  );

  it('they do not go on for ever: after a day 503', async () => {
    const keys = await keyServer(first);
    const { forward, statusFor } = await serverWith(keys);
    expect(await statusFor(first)).toBe(200);
    keys.mood = 'broken';
    forward(23 * 60 * MINUTE);
    expect(await statusFor(first)).toBe(200);
    forward(2 * 60 * MINUTE);
    expect(await statusFor(first)).toBe(503);
  });

  it('from the start: not ready, 503, and ready as soon as it answers', async () => {
    const keys = await keyServer(first);
    keys.mood = 'broken';
    const { url, forward, statusFor } = await serverWith(keys);
    expect((await ask(`${url}/readyz`)).status).toBe(503);
    const { status, json } = await postJson(
      `${url}/generate-user-token`,
      {},
      { authorization: `Bearer ${await jwtFor(first)}` },
    );
    expect({ status, json }).toEqual({
      status: 503,
      json: { token: '', error: 'the keys of the sign-in system cannot be fetched', code: 'ERR_UNAVAILABLE' },
    });

    keys.mood = 'well';
    forward(MINUTE);
    expect((await ask(`${url}/readyz`)).status).toBe(200);
    expect(await statusFor(first)).toBe(200);
  });
});
