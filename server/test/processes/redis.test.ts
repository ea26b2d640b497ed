/** Limits that several server processes share through a real Redis, and what happens while it is down. */
import { describe, expect, it } from 'vitest';
import { ask, postJson } from '../support/listening.ts';
import { runProcess, startProcess } from '../support/process.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

const POINTS = 20;
// A window longer than the test.
const limits = { RATE_LIMIT_ADDRESS: String(POINTS), RATE_LIMIT_WINDOW: '3600' };

async function startTwo(redis: TestRedis, env: Record<string, string> = limits) {
  const start = () => startProcess({ REDIS_URL: redis.url, ...env });
  const servers = await Promise.all([start(), start()]);
  await Promise.all(servers.map(({ logged }) => logged('limits are shared through Redis')));
  return servers;
}

async function statuses(url: string, requests: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < requests; i++) {
    found.push((await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' })).status);
  }
  return found;
}

const count = (found: readonly number[], status: number) => found.filter((one) => one === status).length;

describe.skipIf(!hasRedis)('two server processes and one Redis', () => {
  it('share one budget', async () => {
    const [one, two] = await startTwo(await startRedis());
    const found = (await Promise.all([statuses(one.url, POINTS), statuses(two.url, POINTS)])).flat();
    expect({ ok: count(found, 200), refused: count(found, 429) }).toEqual({ ok: POINTS, refused: POINTS });
  });

  it('count in memory while Redis is down and share again when it is back, without a failed request', async () => {
    const redis = await startRedis();
    const [one, two] = await startTwo(redis);
    expect(await statuses(one.url, POINTS - 1)).toEqual(Array(POINTS - 1).fill(200));

    await redis.kill();
    const alone = await statuses(two.url, POINTS + 5);
    expect({ ok: count(alone, 200), refused: count(alone, 429) }).toEqual({ ok: POINTS, refused: 5 });
    expect(await two.logged('Redis does not answer; limits are counted in memory')).toMatchObject({ level: 'warn' });

    await redis.start();
    await sharedAgain(one.url, two.url);
    const found = (await Promise.all([statuses(one.url, POINTS), statuses(two.url, POINTS)])).flat();
    expect(count(found, 200) + count(found, 429)).toBe(2 * POINTS);
    expect(count(found, 200)).toBeLessThan(POINTS);
  });

  it('do not wait for a frozen Redis: they try it once per pause, briefly', async () => {
    const redis = await startRedis();
    const [one] = await startTwo(redis);
    await statuses(one.url, 1);
    redis.freeze();
    const found = await statuses(one.url, POINTS + 5);
    expect({ ok: count(found, 200), refused: count(found, 429) }).toEqual({ ok: POINTS, refused: 5 });
    const warnings = one.log().filter(({ msg }) => msg === 'Redis does not answer; limits are counted in memory');
    expect(warnings).toEqual([expect.objectContaining({ cause: 'no response in time' })]);
    // An address over its budget is refused for a second without asking Redis.
    const metrics = async () => (await ask(`${one.url}/metrics`)).text;
    await expect.poll(metrics, { timeout: 10_000 }).toMatch(/^accesstoken2_limits_fallback_total [1-9]/m);
    redis.thaw();
    const shared = () => one.log().filter(({ msg }) => msg === 'limits are shared through Redis').length;
    await expect.poll(shared, { timeout: 20_000 }).toBe(2);
  });
});

describe.skipIf(!hasRedis)('a REDIS_URL that cannot work', () => {
  it.each([
    [
      'no password',
      (url: string) => url,
      ['--requirepass', 'right'],
      'Redis requires a password, and REDIS_URL has none',
    ],
    [
      'a wrong password',
      (url: string) => url.replace('//', '//:wrong@'),
      ['--requirepass', 'right'],
      'Redis refuses the password or the user in REDIS_URL',
    ],
    ['no such database', (url: string) => `${url}/99`, [], 'the database in REDIS_URL does not exist'],
    ['TLS where there is none', (url: string) => url.replace('redis:', 'rediss:'), [], 'TLS'],
  ] as const)('%s: reported by --check-config and in the log', async (_, urlOf, args, problem) => {
    const redis = await startRedis(...args);
    const REDIS_URL = urlOf(redis.url);
    const { code, output } = await runProcess(['--check-config'], { REDIS_URL });
    // A Redis that does not answer may come back.
    const status = problem === 'TLS' ? 0 : 2;
    expect({ code, output }).toEqual({ code: status, output: expect.stringContaining(problem) });
    const server = await startProcess({ REDIS_URL });
    const fault = await server.logged('Redis does not answer; limits are counted in memory');
    expect(fault.cause).toContain(problem);
    expect(server.output() + output).not.toMatch(/wrong@|right@/);
    expect(await statuses(server.url, 1)).toEqual([200]);
  });
});

/** Waits until requests to one process count at the other. Each attempt counts, too, so there are few. */
async function sharedAgain(one: string, two: string): Promise<void> {
  const remaining = async (url: string) => {
    const { headers } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  };
  for (let attempt = 0; attempt < 30; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const found = [await remaining(one), await remaining(two), await remaining(one)] as const;
    if (found[0] - 1 === found[1] && found[1] - 1 === found[2]) return;
  }
  throw new Error('the limits were never shared again');
}
