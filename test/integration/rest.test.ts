/** The REST client with the platform's own `fetch`, clock and timers, against the stand-in over HTTP on loopback. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChatRestClient, type ChatRestClientOptions, createChatRestClient } from '../../src/rest/index.ts';
import { cut, endless, hang, lostAnswer, reset } from '../stand-in-rest/faults.ts';
import { type RunningStandIn, startStandIn } from '../stand-in-rest/start.ts';
import { credentials } from '../support/credentials.ts';
import { failure } from '../support/rest.ts';

let standIn: RunningStandIn;

beforeAll(async () => {
  standIn = await startStandIn(credentials);
});

beforeEach(() => {
  standIn.users.stored.clear();
  standIn.requests.length = 0;
  standIn.faults.length = 0;
});

afterAll(() => standIn.close());

/** A client that does not wait between retries. */
function create(changes: Partial<ChatRestClientOptions> = {}): ChatRestClient {
  const options = { ...standIn.address, credentials, random: () => 0, ...changes };
  return createChatRestClient(options as ChatRestClientOptions);
}

it('the life of a user, in every operation', async () => {
  const chat = create();
  const { created } = await chat.createUsers([{ userId: 'alice', nickname: 'Alice' }, { userId: 'bob' }]);
  expect(created.map(({ userId }) => userId)).toEqual(['alice', 'bob']);
  expect(await chat.createUser({ userId: 'carol' })).toMatchObject({ userId: 'carol', activated: true });
  expect(await chat.getUser('alice')).toEqual(created[0]);
  const listed: string[] = [];
  for await (const { userId } of chat.listUsers({ pageSize: 2 })) listed.push(userId);
  expect(listed).toEqual(['alice', 'bob', 'carol']);
  await chat.setPassword('alice', 'secret');
  standIn.users.online.add('alice');
  expect(await chat.getStatus('alice')).toBe('online');
  await chat.disconnect('alice');
  await chat.deactivate('alice');
  expect(await chat.getUser('alice')).toMatchObject({ activated: false });
  await chat.activate('alice');
  await chat.deleteUser('alice');
  expect((await failure(chat.getUser('alice'))).code).toBe('ERR_USER_NOT_FOUND');
  const { statuses } = await chat.getStatuses(['alice', 'bob']);
  expect(Object.fromEntries(statuses)).toEqual({ alice: 'offline', bob: 'offline' });
});

it('by the app id too', async () => {
  const { host } = standIn.address;
  const chat = createChatRestClient({ host, appId: credentials.appId, credentials });
  expect(await chat.createUser({ userId: 'alice' })).toMatchObject({ userId: 'alice' });
});

it('50 callers share one token', async () => {
  const chat = create();
  await Promise.all(Array.from({ length: 50 }, (_, index) => chat.createUser({ userId: `user${index}` })));
  expect(standIn.users.stored.size).toBe(50);
  expect(new Set(standIn.requests.map(({ authorization }) => authorization)).size).toBe(1);
});

describe('on the way', () => {
  it.each([
    ['breaks', reset],
    ['breaks in the answer', cut],
    ['breaks behind the deed', lostAnswer],
  ])('a connection that %s is made again', async (_, fault) => {
    standIn.faults.push(fault);
    const user = await create().createUser({ userId: 'alice' }, { ifExists: 'accept' });
    expect(user.userId).toBe('alice');
  });

  it('an answer without end is not read to its end', async () => {
    standIn.faults.push(endless);
    expect((await failure(create().getUser('alice'))).code).toBe('ERR_RESPONSE');
  });

  it('a silent API is given up', async () => {
    standIn.faults.push(hang);
    expect((await failure(create({ timeout: 1 }).createUser({ userId: 'alice' }))).code).toBe('ERR_TIMEOUT');
  });

  it('a silent API is left at once on abortion', async () => {
    standIn.faults.push(hang);
    const controller = new AbortController();
    const call = create().getUser('alice', { signal: controller.signal });
    const reason = new Error('the user has left');
    setTimeout(() => controller.abort(reason), 50);
    await expect(call).rejects.toBe(reason);
  });

  it('nobody listens', async () => {
    const other = await startStandIn(credentials);
    await other.close();
    const error = await failure(create({ host: other.address.host, retries: 1 }).getUser('alice'));
    expect({ code: error.code, cause: error.cause }).toEqual({ code: 'ERR_NETWORK', cause: expect.any(TypeError) });
  });
});
