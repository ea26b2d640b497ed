/** Calls for many users: split by the API's limits, and told apart by user when some fail. */
import { describe, expect, it } from 'vitest';
import { ChatRestError } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith } from '../../stand-in-rest/faults.ts';
import { expectRefusedArgument, failure, setUp } from '../../support/rest.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
const users = (count: number) => ids(count).map((userId) => ({ userId }));
const bodies = ({ standIn }: ReturnType<typeof setUp>) => standIn.requests.map(({ body }) => JSON.parse(body));
const forbidden = answerWith(refuse(403, 'forbidden_op', 'no'));

describe('createUsers', () => {
  it('creates 60 users in a request', async () => {
    const bench = setUp();
    const { created, failed } = await bench.run(bench.chat.createUsers(users(130)));
    expect(bodies(bench).map((list) => list.length)).toEqual([60, 60, 10]);
    expect(created.map(({ userId }) => userId)).toEqual(ids(130));
    expect(failed).toEqual([]);
  });

  it('tells for each user what the API has against it', async () => {
    const { chat, run, standIn } = setUp({ users: ['user1'] });
    standIn.faults.push(
      answerWith({
        status: 200,
        body: {
          entities: [{ username: 'user0', uuid: 'u', created: 0, modified: 0, activated: true }],
          data: [
            { username: 'user1', registerUserFailReason: 'the user1 already exists' },
            { username: 'user2', registerUserFailReason: 'out of luck' },
            { username: 'stranger', registerUserFailReason: 'who is that' },
          ],
        },
      }),
    );
    const { created, failed } = await run(chat.createUsers(users(4)));
    expect(created.map(({ userId }) => userId)).toEqual(['user0']);
    expect(failed.map(({ id, error: { code, apiDescription } }) => [id, code, apiDescription])).toEqual([
      ['user1', 'ERR_USER_EXISTS', 'the user1 already exists'],
      ['user2', 'ERR_BAD_REQUEST', 'out of luck'],
      ['user3', 'ERR_RESPONSE', undefined],
    ]);
  });

  it('creates the others', async () => {
    const { chat, run, standIn } = setUp({ users: ['user1', 'user70'] });
    const { created, failed } = await run(chat.createUsers(users(100)));
    expect(created).toHaveLength(98);
    expect(failed.map(({ id, error }) => [id, error.code])).toEqual([
      ['user1', 'ERR_USER_EXISTS'],
      ['user70', 'ERR_USER_EXISTS'],
    ]);
    expect(standIn.users.stored.size).toBe(100);
  });

  it('sends nothing more once a request has failed, and tells so for each user', async () => {
    const bench = setUp({ faults: [undefined, forbidden] });
    const { created, failed } = await bench.run(bench.chat.createUsers(users(200)));
    expect(bench.standIn.requests).toHaveLength(2);
    expect(created.map(({ userId }) => userId)).toEqual(ids(60));
    expect(failed.map(({ id }) => id)).toEqual(ids(200).slice(60));
    expect(new Set(failed.map(({ error }) => error.code))).toEqual(new Set(['ERR_FORBIDDEN']));
    expect(failed[0]?.error).toBeInstanceOf(ChatRestError);
  });

  it('fails as a whole if the first request does', async () => {
    const { chat, run, standIn } = setUp({ faults: [forbidden] });
    expect((await failure(run(chat.createUsers(users(200))))).code).toBe('ERR_FORBIDDEN');
    expect(standIn.requests).toHaveLength(1);
  });

  it('checks all users before it sends the first', async () => {
    const { chat, run, standIn } = setUp();
    await expectRefusedArgument(run(chat.createUsers([...users(100), { userId: 'Alice' }])), 'userId');
    await expectRefusedArgument(run(chat.createUsers('alice' as never)), 'users');
    expect(standIn.requests).toEqual([]);
  });

  it('asks nothing for nobody', async () => {
    const { chat, run, standIn } = setUp();
    expect(await run(chat.createUsers([]))).toEqual({ created: [], failed: [] });
    expect(standIn.requests).toEqual([]);
  });

  it('tells no reason that may repeat a password', async () => {
    const { chat, run } = setUp({ users: ['alice'] });
    const { failed } = await run(chat.createUsers([{ userId: 'alice', password: 'alice' }]));
    expect(failed.map(({ error }) => ({ ...error }))).toEqual([{ name: 'ChatRestError', code: 'ERR_USER_EXISTS' }]);
  });
});

describe('getStatuses', () => {
  it('asks for 100 users in a request, for each once', async () => {
    const bench = setUp({ users: ['user3'] });
    bench.standIn.users.online.add('user3');
    const { statuses, failed } = await bench.run(bench.chat.getStatuses([...ids(230), ...ids(5)]));
    expect(bodies(bench).map(({ usernames }) => usernames.length)).toEqual([100, 100, 30]);
    expect([...statuses.keys()]).toEqual(ids(230));
    expect([...statuses].filter(([, status]) => status === 'online')).toEqual([['user3', 'online']]);
    expect(failed).toEqual([]);
  });

  it('tells for each user what failed', async () => {
    const partial = answerWith({ status: 200, body: { data: [{ user0: 'online' }, { stranger: 'online' }] } });
    const { chat, run } = setUp({ faults: [partial, forbidden] });
    const { statuses, failed } = await run(chat.getStatuses(ids(101)));
    expect([...statuses]).toEqual([['user0', 'online']]);
    expect(failed[0]?.error.message).toBe('getStatuses: the response does not mention this entry');
    expect(failed.map(({ error }) => error.code)).toEqual([...Array(99).fill('ERR_RESPONSE'), 'ERR_FORBIDDEN']);
  });

  it('checks all users before it asks for the first', async () => {
    const { chat, run, standIn } = setUp();
    await expectRefusedArgument(run(chat.getStatuses([...ids(100), ''])), 'userIds[100]');
    await expectRefusedArgument(run(chat.getStatuses('alice' as never)), 'userIds');
    expect(standIn.requests).toEqual([]);
  });
});
