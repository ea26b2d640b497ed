/** Answers that are not what the API documents: refused, and never taken for more than they are. */
import { describe, expect, it } from 'vitest';
import type { ChatRestClient } from '../../../src/rest/index.ts';
import { answerWith, endless, type Fault } from '../../stand-in-rest/faults.ts';
import { expectFailure, failure, setUp } from '../../support/rest.ts';

const ok = (body: unknown): Fault => answerWith({ status: 200, body });
const entity = { username: 'alice', uuid: 'u', type: 'user', created: 1500, modified: 2500, activated: true };

type Call = (chat: ChatRestClient) => Promise<unknown>;
const calls: Readonly<Record<string, Call>> = {
  getUser: (chat) => chat.getUser('alice'),
  createUser: (chat) => chat.createUser({ userId: 'alice' }),
  listUsers: (chat) => chat.listUsers().page(),
  createUsers: (chat) => chat.createUsers([{ userId: 'alice' }]),
  deleteUser: (chat) => chat.deleteUser('alice'),
  setPassword: (chat) => chat.setPassword('alice', 'secret'),
  deactivate: (chat) => chat.deactivate('alice'),
  activate: (chat) => chat.activate('alice'),
  disconnect: (chat) => chat.disconnect('alice'),
  getStatus: (chat) => chat.getStatus('alice'),
  getStatuses: (chat) => chat.getStatuses(['alice']),
};

const expectRefusedAnswer = async (call: Call, fault: Fault, field: string) => {
  const { chat, run, standIn } = setUp({ faults: [fault] });
  await expectFailure(run(call(chat)), 'ERR_RESPONSE', { field, status: 200 });
  expect(standIn.requests).toHaveLength(1);
};

describe.each(Object.entries(calls))('%s refuses', (_, call) => {
  it.each([
    ['nothing', ''],
    ['a page of HTML', '<html>Sign in to the network</html>'],
    ['half an object', '{"entities":['],
    ['a list', []],
    ['null', 'null'],
    ['a text', '"alice"'],
  ])('%s with status 200', (__, body) => expectRefusedAnswer(call, ok(body), 'body'));

  it('an answer without end', () => expectRefusedAnswer(call, endless, 'size'));
});

describe('a user in an answer', () => {
  it.each<readonly [string, unknown, string]>([
    ['no entities', {}, 'entities'],
    ['an object for entities', { entities: {} }, 'entities'],
    ['no user', { entities: [] }, 'entities'],
    ['null for a user', { entities: [null] }, 'entities'],
    ['a list for a user', { entities: [[]] }, 'entities'],
    ...Object.entries({ username: 7, uuid: null, created: '1', modified: undefined, activated: 'true' }).map(
      ([field, value]) => [`a wrong ${field}`, { entities: [{ ...entity, [field]: value }] }, field] as const,
    ),
  ])('is refused: %s', (_, body, field) => expectRefusedAnswer(calls.getUser as Call, ok(body), field));

  it('may have fields that are not documented, and no proper nickname', async () => {
    const { chat, run } = setUp({
      faults: [ok({ entities: [{ ...entity, nickname: null, pushInfo: [{}] }], more: 1 })],
    });
    expect(await run(chat.getUser('alice'))).toEqual({
      userId: 'alice',
      uuid: 'u',
      activated: true,
      createdAt: 1.5,
      modifiedAt: 2.5,
    });
  });
});

it.each<[keyof typeof calls, string, unknown, string]>([
  ['listUsers', 'a number for a cursor', { entities: [], cursor: 7 }, 'cursor'],
  ['createUsers', 'no list of failures', { entities: [] }, 'data'],
  ['createUsers', 'a failure of nobody', { entities: [], data: [{ registerUserFailReason: '' }] }, 'username'],
  ['disconnect', 'no result', { data: {} }, 'result'],
  ['disconnect', 'a result of false', { data: { result: false } }, 'result'],
  ['getStatus', 'no data', {}, 'data'],
  ['getStatus', 'the status of another user', { data: { bob: 'online' } }, 'data'],
  ['getStatus', 'an unknown status', { data: { alice: 'away' } }, 'data'],
  ['getStatuses', 'an object for a list', { data: { alice: 'online' } }, 'data'],
  ['getStatuses', 'a text in the list', { data: ['alice'] }, 'data'],
  ['getStatuses', 'an unknown status', { data: [{ alice: true }] }, 'data'],
])('%s refuses %s', (name, _, body, field) => expectRefusedAnswer(calls[name] as Call, ok(body), field));

it('an answer of almost a megabyte is read', async () => {
  const { chat, run } = setUp({ faults: [ok({ entities: [entity], padding: 'x'.repeat(1_048_000) })] });
  expect(await run(chat.getUser('alice'))).toMatchObject({ userId: 'alice' });
});

it('a refusal of more than a megabyte is refused', async () => {
  const { chat, run } = setUp({ faults: [answerWith({ status: 400, body: 'x'.repeat(1_048_577) })] });
  expect((await failure(run(chat.getUser('alice')))).code).toBe('ERR_RESPONSE');
});

it('a character may be cut by the pieces of an answer', async () => {
  const bytes = Buffer.from(JSON.stringify({ entities: [{ ...entity, nickname: '😀' }] }));
  const { chat, run } = setUp({
    client: {
      fetch: async () => {
        const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
        return new Response(ReadableStream.from(pieces));
      },
    },
  });
  expect(await run(chat.getUser('alice'))).toMatchObject({ nickname: '😀' });
});

it('a code that is not a word is not reported', async () => {
  for (const error of [7, 'two words', 'x'.repeat(65), null]) {
    const { chat, run } = setUp({ faults: [answerWith({ status: 400, body: { error } })] });
    await expectFailure(run(chat.getUser('alice')), 'ERR_BAD_REQUEST', { status: 400 });
  }
});

it('a sentence is told up to 200 characters', async () => {
  const { chat, run } = setUp({
    faults: [answerWith({ status: 400, body: { error_description: 'x'.repeat(300) } })],
  });
  expect((await failure(run(chat.getUser('alice')))).apiDescription).toBe('x'.repeat(200));
});
