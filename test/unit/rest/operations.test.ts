/** Every operation as the API documents it: what is asked, what comes of it, what it says when it refuses. */
import { describe, expect, it } from 'vitest';
import { createChatRestClient } from '../../../src/rest/index.ts';
import { credentials } from '../../support/credentials.ts';
import { expectFailure, setUp } from '../../support/rest.ts';

const CLOCK_START = 1_700_000_000;

const user = (userId: string, number: number) => ({
  userId,
  uuid: `00000000-0000-4000-8000-00000000000${number}`,
  activated: true,
  createdAt: CLOCK_START,
  modifiedAt: CLOCK_START,
});

/** The last request, without its token. */
function asked({ standIn }: ReturnType<typeof setUp>) {
  const { method, path, body } = standIn.requests.at(-1) ?? { method: '', path: '', body: '' };
  return `${method} ${path.replace('/61717166/1069763', '')} ${body}`.trim();
}

describe('users', () => {
  it('are created', async () => {
    const bench = setUp();
    const created = await bench.run(bench.chat.createUser({ userId: 'alice', password: 'secret', nickname: 'Alice' }));
    expect(created).toEqual({ ...user('alice', 1), nickname: 'Alice' });
    expect(asked(bench)).toBe('POST /users {"username":"alice","password":"secret","nickname":"Alice"}');
    await bench.run(bench.chat.createUser({ userId: 'bob' }));
    expect(asked(bench)).toBe('POST /users {"username":"bob"}');
  });

  it('are created once', async () => {
    const { chat, run } = setUp({ users: ['alice'] });
    await expectFailure(run(chat.createUser({ userId: 'alice' })), 'ERR_USER_EXISTS', {
      status: 400,
      apiError: 'duplicate_unique_property_exists',
      apiDescription: expect.stringContaining('be unique'),
    });
  });

  it('may exist already where that is accepted, and then stay as they are', async () => {
    const { chat, run } = setUp({ users: ['alice'] });
    const accepted = await run(chat.createUser({ userId: 'alice', nickname: 'Other' }, { ifExists: 'accept' }));
    expect(accepted).toEqual(user('alice', 1));
    expect(await run(chat.createUser({ userId: 'bob' }, { ifExists: 'accept' }))).toEqual(user('bob', 2));
  });

  it('are got', async () => {
    const bench = setUp({ users: ['alice'] });
    expect(await bench.run(bench.chat.getUser('alice'))).toEqual(user('alice', 1));
    expect(asked(bench)).toBe('GET /users/alice');
  });

  it('are deleted', async () => {
    const bench = setUp({ users: ['alice'] });
    expect(await bench.run(bench.chat.deleteUser('alice'))).toBeUndefined();
    expect(asked(bench)).toBe('DELETE /users/alice');
    expect(bench.standIn.users.stored.size).toBe(0);
  });

  it('get a new password', async () => {
    const bench = setUp({ users: ['alice'] });
    expect(await bench.run(bench.chat.setPassword('alice', 'secret'))).toBeUndefined();
    expect(asked(bench)).toBe('PUT /users/alice/password {"newpassword":"secret"}');
    expect(bench.standIn.users.passwords.get('alice')).toBe('secret');
  });

  it('are deactivated and activated', async () => {
    const bench = setUp({ users: ['alice'] });
    expect(await bench.run(bench.chat.deactivate('alice'))).toBeUndefined();
    expect(asked(bench)).toBe('POST /users/alice/deactivate');
    expect(await bench.run(bench.chat.getUser('alice'))).toMatchObject({ activated: false });
    expect(await bench.run(bench.chat.activate('alice'))).toBeUndefined();
    expect(asked(bench)).toBe('POST /users/alice/activate');
    expect(await bench.run(bench.chat.getUser('alice'))).toMatchObject({ activated: true });
  });

  it('are online or offline, and are disconnected', async () => {
    const bench = setUp({ users: ['alice'] });
    bench.standIn.users.online.add('alice');
    expect(await bench.run(bench.chat.getStatus('alice'))).toBe('online');
    expect(asked(bench)).toBe('GET /users/alice/status');
    expect(await bench.run(bench.chat.disconnect('alice'))).toBeUndefined();
    expect(asked(bench)).toBe('GET /users/alice/disconnect');
    expect(await bench.run(bench.chat.getStatus('alice'))).toBe('offline');
  });

  it.each(['getUser', 'deleteUser', 'deactivate', 'activate', 'disconnect', 'getStatus'] as const)(
    'must exist for %s',
    async (name) => {
      const { chat, run } = setUp();
      await expectFailure(run<unknown>(chat[name]('nobody')), 'ERR_NOT_FOUND', {
        status: 404,
        apiError: 'service_resource_not_found',
        apiDescription: 'Service resource not found',
      });
    },
  );

  it('may be called __proto__ and constructor', async () => {
    const { chat, run } = setUp();
    const users = [{ userId: '__proto__' }, { userId: 'constructor' }];
    expect((await run(chat.createUsers(users))).created.map(({ userId }) => userId)).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(await run(chat.getStatus('__proto__'))).toBe('offline');
    const { statuses } = await run(chat.getStatuses(['__proto__', 'constructor', 'toString'.toLowerCase()]));
    expect([...statuses]).toEqual([
      ['__proto__', 'offline'],
      ['constructor', 'offline'],
      ['tostring', 'offline'],
    ]);
  });
});

describe('the address', () => {
  it('is made of organization and app, or of the app ID', async () => {
    const bench = setUp({ users: ['alice'] });
    await bench.run(bench.chat.getUser('alice'));
    expect(bench.standIn.requests.at(-1)?.path).toBe('/61717166/1069763/users/alice');

    const { fetch } = bench.standIn;
    const byId = createChatRestClient({ host: 'stand-in.test', appId: credentials.appId, credentials, fetch });
    await byId.getUser('alice').catch(() => {});
    expect(bench.standIn.requests.at(-1)?.path).toBe(`/app-id/${credentials.appId}/users/alice`);
  });

  it('of another app is not found', async () => {
    const { chat, run } = setUp({ client: { appName: 'other' } });
    await expectFailure(run(chat.getUser('alice')), 'ERR_APP_NOT_FOUND', {
      status: 404,
      apiError: 'organization_application_not_found',
      apiDescription: expect.stringContaining('Could not find application'),
    });
  });
});
