/** The cache of verified JWTs: what it keeps, for how long, and how many. */
import { expect, it, vi } from 'vitest';
import { createCallerCache } from '../../src/auth/caller-cache.ts';
import { authenticateJwt } from '../../src/auth/jwt.ts';
import { jwtFor, policy, signingKey } from '../support/jwts.ts';

const now = new Date('2026-01-01T00:00:00Z').getTime();

async function authenticator() {
  const key = await signingKey('k');
  const keys = vi.fn(async () => key.publicKey);
  let time = now;
  const authenticate = authenticateJwt(keys, policy, () => time);
  const as = async (jwt: string) =>
    authenticate(new Request('http://x', { headers: { authorization: `Bearer ${jwt}` } }));
  return { key, keys, as, at: (seconds: number) => (time = now + seconds * 1000) };
}

const expiringIn = (seconds: number) => ({ exp: now / 1000 + seconds });

it('verifies a JWT only once a minute', async () => {
  const { key, keys, as, at } = await authenticator();
  const jwt = await jwtFor(key, expiringIn(3600));
  for (const second of [0, 30, 59]) {
    at(second);
    expect(await as(jwt)).toMatchObject({ user: 'alice' });
  }
  expect(keys).toHaveBeenCalledTimes(1);
  at(60);
  await as(jwt);
  expect(keys).toHaveBeenCalledTimes(2);
});

it('refuses a cached JWT once it has expired, clock tolerance included', async () => {
  const { key, as, at } = await authenticator();
  const jwt = await jwtFor(key, expiringIn(10));
  await as(jwt);
  at(10 + policy.clockTolerance - 1);
  expect(await as(jwt)).toMatchObject({ user: 'alice' });
  at(10 + policy.clockTolerance);
  await expect(as(jwt)).rejects.toMatchObject({ code: 'ERR_UNAUTHENTICATED' });
});

it('does not cache invalid JWTs, and treats a changed character as another JWT', async () => {
  const { key, keys, as } = await authenticator();
  const jwt = await jwtFor(key, expiringIn(3600));
  await as(jwt);
  const changed = `${jwt.slice(0, -5)}${jwt.at(-5) === 'A' ? 'B' : 'A'}${jwt.slice(-4)}`;
  for (let i = 0; i < 2; i++) await expect(as(changed)).rejects.toMatchObject({ code: 'ERR_UNAUTHENTICATED' });
  expect(keys).toHaveBeenCalledTimes(3);
});

it('keeps a limited number of JWTs, the most recent ones', async () => {
  const cache = createCallerCache(() => now, 2);
  const verify = vi.fn(async () => ({ caller: { id: 'jwt:alice' }, expiresAt: now + 1000 }));
  for (const token of ['a', 'b', 'c']) await cache.callerOf(token, verify);
  expect(cache.size()).toBe(2);
  await cache.callerOf('c', verify);
  expect(verify).toHaveBeenCalledTimes(3);
  await cache.callerOf('a', verify);
  expect(verify).toHaveBeenCalledTimes(4);
});
