/** The budget of calls per second: the API's limits are kept before it has to refuse anything. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/rest/index.ts';
import { createPace } from '../../../src/rest/pace.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { setUp } from '../../support/rest.ts';

const never = new AbortController().signal;

function budgetOf(calls: number, clock: Clock) {
  const pace = createPace(clock);
  return (signal: AbortSignal, cost = 1) => pace.begin('call', { calls }, cost, signal);
}

describe('a budget', () => {
  async function beginnings(perSecond: number, count: number): Promise<number[]> {
    const clock = new JumpingClock(0);
    const budget = budgetOf(perSecond, clock);
    return clock.run(Promise.all(Array.from({ length: count }, () => budget(never).then(() => clock.now()))));
  }

  it('lets as many begin at once as a second allows, and the rest a second later', async () => {
    expect(await beginnings(3, 8)).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
  });

  it('counts any second, not those of the clock', async () => {
    const clock = new JumpingClock(0.75);
    const budget = budgetOf(2, clock);
    await budget(never);
    clock.time = 1.5;
    await budget(never);
    const third = clock.run(budget(never).then(() => clock.now()));
    expect(await third).toBe(1.75);
    expect(await clock.run(budget(never).then(() => clock.now()))).toBe(2.5);
  });

  it('is not held up by a clock that is set back', async () => {
    const clock = new JumpingClock(5000);
    const budget = budgetOf(1, clock);
    await budget(never);
    clock.time = 100;
    await clock.run(budget(never));
    expect(clock.slept).toEqual([1]);
  });
});

describe('a client', () => {
  it('never asks more often than the API allows, and each operation has its own budget', async () => {
    const { chat, run, standIn, clock } = setUp({ users: ['alice'], standIn: { enforceRates: true } });
    const calls = Array.from({ length: 250 }, () => chat.getUser('alice'));
    const statuses = Array.from({ length: 120 }, () => chat.getStatuses(['alice']));
    await run(Promise.all([...calls, ...statuses]));
    expect(standIn.requests).toHaveLength(370);
    expect(clock.now()).toBe(1_700_000_002);
  });

  it('counts its retries too', async () => {
    const beginnings: number[] = [];
    const clock = new JumpingClock();
    const now: Clock['now'] = () => clock.now();
    const { chat } = setUp({
      client: {
        clock,
        fetch: async () => {
          beginnings.push(now());
          return new Response('{}', { status: 503 });
        },
        random: () => 0,
        retries: 2,
      },
    });
    await clock.run(Promise.allSettled(Array.from({ length: 50 }, () => chat.getUser('alice'))));
    expect(beginnings).toHaveLength(150);
    expect(beginnings.filter((at) => at < 1_700_000_001)).toHaveLength(100);
  });
});

describe('all calls of a client share', () => {
  it('what a Retry-After asks for', async () => {
    const beginnings: [string, number][] = [];
    const clock = new JumpingClock(0);
    const { chat } = setUp({
      client: {
        clock,
        random: () => 0,
        fetch: async (url) => {
          beginnings.push([url.split('/').at(-1) ?? '', clock.now()]);
          const headers = { 'retry-after': '7' };
          return beginnings.length === 1
            ? new Response('{}', { status: 429, headers })
            : new Response('{}', { status: 403 });
        },
      },
    });
    const first = chat.getUser('alice').catch(() => {});
    await setImmediate();
    const second = chat.deleteUser('bob').catch(() => {});
    await clock.run(Promise.all([first, second]));
    expect(beginnings).toEqual([
      ['alice', 0],
      ['alice', 7],
      ['bob', 7],
    ]);
  });

  it('a wait of at most a minute, however much is asked', async () => {
    const clock = new JumpingClock(0);
    const pace = createPace(clock);
    pace.pause(86_400);
    for (const name of ['one', 'other']) await clock.run(pace.begin(name, { calls: 1 }, 1, never));
    expect(clock.now()).toBe(60);
  });

  it('100 retries, of which each success gives back a fifth', async () => {
    let requests = 0;
    let status = 503;
    const clock = new JumpingClock();
    const entities = [{ username: 'alice', uuid: 'u', created: 0, modified: 0, activated: true }];
    const fetch = async () => {
      requests++;
      return new Response(JSON.stringify({ entities }), { status });
    };
    const { chat } = setUp({ client: { clock, fetch, random: () => 0 } });
    const callOften = async (times: number) => {
      requests = 0;
      await clock.run(Promise.allSettled(Array.from({ length: times }, () => chat.getUser('alice'))));
      return requests;
    };
    expect(await callOften(50)).toBe(150);
    expect(await callOften(50)).toBe(50);
    status = 200;
    expect(await callOften(10)).toBe(10);
    status = 503;
    expect(await callOften(10)).toBe(12);
  });
});

describe('a call that costs more than one', () => {
  it('waits until all of it fits into the limit', async () => {
    const clock = new JumpingClock(0);
    const pace = createPace(clock);
    const begin = async (cost: number) => {
      await pace.begin('call', { calls: 5, seconds: 60 }, cost, never);
      return clock.now();
    };
    expect(await clock.run(Promise.all([3, 2, 4, 1, 5].map(begin)))).toEqual([0, 0, 60, 60, 120]);
  });
});
