/** The app token of a client: minted once, renewed in time, minted again if the API refuses it. */
import { describe, expect, it } from 'vitest';
import { type AppTokenProvider, createAppTokenProvider } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith } from '../../stand-in-rest/faults.ts';
import { appId, credentials } from '../../support/credentials.ts';
import { expectFailure, failure, setUp } from '../../support/rest.ts';

const expired = answerWith(refuse(401, 'unauthorized', 'Unable to authenticate due to expired access Token'));
const notOpen = answerWith(refuse(401, 'unauthorized', 'Registration is not open, please contact the administrator.'));

const tokensOf = ({ standIn }: ReturnType<typeof setUp>) => standIn.requests.map(({ authorization }) => authorization);
const callers = (count: number, call: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, call));

describe('a client', () => {
  it('mints one token for 50 callers at once', async () => {
    const bench = setUp({ users: ['alice'] });
    await bench.run(callers(50, () => bench.chat.getUser('alice')));
    expect(tokensOf(bench)).toHaveLength(50);
    expect(new Set(tokensOf(bench)).size).toBe(1);
  });

  it.each([
    ['getUser', expired],
    ['createUser', notOpen],
  ] as const)('makes a new token when the API refuses the old one, and nobody notices: %s', async (name, fault) => {
    const bench = setUp({ users: ['alice'], faults: [fault] });
    const { chat } = bench;
    await bench.run<unknown>(name === 'getUser' ? chat.getUser('alice') : chat.createUser({ userId: 'bob' }));
    expect(new Set(tokensOf(bench)).size).toBe(2);
    expect(bench.clock.slept).toEqual([]);
  });

  it('makes one new token for 50 callers whose token has been revoked', async () => {
    const bench = setUp({ users: ['alice'] });
    await bench.run(bench.chat.getUser('alice'));
    bench.standIn.revoked.add(tokensOf(bench)[0]?.slice('Bearer '.length) ?? '');
    await bench.run(callers(50, () => bench.chat.getUser('alice')));
    expect(new Set(tokensOf(bench)).size).toBe(2);
  });

  it('gives up when the new token is refused too', async () => {
    const bench = setUp({ users: ['alice'], faults: [expired, expired] });
    await expectFailure(bench.run(bench.chat.getUser('alice')), 'ERR_UNAUTHORIZED', {
      status: 401,
      apiError: 'unauthorized',
      apiDescription: 'Unable to authenticate due to expired access Token',
    });
    expect(tokensOf(bench)).toHaveLength(2);
  });

  it('begins with a new token after that', async () => {
    const bench = setUp({ users: ['alice'], faults: [expired, expired] });
    await failure(bench.run(bench.chat.getUser('alice')));
    await bench.run(bench.chat.getUser('alice'));
    expect(new Set(tokensOf(bench)).size).toBe(3);
  });

  it.each([
    ['another app', { ...credentials, appId: `a${appId.slice(1)}` }],
    ['the secondary certificate', { ...credentials, appCertificate: 'f'.repeat(32) }],
  ])('does not try again with the credentials of %s', async (_, wrong) => {
    const bench = setUp({ users: ['alice'], client: { credentials: wrong } });
    await expectFailure(bench.run(bench.chat.getUser('alice')), 'ERR_CREDENTIALS', {
      status: 401,
      apiError: 'auth_bad_access_token',
      apiDescription: 'Unable to authenticate due to bad access Token',
    });
    expect(tokensOf(bench)).toHaveLength(1);
  });

  it('replaces its token in the second half of its life, and needs no refusal for that', async () => {
    const bench = setUp({ users: ['alice'] });
    for (const age of [0, 1799, 1801, 1802, 9000]) {
      bench.clock.time = 1_700_000_000 + age;
      await bench.run(bench.chat.getUser('alice'));
    }
    const [first, young, old, next, afterIdle] = tokensOf(bench);
    expect([young, old]).toEqual([first, first]);
    expect(new Set([first, next, afterIdle]).size).toBe(3);
    expect(tokensOf(bench)).toHaveLength(5);
  });
});

describe("a client with somebody else's provider", () => {
  const provided = (provider: Partial<AppTokenProvider>) =>
    setUp({
      users: ['alice'],
      client: {
        credentials: undefined,
        appTokenProvider: { getToken: async () => 'token', invalidate: () => {}, ...provider },
      },
    });

  it('sends the token it is given, and says which one was refused', async () => {
    const own = createAppTokenProvider({ credentials, now: () => 1_700_000_000 });
    const invalidated: string[] = [];
    const bench = provided({
      getToken: () => own.getToken(),
      invalidate: (token) => {
        invalidated.push(token);
        own.invalidate(token);
      },
    });
    bench.standIn.faults.push(expired);
    await bench.run(bench.chat.getUser('alice'));
    const [refused, used] = tokensOf(bench);
    expect(invalidated.map((token) => `Bearer ${token}`)).toEqual([refused]);
    expect(used).toBe(`Bearer ${await own.getToken()}`);
  });

  it('fails with the provider, and sends nothing', async () => {
    const cause = new Error('the vault is sealed');
    const bench = provided({ getToken: () => Promise.reject(cause) });
    const error = await failure(bench.run(bench.chat.getUser('alice')));
    expect({ code: error.code, cause: error.cause }).toEqual({ code: 'ERR_TOKEN_PROVIDER', cause });
    expect(bench.standIn.requests).toEqual([]);
  });

  it.each([['', undefined, null, 7, '007eJx\n', '007eJx secret', '007é']].flat())(
    'does not send %j for a token, nor repeat it in an error',
    async (token) => {
      const bench = provided({ getToken: async () => token as string });
      const error = await failure(bench.run(bench.chat.getUser('alice')));
      expect(error.code).toBe('ERR_TOKEN_PROVIDER');
      expect(`${error.message} ${error.cause}`).not.toContain('007');
      expect(bench.standIn.requests).toEqual([]);
    },
  );

  it('does not wait for it beyond the timeout', async () => {
    const bench = provided({ getToken: () => new Promise(() => {}) });
    await expectFailure(bench.run(bench.chat.createUser({ userId: 'bob' })), 'ERR_TIMEOUT');
    expect(bench.clock.slept).toEqual([30]);
    expect(bench.clock.asleep.size).toBe(0);
  });
});
