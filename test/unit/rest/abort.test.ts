/** A call ends when its signal is aborted, wherever it stands, and leaves nothing behind. */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openScope } from '../../../src/rest/abort.ts';
import type { AbortSignalLike } from '../../../src/rest/index.ts';
import { hang, reset } from '../../stand-in-rest/faults.ts';
import { setUp } from '../../support/rest.ts';

const reason = new Error('the user has left');

/** Aborts once `when` holds, looked at in every turn of the event loop. */
function abortWhen(when: () => boolean): AbortSignal {
  const controller = new AbortController();
  const look = () => {
    if (when()) controller.abort(reason);
    else setImmediate(look);
  };
  setImmediate(look);
  return controller.signal;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

const neverAnswers = {
  credentials: undefined,
  appTokenProvider: { getToken: () => new Promise<string>(() => {}), invalidate() {} },
};

describe('a call is aborted', () => {
  it('before it begins', async () => {
    const { chat, run, standIn } = setUp();
    await expect(run(chat.getUser('alice', { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
    expect(standIn.requests).toEqual([]);
  });

  it('while the API is silent', async () => {
    const { chat, run, standIn, clock } = setUp({ faults: [hang] });
    const signal = abortWhen(() => standIn.requests.length === 1);
    await expect(run(chat.getUser('alice', { signal }))).rejects.toBe(reason);
    expect(clock.asleep.size).toBe(0);
  });

  it('while its fetch does not listen', async () => {
    const { chat, run, clock } = setUp({ client: { fetch: () => new Promise(() => {}) } });
    const signal = abortWhen(() => clock.asleep.size > 0);
    await expect(run(chat.getUser('alice', { signal }))).rejects.toBe(reason);
    expect(clock.asleep.size).toBe(0);
  });

  it('while a token is made', async () => {
    const { chat, run, clock } = setUp({ client: neverAnswers as object });
    const signal = abortWhen(() => clock.asleep.size > 0);
    await expect(run(chat.getUser('alice', { signal }))).rejects.toBe(reason);
    expect(clock.asleep.size).toBe(0);
  });

  it('before a retry, which is not made', async () => {
    const { chat, run, clock, standIn } = setUp({ faults: [reset] });
    const signal = abortWhen(() => [...clock.asleep].some(({ seconds }) => seconds === 0.25));
    await expect(run(chat.getUser('alice', { signal }))).rejects.toBe(reason);
    expect(standIn.requests).toHaveLength(1);
    expect(clock.asleep.size).toBe(0);
  });

  it('while it waits for its turn, and the next in line is not delayed', async () => {
    const { chat, run, clock, standIn } = setUp({ users: ['alice'] });
    await run(Promise.all(Array.from({ length: 100 }, () => chat.getUser('alice'))));
    const controller = new AbortController();
    const left = Promise.allSettled(
      Array.from({ length: 500 }, () => chat.getUser('alice', { signal: controller.signal })),
    );
    const stays = chat.getUser('alice');
    controller.abort(reason);
    expect(await run(left)).toEqual(Array(500).fill({ status: 'rejected', reason }));
    await run(stays);
    expect(clock.slept).toEqual([1]);
    expect(standIn.requests).toHaveLength(101);
  });

  it('while it waits for its turn, and takes nothing from the rate limit', async () => {
    const { chat, run, clock } = setUp({ users: ['alice'] });
    await run(Promise.all(Array.from({ length: 100 }, () => chat.getUser('alice'))));
    const begun = clock.now();
    clock.time = begun + 0.5;
    const controller = new AbortController();
    const left = Promise.allSettled(
      Array.from({ length: 100 }, () => chat.getUser('alice', { signal: controller.signal })),
    );
    const stays = chat.getUser('alice');
    controller.abort(reason);
    await run(left);
    await run(stays);
    // If the hundred had counted, it would have waited until a second after them.
    expect(clock.now()).toBe(begun + 1);
  });

  it('in the middle of a batch', async () => {
    const { chat, run, standIn } = setUp({ faults: [undefined, hang] });
    const users = Array.from({ length: 100 }, (_, index) => ({ userId: `user${index}` }));
    const signal = abortWhen(() => standIn.requests.length === 2);
    await expect(run(chat.createUsers(users, { signal }))).rejects.toBe(reason);
  });

  it('in the middle of a listing', async () => {
    const { chat, run, standIn } = setUp({ users: ['alice', 'bob'], faults: [undefined, hang] });
    const signal = abortWhen(() => standIn.requests.length === 2);
    const list = async () => {
      for await (const user of chat.listUsers({ pageSize: 1, signal })) expect(user.userId).toBe('alice');
    };
    await expect(run(list())).rejects.toBe(reason);
  });
});

it('a signal that lives longer than its calls gets one listener for all of them', async () => {
  let listeners = 0;
  const signal: AbortSignalLike = { aborted: false, reason: undefined, addEventListener: () => listeners++ };
  const { chat, run, clock } = setUp({ users: ['alice'], faults: [reset] });
  await run(Promise.all(Array.from({ length: 50 }, () => chat.getUser('alice', { signal }))));
  await run(chat.createUsers([{ userId: 'bob' }], { signal }));
  await run(chat.deleteUser('nobody', { signal }).catch(() => {}));
  expect(listeners).toBe(1);
  expect(clock.asleep.size).toBe(0);
});

it('a signal that lives longer than its calls does not keep them', async () => {
  const calls: WeakRef<AbortSignal>[] = [];
  const { chat, run } = setUp({
    client: {
      fetch: async (_, { signal }) => {
        calls.push(new WeakRef(signal));
        return new Response('{}', { status: 403 });
      },
    },
  });
  const { signal } = new AbortController();
  await run(Promise.allSettled(Array.from({ length: 50 }, () => chat.getUser('alice', { signal }))));
  const scopes = Array.from({ length: 50 }, () => {
    const scope = openScope(signal);
    scope.abort();
    return new WeakRef(scope.signal);
  });
  await setTimeout(10);
  collectGarbage();
  const kept = (refs: readonly WeakRef<AbortSignal>[]) => refs.filter((ref) => ref.deref() !== undefined).length;
  // The last one may still be on the stack.
  expect(kept(calls)).toBeLessThan(5);
  expect(kept(scopes)).toBeLessThan(5);
});

it('a signal of many calls makes Node warn of nothing', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on('warning', warn);
  const { signal } = new AbortController();
  const { chat, run } = setUp({ users: ['alice'] });
  await run(Promise.all(Array.from({ length: 50 }, () => chat.getUser('alice', { signal }))));
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});

describe('an API that does not answer', () => {
  it('is given up after 30 seconds, and asked again where that does no harm', async () => {
    const { chat, run, clock } = setUp({ users: ['alice'], faults: [hang] });
    await run(chat.getUser('alice'));
    expect(clock.slept).toEqual([30, 0.25]);
    expect(clock.asleep.size).toBe(0);
  });

  it('is given up after the time that is set', async () => {
    const { chat, run, clock, standIn } = setUp({ faults: [hang], client: { timeout: 5 } });
    await expect(run(chat.createUser({ userId: 'bob' }))).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
      message: 'createUser: no response within 5 seconds',
    });
    expect(clock.slept).toEqual([5]);
    expect(standIn.requests).toHaveLength(1);
  });
});
