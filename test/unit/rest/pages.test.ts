/** All users, page by page. */
import { expect, it } from 'vitest';
import type { ChatUser } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith } from '../../stand-in-rest/faults.ts';
import { expectFailure, setUp } from '../../support/rest.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);

async function collect(users: AsyncIterable<ChatUser>): Promise<string[]> {
  const collected: string[] = [];
  for await (const { userId } of users) collected.push(userId);
  return collected;
}

const paths = ({ standIn }: ReturnType<typeof setUp>) => standIn.requests.map(({ path }) => path.split('?')[1]);

it('all users are listed, oldest first', async () => {
  const bench = setUp({ users: ids(250) });
  expect(await bench.run(collect(bench.chat.listUsers()))).toEqual(ids(250));
  expect(paths(bench)).toEqual(['limit=100', 'limit=100&cursor=after-100', 'limit=100&cursor=after-200']);
});

it('no users are listed where there are none', async () => {
  const bench = setUp();
  expect(await bench.run(collect(bench.chat.listUsers()))).toEqual([]);
});

it('a page is asked for when it is needed, and not before', async () => {
  const bench = setUp({ users: ids(10) });
  const firstThree = async () => {
    const seen: string[] = [];
    for await (const { userId } of bench.chat.listUsers({ pageSize: 2 })) {
      seen.push(userId);
      if (seen.length === 3) break;
    }
    return seen;
  };
  expect(await bench.run(firstThree())).toEqual(ids(3));
  expect(bench.standIn.requests).toHaveLength(2);
});

it('a listing goes on from a cursor', async () => {
  const bench = setUp({ users: ids(5) });
  const { users, cursor } = await bench.run(bench.chat.listUsersPage({ pageSize: 2 }));
  expect(users.map(({ userId }) => userId)).toEqual(ids(2));
  expect(await bench.run(collect(bench.chat.listUsers({ cursor })))).toEqual(ids(5).slice(2));
  expect(await bench.run(bench.chat.listUsersPage({ cursor: 'after-4' }))).not.toHaveProperty('cursor');
});

it('a cursor is encoded', async () => {
  const bench = setUp();
  await bench.run(bench.chat.listUsersPage({ cursor: 'a&limit=1#/%' })).catch(() => {});
  expect(paths(bench)).toEqual(['limit=100&cursor=a%26limit%3D1%23%2F%25']);
});

it('an empty page is not the last if it has a cursor; a cursor that leads nowhere is refused', async () => {
  const stuck = answerWith({ status: 200, body: { entities: [], cursor: 'here' } });
  const bench = setUp({ faults: [stuck, stuck] });
  await expectFailure(bench.run(collect(bench.chat.listUsers())), 'ERR_RESPONSE', { field: 'cursor' });
  expect(bench.standIn.requests).toHaveLength(2);
});

it('a failure ends the listing behind the users before it', async () => {
  const { chat, run } = setUp({ users: ids(4), faults: [undefined, answerWith(refuse(403, 'forbidden_op', 'no'))] });
  const seen: string[] = [];
  const list = async () => {
    for await (const { userId } of chat.listUsers({ pageSize: 2 })) seen.push(userId);
  };
  await expectFailure(run(list()), 'ERR_FORBIDDEN', { status: 403, apiError: 'forbidden_op', apiDescription: 'no' });
  expect(seen).toEqual(ids(2));
});

it('a page holds 1 to 100 users', async () => {
  const { chat, run, standIn } = setUp();
  for (const pageSize of [0, 101, 1.5, Number.NaN, '10' as never]) {
    await expectFailure(run(chat.listUsersPage({ pageSize })), 'ERR_INPUT', { field: 'pageSize' });
    await expectFailure(run(collect(chat.listUsers({ pageSize }))), 'ERR_INPUT', { field: 'pageSize' });
  }
  expect(standIn.requests).toEqual([]);
});
