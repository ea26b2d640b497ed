/** Both budgets of a request take one round trip to a real Redis: the second command is sent before the first reply. */
import { connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createRedisLimiter } from '../../src/limits/redis.ts';
import { listening, postJson } from '../support/listening.ts';
import { freePort } from '../support/ports.ts';
import { hasRedis, startRedis } from '../support/redis.ts';

/** A proxy between the server and Redis that can hold back replies. */
async function relayTo(redisUrl: string) {
  let sent = '';
  let held: (() => void)[] | undefined;
  const server = createServer((client) => {
    const redis = connect(Number(new URL(redisUrl).port), '127.0.0.1');
    client.on('data', (chunk) => {
      sent += chunk;
      redis.write(chunk);
    });
    redis.on('data', (chunk) => {
      if (held === undefined) client.write(chunk);
      else held.push(() => client.write(chunk));
    });
    for (const [one, other] of [
      [client, redis],
      [redis, client],
    ] as const) {
      one.on('error', () => {}).once('close', () => other.destroy());
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return {
    url: `redis://127.0.0.1:${port}`,
    hold() {
      sent = '';
      held = [];
    },
    /** The keys counted since then. */
    keys: () => [...sent.matchAll(/accesstoken2:(\w+):\S+/g)].map(([, name]) => name),
    release() {
      for (const write of held ?? []) write();
      held = undefined;
    },
  };
}

it.skipIf(!hasRedis)('both budgets are requested before the first reply', async () => {
  const relay = await relayTo((await startRedis()).url);
  const budget = { points: 100, window: 3600 };
  const budgets = { address: budget, user: budget, service: budget };
  let onShared: () => void = () => {};
  const shared = new Promise<void>((resolve) => {
    onShared = resolve;
  });
  const { limiter, close } = createRedisLimiter(relay.url, budgets, { onShared, onFault() {}, onFallback() {} });
  onTestFinished(close);
  const authenticate = () => ({ id: 'jwt:alice', user: 'alice' });
  const url = await listening({ limiter, authenticate, peerAddress: () => '203.0.113.1' });
  const userToken = () => postJson(`${url}/generate-user-token`, {});
  await shared;
  // The first request of a connection also loads the script.
  await userToken();

  relay.hold();
  const answer = userToken();
  await expect.poll(relay.keys).toEqual(['address', 'user']);
  relay.release();
  expect((await answer).status).toBe(200);
});
