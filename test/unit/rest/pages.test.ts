/** All users, page by page. */
import { describe, expect, it } from 'vitest';
import { type ChatUser, chatGroups } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith } from '../../stand-in-rest/faults.ts';
import { expectFailure, expectRefusedArgument, failure, setUp } from '../../support/rest.ts';

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
  const { items, cursor } = await bench.run(bench.chat.listUsers({ pageSize: 2 }).page());
  expect(items.map(({ userId }) => userId)).toEqual(ids(2));
  expect(await bench.run(collect(bench.chat.listUsers({ cursor })))).toEqual(ids(5).slice(2));
  expect(await bench.run(bench.chat.listUsers({ cursor: 'after-4' }).page())).not.toHaveProperty('cursor');
});

it('a cursor is encoded', async () => {
  const bench = setUp();
  await bench.run(bench.chat.listUsers({ cursor: 'a&limit=1#/%' }).page()).catch(() => {});
  expect(paths(bench)).toEqual(['limit=100&cursor=a%26limit%3D1%23%2F%25']);
});

it('an empty page is not the last if it has a cursor; a cursor that leads nowhere is refused', async () => {
  const stuck = answerWith({ status: 200, body: { entities: [], cursor: 'here' } });
  const bench = setUp({ faults: [stuck, stuck] });
  await expectFailure(bench.run(collect(bench.chat.listUsers())), 'ERR_RESPONSE', { field: 'cursor', cursor: 'here' });
  expect(bench.standIn.requests).toHaveLength(2);
});

const entity = (username: string) => ({ username, uuid: 'u', created: 0, modified: 0, activated: true });
const pageWith = (entities: readonly unknown[], cursor?: string) =>
  answerWith({ status: 200, body: { entities, cursor } });

describe('a listing that does not end is refused', () => {
  it('if its cursors go round in a circle', async () => {
    const faults = [pageWith([entity('a')], 'A'), pageWith([entity('b')], 'B'), pageWith([entity('c')], 'A')];
    const { chat, run, standIn } = setUp({ faults });
    await expectFailure(run(collect(chat.listUsers())), 'ERR_RESPONSE', { field: 'cursor', cursor: 'B' });
    expect(standIn.requests).toHaveLength(3);
  });

  it('if its pages stay empty, each with a new cursor', async () => {
    const faults = Array.from({ length: 200 }, (_, index) => pageWith([], `${index}`));
    const { chat, run, standIn } = setUp({ faults });
    const { message } = await failure(run(collect(chat.listUsers())));
    expect(message).toBe('listUsers: the listing does not end: its pages repeat or stay empty');
    expect(standIn.requests).toHaveLength(101);
  });

  it('if the API ignores the number of the page', async () => {
    const members = { data: [{ member: 'alice' }, { member: 'bob' }] };
    const { chat, run } = setUp({ faults: Array(3).fill(answerWith({ status: 200, body: members })) });
    const list = async () => {
      for await (const _ of chatGroups(chat).listMembers('1', { pageSize: 2 }));
    };
    await expectFailure(run(list()), 'ERR_RESPONSE', { field: 'cursor', cursor: '2' });
  });
});

describe('a malformed entry', () => {
  const faults = [pageWith([entity('a'), { username: 7 }, entity('b')], 'next'), pageWith([null, entity('c')])];

  it('does not end a listing, and is reported after its last entry', async () => {
    const { chat, run } = setUp({ faults });
    const seen: string[] = [];
    const list = async () => {
      for await (const { userId } of chat.listUsers()) seen.push(userId);
    };
    await expectFailure(run(list()), 'ERR_RESPONSE', { field: 'username', status: 200 });
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('is reported with its page', async () => {
    const { chat, run } = setUp({ faults });
    const pages: unknown[] = [];
    const list = async () => {
      for await (const { items, malformed, cursor } of chat.listUsers().pages()) {
        pages.push([items.map(({ userId }) => userId), malformed.map(({ message }) => message), cursor]);
      }
    };
    await run(list());
    expect(pages).toEqual([
      [['a', 'b'], ["listUsers: 200, but 'username' in the response is missing or invalid"], 'next'],
      [['c'], ["listUsers: 200, but 'entities' in the response is missing or invalid"], undefined],
    ]);
  });
});

it('a listing by page number resumes from its cursor', async () => {
  const { chat, run } = setUp();
  const members = ids(5);
  const groupId = await run(chatGroups(chat).create({ owner: 'owner', members }));
  const first = await run(chatGroups(chat).listMembers(groupId, { pageSize: 2 }).page());
  expect([first.items.length, first.cursor]).toEqual([2, '2']);
  const rest: string[] = [];
  const list = async () => {
    const { cursor } = first;
    for await (const { userId } of chatGroups(chat).listMembers(groupId, { pageSize: 2, cursor })) rest.push(userId);
  };
  await run(list());
  expect(rest).toEqual(members.slice(1));
  for (const cursor of ['0', 'x', '1.5']) {
    await expectRefusedArgument(run(chatGroups(chat).listMembers(groupId, { cursor }).page()), 'cursor');
  }
});

it('a failure ends the listing behind the users before it', async () => {
  const { chat, run } = setUp({ users: ids(4), faults: [undefined, answerWith(refuse(403, 'forbidden_op', 'no'))] });
  const seen: string[] = [];
  const list = async () => {
    for await (const { userId } of chat.listUsers({ pageSize: 2 })) seen.push(userId);
  };
  await expectFailure(run(list()), 'ERR_FORBIDDEN', {
    status: 403,
    apiError: 'forbidden_op',
    apiDescription: 'no',
    cursor: 'after-2',
  });
  expect(seen).toEqual(ids(2));
});

it('a page holds 1 to 100 users', async () => {
  const { chat, run, standIn } = setUp();
  for (const pageSize of [0, 101, 1.5, Number.NaN, '10' as never]) {
    await expectRefusedArgument(run(chat.listUsers({ pageSize }).page()), 'pageSize');
    await expectRefusedArgument(run(collect(chat.listUsers({ pageSize }))), 'pageSize');
  }
  expect(standIn.requests).toEqual([]);
});
