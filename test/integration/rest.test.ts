/** The REST client with the platform's own `fetch`, clock and timers, against the stand-in over HTTP on loopback. */
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChatRestClient,
  type ChatRestClientOptions,
  chatFiles,
  chatGroups,
  chatMessages,
  createChatRestClient,
} from '../../src/rest/index.ts';
import { answerWith, cut, endless, hang, lostAnswer, reset } from '../stand-in-rest/faults.ts';
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
  expect((await failure(chat.getUser('alice'))).code).toBe('ERR_NOT_FOUND');
  const { statuses } = await chat.getStatuses(['alice', 'bob']);
  expect(Object.fromEntries(statuses)).toEqual({ alice: 'offline', bob: 'offline' });
});

it('works with an app ID as well', async () => {
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

describe('a network fault', () => {
  it.each([
    ['breaks', reset],
    ['breaks in the answer', cut],
    ['breaks after the request was carried out', lostAnswer],
  ])('a connection that %s is retried', async (_, fault) => {
    standIn.faults.push(fault);
    const user = await create().createUser({ userId: 'alice' }, { ifExists: 'accept' });
    expect(user.userId).toBe('alice');
  });

  it('an endless response is aborted', async () => {
    standIn.faults.push(endless);
    expect((await failure(create().getUser('alice'))).code).toBe('ERR_RESPONSE');
  });

  it('a silent API times out', async () => {
    standIn.faults.push(hang);
    expect((await failure(create({ timeout: 1 }).createUser({ userId: 'alice' }))).code).toBe('ERR_TIMEOUT');
  });

  it('a call to a silent API can be aborted', async () => {
    standIn.faults.push(hang);
    const controller = new AbortController();
    const call = create().getUser('alice', { signal: controller.signal });
    const reason = new Error('the user has left');
    setTimeout(() => controller.abort(reason), 50);
    await expect(call).rejects.toBe(reason);
  });

  it('a refused connection', async () => {
    const other = await startStandIn(credentials);
    await other.close();
    const error = await failure(create({ host: other.address.host, retries: 1 }).getUser('alice'));
    expect({ code: error.code, cause: error.cause }).toEqual({ code: 'ERR_NETWORK', cause: expect.any(TypeError) });
  });
});

describe('a redirect to another host', () => {
  it.each([301, 302, 307, 308])('%i is not followed: no request reaches it', async (status) => {
    const seen: unknown[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers);
      response.end('{}');
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/users/alice`;
    const redirect = answerWith({ status, headers: { location }, body: '' });
    standIn.faults.push(redirect, redirect, redirect);
    const chat = create();
    // One after another: a call that is refused before it is awaited would be an unhandled rejection.
    for (const call of [
      () => chat.getUser('alice'),
      () => chatMessages(chat).sendToUsers(['alice'], { type: 'text', text: 'Hello' }),
      () => chatFiles(chat).download('1').next(),
    ]) {
      const error = await failure(call());
      expect([error.code, error.status]).toEqual(['ERR_RESPONSE', status]);
      expect(error.message).toMatch(/redirect; following it would send the app token to another address$/);
    }
    expect(seen).toEqual([]);
    other.close();
    await once(other, 'close');
  });
});

describe('a connection that is reset while the body is read', () => {
  it('of a listing is repeated, and no entry is lost or given twice', async () => {
    const chat = create();
    const members = Array.from({ length: 250 }, (_, index) => `user${index}`);
    const groupId = await chatGroups(chat).create({ owner: 'owner', members });
    standIn.faults.push(undefined, cut, undefined, cut);
    const listed: string[] = [];
    for await (const { userId } of chatGroups(chat).listMembers(groupId)) listed.push(userId);
    expect(listed).toEqual(['owner', ...members]);
  });

  it('of a message that was sent is an error, and the message is not sent again', async () => {
    standIn.areas.messages.length = 0;
    standIn.faults.push({ ...cut, done: true });
    const error = await failure(chatMessages(create()).sendToUsers(['alice'], { type: 'text', text: 'Hello' }));
    expect(error.code).toBe('ERR_NETWORK');
    expect(standIn.areas.messages).toHaveLength(1);
  });

  it('of a download is an error after the bytes that arrived', async () => {
    const bytes = new Uint8Array(100_000).fill(7);
    standIn.faults.push({ instead: { status: 200, texts: [bytes], cut: true } });
    let length = 0;
    const download = async () => {
      for await (const chunk of chatFiles(create()).download('1')) length += chunk.length;
    };
    expect((await failure(download())).code).toBe('ERR_NETWORK');
    expect(length).toBe(bytes.length);
  });
});

describe('an endless listing', () => {
  it('stops when the loop does', async () => {
    const page = (index: number) => answerWith({ status: 200, body: { data: [`user${index}`], cursor: `${index}` } });
    standIn.faults.push(...Array.from({ length: 1000 }, (_, index) => page(index)));
    let count = 0;
    for await (const _ of chatGroups(create()).listBlocked('1')) if (++count === 20) break;
    expect(standIn.requests).toHaveLength(20);
  });

  it('is an error if its cursors form a cycle', async () => {
    const page = (index: number) =>
      answerWith({ status: 200, body: { data: [`user${index}`], cursor: `${index % 2}` } });
    standIn.faults.push(...Array.from({ length: 1000 }, (_, index) => page(index)));
    const list = async () => {
      for await (const _ of chatGroups(create()).listBlocked('1'));
    };
    expect((await failure(list())).message).toMatch(/^chatGroups.listBlocked: the listing does not end/);
    expect(standIn.requests.length).toBeLessThanOrEqual(3);
  });
});

describe('a file', () => {
  it('is sent from disk and arrives in chunks, byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rest-'));
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7) % 251);
    await writeFile(join(folder, 'menu.bin'), bytes);
    const chat = create();
    const { fileId, url } = await chatFiles(chat).upload(await openAsBlob(join(folder, 'menu.bin')), {
      name: 'menu.bin',
    });
    expect(url).toBe(`${standIn.address.host}/61717166/1069763/chatfiles/${fileId}`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of chatFiles(chat).download(fileId)) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    await rm(folder, { recursive: true });
  });

  it('that is restricted needs its secret', async () => {
    const files = chatFiles(create());
    const { fileId, shareSecret = '' } = await files.upload(new Blob(['tea']), { isRestricted: true });
    expect((await failure(files.download(fileId).next())).code).toBe('ERR_FORBIDDEN');
    const { value } = await files.download(fileId, { shareSecret }).next();
    expect(Buffer.from(value ?? []).toString()).toBe('tea');
  });

  it('without end can be abandoned: the server sees the connection close', async () => {
    standIn.faults.push(endless);
    let length = 0;
    for await (const chunk of chatFiles(create()).download('1')) {
      length += chunk.length;
      if (length > 1_000_000) break;
    }
    await expect.poll(() => standIn.openAnswers()).toBe(0);
  });

  it('that stalls times out', async () => {
    standIn.faults.push({ instead: { status: 200, texts: ['tea'], stall: true } });
    const received: string[] = [];
    const download = async () => {
      for await (const chunk of chatFiles(create({ timeout: 1 })).download('1'))
        received.push(Buffer.from(chunk).toString());
    };
    expect((await failure(download())).code).toBe('ERR_TIMEOUT');
    expect(received).toEqual(['tea']);
  });

  it('is aborted by the signal', async () => {
    standIn.faults.push(endless);
    const controller = new AbortController();
    const reason = new Error('the user has left');
    const download = async () => {
      for await (const _ of chatFiles(create()).download('1', { signal: controller.signal })) controller.abort(reason);
    };
    await expect(download()).rejects.toBe(reason);
    await expect.poll(() => standIn.openAnswers()).toBe(0);
  });
});
