/** What is tried again after which failure, and how long is waited before. */
import { describe, expect, it } from 'vitest';
import type { ChatRestClient, ChatRestErrorCode } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith, cut, type Fault, lostAnswer, reset } from '../../stand-in-rest/faults.ts';
import { expectFailure, failure, setUp } from '../../support/rest.ts';

const status = (code: number): Fault => answerWith({ status: code, body: '<html>gateway</html>' });
const unsure: Readonly<Record<string, Fault>> = {
  408: status(408),
  502: status(502),
  503: status(503),
  504: status(504),
  'a connection that breaks': reset,
  'an answer that breaks off': cut,
};
const limited = answerWith(refuse(429, 'reach_limit', 'This request has reached api limit'));

/** Every call, by whether it may be carried out twice. */
const repeatable: Readonly<Record<string, (chat: ChatRestClient) => Promise<unknown>>> = {
  getUser: (chat) => chat.getUser('alice'),
  listUsers: (chat) => chat.listUsers().page(),
  getStatus: (chat) => chat.getStatus('alice'),
  getStatuses: (chat) => chat.getStatuses(['alice']),
  setPassword: (chat) => chat.setPassword('alice', 'secret'),
  deactivate: (chat) => chat.deactivate('alice'),
  activate: (chat) => chat.activate('alice'),
  disconnect: (chat) => chat.disconnect('alice'),
  deleteUser: (chat) => chat.deleteUser('alice'),
  'createUser, if it may exist': (chat) => chat.createUser({ userId: 'bob' }, { ifExists: 'accept' }),
};
const once: typeof repeatable = {
  createUser: (chat) => chat.createUser({ userId: 'bob' }),
  createUsers: (chat) => chat.createUsers([{ userId: 'bob' }]),
};
const reading = ['getUser', 'listUsers', 'getStatus', 'disconnect'];

const tries = async (call: (chat: ChatRestClient) => Promise<unknown>, fault: Fault) => {
  const { chat, run, standIn } = setUp({ users: ['alice'], faults: [fault] });
  const outcome = await run(call(chat)).then(
    () => 'done',
    (error) => error.code,
  );
  return [standIn.requests.length, outcome];
};

describe('a call that may be carried out twice', () => {
  it.each(Object.keys(repeatable))('is repeated where nobody knows if it was carried out: %s', async (name) => {
    for (const fault of Object.values(unsure)) {
      expect(await tries(repeatable[name] as () => Promise<unknown>, fault)).toEqual([2, 'done']);
    }
  });

  it.each(Object.keys(repeatable))('is repeated after a 500 only if it is a GET: %s', async (name) => {
    const expected = reading.includes(name) ? [2, 'done'] : [1, 'ERR_SERVER'];
    expect(await tries(repeatable[name] as () => Promise<unknown>, status(500))).toEqual(expected);
  });
});

describe('a call that may not be carried out twice', () => {
  it.each(Object.keys(once))('is not repeated: %s', async (name) => {
    for (const [what, fault] of Object.entries({ ...unsure, 500: status(500) })) {
      const code = /^\d/.test(what) ? 'ERR_SERVER' : 'ERR_NETWORK';
      expect(await tries(once[name] as () => Promise<unknown>, fault)).toEqual([1, code]);
    }
  });

  it.each(Object.keys(once))('is repeated where it was not carried out: %s', async (name) => {
    for (const fault of [limited, status(429), answerWith(refuse(400, 'illegal_argument', 'Too many queries'))]) {
      expect(await tries(once[name] as () => Promise<unknown>, fault)).toEqual([2, 'done']);
    }
  });
});

it('a user whose creation succeeded unheard is found', async () => {
  const { chat, run } = setUp({ faults: [lostAnswer] });
  expect(await run(chat.createUser({ userId: 'bob' }, { ifExists: 'accept' }))).toMatchObject({ userId: 'bob' });
});

it('a user whose deletion succeeded unheard is not found', async () => {
  const { chat, run } = setUp({ users: ['alice'], faults: [lostAnswer] });
  expect((await failure(run(chat.deleteUser('alice')))).code).toBe('ERR_NOT_FOUND');
});

describe('the wait before a retry', () => {
  const slept = async (faults: readonly Fault[], retries: number, random = 0.5) => {
    const { chat, run, clock } = setUp({ users: ['alice'], faults, client: { retries, random: () => random } });
    await run(chat.getUser('alice'));
    return clock.slept;
  };

  it('is drawn from nothing to a ceiling that doubles up to 20 seconds', async () => {
    expect(await slept(Array(8).fill(reset), 8, 0.5)).toEqual([0.25, 0.5, 1, 2, 4, 8, 10, 10]);
    expect(await slept(Array(3).fill(reset), 3, 0)).toEqual([0, 0, 0]);
  });

  it('comes on top of what Retry-After asks, in seconds or as a date', async () => {
    const after = (header: string) => answerWith({ status: 503, headers: { 'retry-after': header }, body: {} });
    const date = (seconds: number) => new Date((1_700_000_000 + seconds) * 1000).toUTCString();
    for (const [header, wait] of [
      ['7', 7],
      ['60', 60],
      [date(9), 9],
      [date(-9), 0],
      ['0', 0],
      ['soon', 0],
      ['-5', 0],
      ['', 0],
    ] as const) {
      expect([header, await slept([after(header)], 1)]).toEqual([header, [wait + 0.25]]);
    }
  });

  it('is not made where Retry-After asks for more than a minute', async () => {
    const faults = [answerWith({ ...refuse(429, 'reach_limit', 'slow'), headers: { 'retry-after': '61' } })];
    const { chat, run, clock } = setUp({ faults });
    await expectFailure(run(chat.getUser('alice')), 'ERR_RATE_LIMIT', {
      status: 429,
      apiError: 'reach_limit',
      apiDescription: 'slow',
      retryAfter: 61,
    });
    expect(clock.slept).toEqual([]);
  });
});

describe('the last failure is told', () => {
  it.each([
    [limited, 'ERR_RATE_LIMIT'],
    [status(503), 'ERR_SERVER'],
    [reset, 'ERR_NETWORK'],
  ] as const)('after four retries', async (fault, code) => {
    const { chat, run, standIn } = setUp({ faults: Array(5).fill(fault) });
    expect((await failure(run(chat.getUser('alice')))).code).toBe(code);
    expect(standIn.requests).toHaveLength(5);
  });

  it('after none, where none is wanted', async () => {
    const { chat, run, standIn } = setUp({ faults: [reset], client: { retries: 0 } });
    const error = await failure(run(chat.getUser('alice')));
    expect(error.cause).toEqual(new TypeError('fetch failed'));
    expect(standIn.requests).toHaveLength(1);
  });
});

describe('a refusal that waiting does not help is told at once', () => {
  it.each<[number, string, ChatRestErrorCode]>([
    [400, 'duplicate_unique_property_exists', 'ERR_USER_EXISTS'],
    [400, 'illegal_argument', 'ERR_BAD_REQUEST'],
    [400, 'json_parse', 'ERR_BAD_REQUEST'],
    [401, 'auth_bad_access_token', 'ERR_CREDENTIALS'],
    [403, 'forbidden_op', 'ERR_FORBIDDEN'],
    [403, 'exceed_limit', 'ERR_QUOTA'],
    [404, 'organization_application_not_found', 'ERR_APP_NOT_FOUND'],
    [404, 'service_resource_not_found', 'ERR_NOT_FOUND'],
    [404, 'constructor', 'ERR_NOT_FOUND'],
    [409, 'constructor', 'ERR_BAD_REQUEST'],
    [405, 'method_not_allowed', 'ERR_BAD_REQUEST'],
    [413, 'too_large', 'ERR_BAD_REQUEST'],
    [429, 'resource_limited', 'ERR_QUOTA'],
  ])('%i %s', async (code, word, expected) => {
    const { chat, run, standIn } = setUp({ faults: [answerWith(refuse(code, word, 'because'))] });
    await expectFailure(run(chat.getUser('alice')), expected, {
      status: code,
      apiError: word,
      apiDescription: 'because',
    });
    expect(standIn.requests).toHaveLength(1);
  });

  it('the words of a rate limit under another status', async () => {
    const fault = answerWith(refuse(403, 'forbidden', 'Too many queries'));
    const { chat, run, standIn } = setUp({ faults: [fault] });
    expect((await failure(run(chat.getUser('alice')))).code).toBe('ERR_FORBIDDEN');
    expect(standIn.requests).toHaveLength(1);
  });

  it('a redirect, which would carry the token elsewhere', async () => {
    const headers = { location: 'https://elsewhere.test/' };
    const { chat, run, standIn } = setUp({ faults: [answerWith({ status: 302, headers, body: '' })] });
    await expectFailure(run(chat.getUser('alice')), 'ERR_RESPONSE', { status: 302 });
    expect(standIn.requests).toHaveLength(1);
  });
});
