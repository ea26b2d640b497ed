/** Random sequences of events and calls: a session never violates its invariants. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChatSessionErrorCode } from '../../../src/client/index.ts';
import { answer, FakeChat, pending } from '../../support/fake-chat.ts';
import { settled } from '../../support/fake-host.ts';

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeEach(() => process.on('unhandledRejection', note));
afterEach(() => {
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** How a fetch or an operation of the SDK ends, and after how many seconds; never, if that exceeds the timeout. */
const outcome = fc.record({
  after: fc.constantFrom(0, 0, 0, 1, 15, 30, 100),
  how: fc.constantFrom('well', 'well', 'well', 'fault', 'busy', 'stale', 'expired'),
});

const event = fc.oneof(
  fc.record({ pass: fc.constantFrom(0, 1, 5, 30, 600, 2600, 3600) }),
  fc.record({ sleep: fc.constantFrom(10, 3000, 90_000) }),
  fc.record({ report: fc.constantFrom('will-expire', 'ERR_TOKEN_EXPIRED', 'ERR_CONNECTION', 'ERR_TOKEN_REFUSED') }),
  fc.record({ call: fc.constantFrom('renewNow', 'login', 'logout', 'wake') }),
);

it('never two fetches at a time, a renewal with the current token or after its expiry, or an unhandled rejection', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 25 }),
      fc.array(outcome, { minLength: 1 }),
      async (events, outcomes) => {
        const chat = new FakeChat();
        const { host, session } = chat;
        /** Collected, since the session would treat a thrown assertion as a network error. */
        const violations: string[] = [];
        let turn = 0;
        let flying = 0;
        /** The last token that the SDK received, and the one that is in use according to the session's events. */
        let offered: string | undefined;
        let inUse: string | undefined;
        const ends = new Map<string, number>();

        /** Ends as the next outcome says, on the fake clock. */
        const play = async <Value>(well: () => Value): Promise<Value> => {
          const { after, how } = outcomes[turn++ % outcomes.length] as { after: number; how: string };
          if (after > 0) {
            const wait = pending();
            host.timer(wait.resolve, after * 1000);
            await wait.promise;
          }
          if (how === 'fault') throw new TypeError('network');
          if (how === 'busy') throw answer(503, 3);
          return well();
        };

        chat.onFetch = async ({ userId, signal }) => {
          flying++;
          if (flying > 1) violations.push('two fetches at a time');
          let isFlying = true;
          const land = () => {
            if (isFlying) flying--;
            isFlying = false;
          };
          signal.addEventListener('abort', land);
          const asked = host.now();
          const { how } = outcomes[turn % outcomes.length] as { how: string };
          try {
            return await play(() => {
              const expiresIn = how === 'expired' ? 2 : 3600;
              const token = how === 'stale' && inUse !== undefined ? inUse : chat.token(userId, expiresIn);
              if (token !== inUse) ends.set(token, asked + 1000 * expiresIn);
              return token;
            });
          } finally {
            land();
          }
        };
        chat.onLogin = (token) => {
          offered = token;
          return play(() => {});
        };
        chat.onRenew = (token) => {
          if (token === inUse) violations.push('a renewal with the token in use');
          if (host.now() >= (ends.get(inUse ?? '') ?? Number.POSITIVE_INFINITY))
            violations.push('a renewal after the end');
          offered = token;
          return play(() => {});
        };
        session.on('online', () => {
          inUse = offered;
        });
        session.on('renewed', () => {
          inUse = offered;
        });
        session.on('state', (state) => {
          if (state === 'signed-out' || state === 'failed') inUse = undefined;
        });

        session.login('alice').catch(() => {});
        for (const one of events) {
          if ('pass' in one) await host.advance(one.pass);
          else if ('sleep' in one) host.sleep(one.sleep);
          else if ('report' in one) await chat.report(one.report as ChatSessionErrorCode | 'will-expire');
          else if (one.call === 'wake') await host.wake();
          // Nobody awaits these promises, which must not cause an unhandled rejection.
          else if (one.call === 'login') session.login('alice').catch(() => {});
          else if (one.call === 'logout') session.logout();
          else session.renewNow().catch(() => {});
          await settled();
        }

        session.dispose();
        await host.advance(200);
        expect(violations).toEqual([]);
        expect({ state: session.state, listeners: chat.listenerCount, timers: host.timerCount }).toEqual({
          state: 'disposed',
          listeners: 0,
          timers: 0,
        });
      },
    ),
    { numRuns: 400 },
  );
});
