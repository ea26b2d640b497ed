/** `request`: every operation that has no method of its own, with the same token, retries, limit and errors. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith, lostAnswer } from '../../stand-in-rest/faults.ts';
import { expectFailure, expectRefusedArgument, failure, setUp } from '../../support/rest.ts';

const asked = ({ standIn }: ReturnType<typeof setUp>) =>
  standIn.requests.map(({ method, path, body }) => `${method} ${path.replace('/61717166/1069763', '')} ${body}`.trim());

it('sends method, path, query and body, and gives the whole answer', async () => {
  const bench = setUp({ users: ['alice'] });
  const query = { limit: 1, cursor: undefined, text: 'a&b=ü', isNew: true };
  const answer = await bench.run(bench.chat.request('GET', '/users', { query }));
  expect(answer).toMatchObject({ count: 1, entities: [{ username: 'alice' }] });
  await bench.run(bench.chat.request('PUT', '/users/alice/password', { body: { newpassword: 'secret' } }));
  expect(asked(bench)).toEqual([
    'GET /users?limit=1&text=a%26b%3D%C3%BC&isNew=true',
    'PUT /users/alice/password {"newpassword":"secret"}',
  ]);
});

it('fails with the same errors, which name the call and not its query', async () => {
  const { chat, run } = setUp();
  const call = run(chat.request('GET', '/users/nobody', { query: { secret: 'word' } }));
  await expect(call).rejects.toMatchObject({ message: 'GET /users/nobody: 404 service_resource_not_found' });
  const bench = setUp({ faults: [answerWith(refuse(403, 'forbidden_op', 'no'))] });
  await expectFailure(bench.run(bench.chat.request('DELETE', '/users/alice')), 'ERR_FORBIDDEN', {
    status: 403,
    apiError: 'forbidden_op',
    apiDescription: 'no',
  });
});

it('repeats a GET, and others only if they may be carried out twice', async () => {
  for (const [method, repeatable, requests] of [
    ['GET', undefined, 2],
    ['GET', false, 1],
    ['DELETE', undefined, 1],
    ['DELETE', true, 2],
  ] as const) {
    const bench = setUp({ users: ['alice'], faults: [lostAnswer] });
    await bench.run(bench.chat.request(method, '/users/alice', { repeatable }).catch(() => {}));
    expect(bench.standIn.requests).toHaveLength(requests);
  }
});

describe('refuses', () => {
  it.each([
    '',
    'users',
    '//evil.test/users',
    '/users/../../other',
    '/users/.',
    '/users/%2e%2E',
    '/users/.%2e/x',
    '/users/',
    '/users?limit=1',
    '/users#1',
    '/users/a b',
    '/users\\..',
    '/users/é',
    7 as never,
  ])('the path %j, which could leave the app', async (path) => {
    const { chat, run, standIn } = setUp();
    await expectRefusedArgument(run(chat.request('GET', path)), 'path');
    expect(standIn.requests).toEqual([]);
  });

  it('a body that is no JSON', async () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    for (const body of [cycle, { big: 1n }]) {
      const { chat, run, standIn } = setUp();
      await expectRefusedArgument(run(chat.request('GET', '/users', { body })), 'body');
      expect(standIn.requests).toEqual([]);
    }
  });

  it('unknown methods and options', async () => {
    const { chat, run } = setUp();
    await expectRefusedArgument(run(chat.request('PATCH' as never, '/users')), 'method');
    await expectRefusedArgument(run(chat.request('GET', '/users', { quary: {} } as never)), 'quary');
    await expectRefusedArgument(run(chat.request('GET', '/users', { query: 'limit=1' } as never)), 'query');
  });
});

describe('call', () => {
  it('carries out an operation of the caller, and repeats nothing if its read fails', async () => {
    const { chat, run, standIn } = setUp({ users: ['alice'] });
    const operation = { name: 'countUsers', method: 'GET', path: '/users', read: ({ count }: Json) => count } as const;
    expect(await run(chat.call(operation))).toBe(1);
    standIn.requests.length = 0;
    const cause = new TypeError('a mistake');
    const read = () => {
      throw cause;
    };
    const error = await failure(run(chat.call({ ...operation, read })));
    expect([error.code, error.message, error.cause]).toEqual([
      'ERR_RESPONSE',
      'countUsers: 200, but reading the response failed',
      cause,
    ]);
    expect(standIn.requests).toHaveLength(1);
  });
});
