/** The budget of calls per second: the API's limits are kept before it has to refuse anything. */
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/rest/budget.ts';
import type { Clock } from '../../../src/rest/index.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { setUp } from '../../support/rest.ts';

const never = new AbortController().signal;

describe('a budget', () => {
  async function beginnings(perSecond: number, count: number): Promise<number[]> {
    const clock = new JumpingClock(0);
    const budget = createBudget(perSecond, clock);
    return clock.run(Promise.all(Array.from({ length: count }, () => budget(never).then(() => clock.now()))));
  }

  it('lets as many begin at once as a second allows, and the rest a second later', async () => {
    expect(await beginnings(3, 8)).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
  });

  it('counts any second, not those of the clock', async () => {
    const clock = new JumpingClock(0.75);
    const budget = createBudget(2, clock);
    await budget(never);
    clock.time = 1.5;
    await budget(never);
    const third = clock.run(budget(never).then(() => clock.now()));
    expect(await third).toBe(1.75);
    expect(await clock.run(budget(never).then(() => clock.now()))).toBe(2.5);
  });

  it('is not held up by a clock that is set back', async () => {
    const clock = new JumpingClock(5000);
    const budget = createBudget(1, clock);
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
    await clock.run(Promise.allSettled(Array.from({ length: 60 }, () => chat.getUser('alice'))));
    expect(beginnings).toHaveLength(180);
    expect(beginnings.filter((at) => at < 1_700_000_001)).toHaveLength(100);
  });
});
