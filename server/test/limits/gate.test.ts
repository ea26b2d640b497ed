/** Rate limits as a client sees them: 429, the headers, per identity or address, and which address counts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authenticateJwt } from '../../src/auth/jwt.ts';
import { remoteKeys } from '../../src/auth/remote-keys.ts';
import { createBindingLimiter } from '../../src/entries/worker.ts';
import { addressKey, clientAddress, type ProxyHeader, parseAddress, parseNetwork } from '../../src/limits/address.ts';
import { type Budgets, unlimited } from '../../src/limits/limiter.ts';
import { createMemoryLimiter, createWindowCounter } from '../../src/limits/memory.ts';
import { jwtFor, keyServer, policy, signingKey } from '../support/jwts.ts';
import { listening, postJson } from '../support/listening.ts';

const budgets = (points: Partial<Record<keyof Budgets, number>>): Budgets => ({
  address: { points: points.address ?? 0, window: 60 },
  user: { points: points.user ?? 0, window: 60 },
  service: { points: points.service ?? 0, window: 60 },
});

const loopback = [parseNetwork('127.0.0.0/8')];
const userToken = (url: string, headers: Record<string, string> = {}) =>
  postJson(`${url}/generate-user-token`, { user_uuid: 'alice' }, headers);

describe('the budget of an address', () => {
  const server = (points: number, options = {}) =>
    listening({
      limiter: createMemoryLimiter(budgets({ address: points })),
      peerAddress: () => '127.0.0.1',
      ...options,
    });

  it('answers 429 when it is used up, with the time to retry after', async () => {
    const url = await server(2);
    const first = await userToken(url);
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=2;w=60');
    expect(first.headers.get('ratelimit')).toBe('"address";r=1;t=60');
    expect((await userToken(url)).status).toBe(200);

    const { status, headers, json } = await userToken(url);
    const retryAfter = Number(headers.get('retry-after'));
    expect({ status, json, ratelimit: headers.get('ratelimit') }).toEqual({
      status: 429,
      json: { token: '', error: `too many requests; try again in ${retryAfter} seconds`, code: 'ERR_RATE_LIMIT' },
      ratelimit: `"address";r=0;t=${retryAfter}`,
    });
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
  });

  it('is spent by requests without a valid credential; once it is used up, credentials are not checked', async () => {
    let looked = 0;
    const authenticate = () => {
      looked++;
      return undefined;
    };
    const url = await server(1, { authenticate });
    expect((await userToken(url)).status).toBe(401);
    expect((await userToken(url)).status).toBe(429);
    expect((await userToken(url)).headers.get('ratelimit')).toMatch(/^"address";r=0;t=\d+$/);
    expect(looked).toBe(2);
  });

  it('is not spent by a back end with a valid credential', async () => {
    const url = await server(1, { authenticate: () => ({ id: 'key:shop', mayActFor: () => true }) });
    for (let i = 0; i < 5; i++) expect((await userToken(url)).status).toBe(200);
  });

  it('is not spent by probes, nor by exempt addresses', async () => {
    const url = await server(1);
    for (let i = 0; i < 3; i++) expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const exempt = await server(1, { exemptAddresses: loopback });
    for (let i = 0; i < 3; i++) expect((await userToken(exempt)).status).toBe(200);
  });

  it('counts the client behind a trusted proxy, and any other proxy itself', async () => {
    const trusting = await server(1, { trustedProxies: loopback });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    expect((await userToken(trusting, from('198.51.100.1'))).status).toBe(200);
    expect((await userToken(trusting, from('198.51.100.2'))).status).toBe(200);
    expect((await userToken(trusting, from('198.51.100.1'))).status).toBe(429);
    expect((await userToken(trusting, from('203.0.113.9, 198.51.100.1'))).status).toBe(429);

    const distrusting = await server(1);
    expect((await userToken(distrusting, from('198.51.100.1'))).status).toBe(200);
    expect((await userToken(distrusting, from('198.51.100.2'))).status).toBe(429);
  });
});

describe('the budget of an identity', () => {
  it('is per user, from whatever address', async () => {
    const key = await signingKey('k');
    const authenticate = authenticateJwt(remoteKeys({ url: (await keyServer(key)).url }).keys, policy);
    const url = await listening({ authenticate, limiter: createMemoryLimiter(budgets({ address: 100, user: 1 })) });
    const as = async (sub: string) => ({ authorization: `Bearer ${await jwtFor(key, { sub })}` });
    const ask = async (sub: string) => postJson(`${url}/generate-user-token`, {}, await as(sub));
    const first = await ask('alice');
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=100;w=60, "user";q=1;w=60');
    expect((await ask('alice')).status).toBe(429);
    expect((await ask('bob')).status).toBe(200);
  });

  it('is separate for a back end', async () => {
    const limiter = createMemoryLimiter(budgets({ user: 1, service: 2 }));
    const url = await listening({ limiter });
    expect((await userToken(url)).headers.get('ratelimit-policy')).toBe('"service";q=2;w=60');
    expect((await userToken(url)).status).toBe(200);
    expect((await userToken(url)).status).toBe(429);
  });
});

describe('which address', () => {
  const trusted = ['10.0.0.0/8', '::1', '192.0.2.7'].map(parseNetwork);

  it.each([
    ['203.0.113.5', undefined, '203.0.113.5'],
    ['203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', 'forged, 198.51.100.1, 10.2.2.2', '198.51.100.1'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '10.3.3.3, 192.0.2.7', '10.3.3.3'],
    ['10.0.0.1', 'nonsense', '10.0.0.1'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::1', '2001:db8::1', '2001:db8::1'],
    [undefined, '198.51.100.1', 'unknown'],
    ['10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.1:4711, 10.2.2.2:80', '198.51.100.1'],
    ['10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['10.0.0.1', '[2001:db8::1]', '2001:db8::1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1, ', '10.0.0.1'],
  ])('peer %s, forwarded for %s: %s', (peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, trusted).text).toBe(expected);
  });

  it.each([
    ['for=198.51.100.1', '198.51.100.1'],
    ['For="198.51.100.1:4711";proto=https', '198.51.100.1'],
    ['proto=https;for="[2001:db8::1]:4711";by=10.0.0.1', '2001:db8::1'],
    ['for=203.0.113.9, for=198.51.100.1;by=10.0.0.1, for=10.2.2.2', '198.51.100.1'],
    ['for="_a,for=203.0.113.9", for=198.51.100.1', '198.51.100.1'],
    ['for=unknown', '10.0.0.1'],
    ['for=203.0.113.9, proto=https', '10.0.0.1'],
    ['host="for=203.0.113.9"', '10.0.0.1'],
    ['x', '10.0.0.1'],
  ])('Forwarded: %s: %s', (header, expected) => {
    expect(clientAddress('10.0.0.1', header, trusted, 'forwarded').text).toBe(expected);
  });

  it.each([
    ['x-forwarded-for', 'forwarded'],
    ['forwarded', 'x-forwarded-for'],
  ] as [ProxyHeader, string][])('with %s, the header %s of the client is ignored', async (proxyHeader, other) => {
    const limiter = createMemoryLimiter(budgets({ address: 1 }));
    const options = { limiter, proxyHeader, peerAddress: () => '127.0.0.1', trustedProxies: loopback };
    const url = await listening(options);
    const value = (address: string) => ({ [other]: other === 'forwarded' ? `for=${address}` : address });
    expect((await userToken(url, value('198.51.100.1'))).status).toBe(200);
    expect((await userToken(url, value('198.51.100.2'))).status).toBe(429);
  });

  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['unknown', 'unknown'],
  ])('the key of %s is %s', (address, key) => {
    expect(addressKey(parseAddress(address))).toBe(key);
  });
});

describe('budgets of bindings', () => {
  const binding = (success: boolean) => ({ limit: async () => ({ success }) });

  it('allow without a remaining count, and refuse with the configured window', async () => {
    const all = budgets({ address: 5, user: 5 });
    const limiter = createBindingLimiter(all, { address: binding(true), user: binding(false) }, unlimited);
    expect(await limiter('address', 'a')).toBeUndefined();
    expect(await limiter('user', 'a')).toEqual({ allowed: false, budget: all.user, remaining: 0, resetIn: 60 });
  });

  it('leave the other budgets to the fallback', async () => {
    const memory = createMemoryLimiter(budgets({ service: 5 }));
    const limiter = createBindingLimiter(budgets({ service: 5 }), { address: binding(false) }, memory);
    expect(await limiter('service', 'a')).toMatchObject({ allowed: true, remaining: 4 });
  });
});

describe('budgets in memory', () => {
  it('are kept for a limited number of keys; further keys share budgets', () => {
    const counter = createWindowCounter({ points: 2, window: 3600 }, 100);
    for (let i = 0; i < 100; i++) counter.count(`known-${i}`);
    for (let i = 0; i < 20_000; i++) counter.count(`new-${i}`);
    expect(counter.size()).toBeGreaterThan(100);
    expect(counter.size()).toBeLessThanOrEqual(100 + 4096);
    expect(counter.count('known-7')).toMatchObject({ allowed: true, remaining: 0 });
    expect(counter.count('known-7')).toMatchObject({ allowed: false, remaining: 0 });
  });

  describe('without timers, as on platforms where each request has its own context', () => {
    const start = new Date('2026-01-01T00:00:00Z').getTime();
    const at = (seconds: number) => vi.setSystemTime(start + seconds * 1000);
    beforeEach(() => {
      vi.useFakeTimers();
      at(0);
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('last one window from the first request, and start again', () => {
      const budget = { points: 1, window: 60 };
      const counter = createWindowCounter(budget);
      counter.count('early');
      at(50);
      counter.count('late');
      at(59);
      expect(counter.count('early')).toEqual({ allowed: false, budget, remaining: 0, resetIn: 1 });
      at(61);
      expect(counter.count('early')).toEqual({ allowed: true, budget, remaining: 0, resetIn: 60 });
      expect(counter.count('late')).toEqual({ allowed: false, budget, remaining: 0, resetIn: 49 });
      at(111);
      expect(counter.count('late')).toEqual({ allowed: true, budget, remaining: 0, resetIn: 60 });
    });

    it('are dropped after their window', () => {
      const counter = createWindowCounter({ points: 1, window: 60 });
      for (let second = 0; second < 600; second++) {
        at(second);
        counter.count(`once-${second}`);
      }
      expect(counter.size()).toBeLessThanOrEqual(120);
    });

    it('have room for new keys after old ones are dropped', () => {
      const counter = createWindowCounter({ points: 1, window: 60 }, 1);
      counter.count('one');
      counter.count('two');
      expect(counter.size()).toBe(2);
      at(180);
      counter.count('three');
      expect(counter.size()).toBe(1);
    });
  });
});
