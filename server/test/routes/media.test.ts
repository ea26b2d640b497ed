/** The native routes for RTC, RTM, RTM 2, FPA and aPaaS: the contents of their tokens, and who may have which. */
import { buildApaasRoomUserToken } from 'accesstoken2';
import { describe, expect, it } from 'vitest';
import { authenticateApiKey } from '../../src/auth/api-key.ts';
import { authenticateJwt, type JwtRule } from '../../src/auth/jwt.ts';
import { sha256Hex } from '../../src/auth/secrets.ts';
import { credentials } from '../support/credentials.ts';
import { jwtFor, policy, signingKey } from '../support/jwts.ts';
import { ask, everything, listening, postJson } from '../support/listening.ts';
import { servicesOf } from '../support/tokens.ts';

const tokenIn = (json: unknown) => (json as { token: string }).token;

describe('a token', () => {
  it.each([
    [
      'rtc',
      { channel_name: 'room', uid: 'alice', role: 'publisher', privilege_expire: 300 },
      {
        service: 'rtc',
        channelName: 'room',
        uid: 'alice',
        privileges: { joinChannel: 300, publishAudio: 300, publishVideo: 300, publishData: 300 },
      },
    ],
    [
      'rtc',
      { channel_name: 'room', uid: 42 },
      { service: 'rtc', channelName: 'room', uid: '42', privileges: { joinChannel: 0 } },
    ],
    ['rtm', { user_id: 'Alice' }, { service: 'rtm', userId: 'Alice', privileges: { login: 600 } }],
    [
      'rtm2',
      { user_id: 'alice', permissions: { message_channels: { read: ['*'], write: ['room'] } } },
      {
        service: 'rtm2',
        userId: 'alice',
        permissions: { messageChannels: { read: ['*'], write: ['room'] } },
        privileges: { login: 600 },
      },
    ],
    ['fpa', {}, { service: 'fpa', privileges: { login: 0 } }],
    [
      'apaas',
      { user_uuid: 'alice' },
      { service: 'apaas', roomUuid: '', userUuid: 'alice', role: -1, privileges: { user: 600 } },
    ],
  ])('of %s, for %j', async (service, body, expected) => {
    const { status, json } = await postJson(`${await listening()}/generate-${service}-token`, { ...body, expire: 600 });
    expect(status).toBe(200);
    expect(servicesOf(tokenIn(json))).toEqual([expected]);
  });

  it.each([
    ['rtc', { channel_name: 'room', uid: 0 }, 'uid 0 would let any user join; name one user'],
    ['rtc', { channel_name: 'room', uid: '0' }, 'uid 0 would let any user join; name one user'],
    ['rtc', { channel_name: 'room', uid: '' }, 'uid is missing'],
    ['rtc', { uid: '1' }, 'channel_name must be a string'],
    ['rtc', { channel_name: '', uid: '1' }, 'the channel name must be 1 to 64 bytes long, got 0'],
    ['rtc', { channel_name: 'a\u202eb', uid: '1' }, 'the channel name contains an invisible or invalid character'],
    ['rtc', { channel_name: 'room', uid: '1', role: 'host' }, 'role must be publisher or subscriber'],
    ['rtm', { user_id: 'a\u0000b' }, 'user_id contains an invisible or invalid character'],
    ['rtm', { user_id: 'a\ufffdb' }, 'user_id contains an invisible or invalid character'],
    ['rtm', {}, 'user_id is missing'],
    ['rtm2', { user_id: 'a', permissions: { channels: {} } }, 'permissions has unknown members'],
  ])('of %s is refused for %j', async (service, body, error) => {
    const { status, json } = await postJson(`${await listening()}/generate-${service}-token`, body);
    expect({ status, json }).toEqual({ status: 400, json: { token: '', error, code: 'ERR_INPUT' } });
  });
});

describe('an aPaaS room token', () => {
  const room = { room_uuid: 'maths', user_uuid: 'alice', role: 1, expire: 600 };

  it('equals the one that the library builds', async () => {
    const { json } = await postJson(`${await listening()}/generate-apaas-room-token`, room);
    const built = buildApaasRoomUserToken({
      ...credentials,
      roomUuid: 'maths',
      userUuid: 'alice',
      role: 1,
      expiresIn: 600,
    });
    expect(servicesOf(tokenIn(json))).toEqual(servicesOf(built));
  });

  it('is for a student by default', async () => {
    const { json } = await postJson(`${await listening()}/generate-apaas-room-token`, { ...room, role: undefined });
    expect(servicesOf(tokenIn(json))).toContainEqual(expect.objectContaining({ service: 'apaas', role: 2 }));
  });

  it.each([
    [{ room_uuid: undefined }, 'room_uuid must be a string'],
    [{ room_uuid: '' }, 'the room must be 1 to 64 bytes long, got 0'],
    [{ room_uuid: 'a\u0000' }, 'the room contains an invisible or invalid character'],
    [{ user_uuid: '' }, 'user_uuid is missing'],
    [{ user_uuid: 'x'.repeat(65) }, 'user_uuid must be 1 to 64 bytes long, got 65'],
    [{ role: 1.5 }, 'role must be a whole number'],
    [{ role: 32_768 }, 'role must be at most 32767'],
    [{ expire: 86_401 }, 'the lifetime must be a whole number of 1 to 86400 seconds'],
  ])('is refused for %j', async (wrong, error) => {
    const url = await listening();
    const { status, json } = await postJson(`${url}/generate-apaas-room-token`, { ...room, ...wrong });
    expect({ status, json }).toEqual({ status: 400, json: { token: '', error, code: 'ERR_INPUT' } });
  });

  it('has no route if the policy does not allow aPaaS', async () => {
    const url = await listening({ policy: { ...everything, services: new Set(['chat', 'rtc']) } });
    expect((await postJson(`${url}/generate-apaas-room-token`, room)).status).toBe(404);
  });
});

describe('an API key', () => {
  const withKey = async (rules: object) => {
    const sha256 = await sha256Hex('the-key');
    const authenticate = authenticateApiKey([{ id: 'shop', sha256, scopes: ['user-token'], ...rules }]);
    const url = await listening({ authenticate });
    return (service: string, body: object) =>
      postJson(`${url}/generate-${service}-token`, body, { 'x-api-key': 'the-key' });
  };
  const room = { channel_name: 'call-alice-1', uid: 'alice' };

  it('may publish only if its entry allows it', async () => {
    const refused = { status: 403, json: { error: 'the caller may not have tokens that publish' } };
    const subscriber = await withKey({});
    expect((await subscriber('rtc', room)).status).toBe(200);
    expect(await subscriber('rtc', { ...room, role: 'publisher' })).toMatchObject(refused);
    const write = { user_id: 'a', permissions: { stream_channels: { write: ['x'] } } };
    expect(await subscriber('rtm2', write)).toMatchObject(refused);
    const publisher = await withKey({ publish: true });
    expect((await publisher('rtc', { ...room, role: 'publisher' })).status).toBe(200);
    expect((await publisher('rtm2', write)).status).toBe(200);
  });

  it('is limited to its channel pattern, which can include the user', async () => {
    const ask = await withKey({ channels: 'call-{user}-*' });
    const refused = { status: 403, json: { error: 'the caller may not have a token for this channel' } };
    expect((await ask('rtc', room)).status).toBe(200);
    expect(await ask('rtc', { ...room, uid: 'bob' })).toMatchObject(refused);
    expect(await ask('rtc', { ...room, uid: '*' })).toMatchObject(refused);
    expect(await ask('rtc', { ...room, uid: '.*' })).toMatchObject(refused);
    expect(await ask('rtm2', { user_id: 'a', permissions: { message_channels: { read: ['*'] } } })).toMatchObject(
      refused,
    );
  });

  it('is limited to its aPaaS rooms, and to the student role unless its entry allows others', async () => {
    const maths = { room_uuid: 'maths-1', user_uuid: 'alice' };
    const students = await withKey({ channels: 'maths-*' });
    expect((await students('apaas-room', maths)).status).toBe(200);
    for (const role of [1, 3, 0, -1]) {
      expect(await students('apaas-room', { ...maths, role })).toMatchObject({
        status: 403,
        json: { error: 'the caller may only have aPaaS role 2' },
      });
    }
    expect((await students('apaas-room', { ...maths, room_uuid: 'physics-1' })).status).toBe(403);
    const teachers = await withKey({ publish: true });
    expect((await teachers('apaas-room', { ...maths, role: 1 })).status).toBe(200);
  });

  it('has a maximum lifetime, which is also its default', async () => {
    const ask = await withKey({ maxExpire: 60 });
    const { json } = await ask('user', { user_uuid: 'alice' });
    expect(servicesOf(tokenIn(json))).toMatchObject([{ privileges: { user: 60 } }]);
    expect(await ask('user', { user_uuid: 'alice', expire: 61 })).toMatchObject({
      status: 400,
      json: { error: 'the lifetime must be a whole number of 1 to 60 seconds' },
    });
  });

  it('for app tokens only gets no FPA token', async () => {
    const ask = await withKey({ scopes: ['app-token'] });
    expect(await ask('fpa', {})).toMatchObject({
      status: 403,
      json: { error: 'the caller may not have user tokens' },
    });
  });
});

describe('a JWT', () => {
  const withRules = async (rules?: readonly JwtRule[]) => {
    const key = await signingKey('k');
    const authenticate = authenticateJwt(async () => key.publicKey, { ...policy, rules });
    const url = await listening({ authenticate });
    return async (scope: string, service: string, body: object) => {
      const headers = { authorization: `Bearer ${await jwtFor(key, { scope })}` };
      return postJson(`${url}/generate-${service}-token`, body, headers);
    };
  };
  const publisher = { channel_name: 'alice', role: 'publisher' };

  it('without rules may join every channel and publish in none', async () => {
    const ask = await withRules();
    expect((await ask('', 'rtc', { channel_name: 'any' })).status).toBe(200);
    expect((await ask('', 'rtc', publisher)).status).toBe(403);
  });

  it('has the role and the channels of the first rule that matches its scopes', async () => {
    const ask = await withRules([{ scope: 'host', publish: true, channels: '{user}' }, { channels: 'lobby' }]);
    expect((await ask('chat host', 'rtc', publisher)).status).toBe(200);
    expect((await ask('host', 'rtc', { ...publisher, channel_name: 'lobby' })).status).toBe(403);
    expect((await ask('hosts', 'rtc', publisher)).status).toBe(403);
    expect((await ask('', 'rtc', { channel_name: 'lobby' })).status).toBe(200);
    expect((await ask('', 'rtc', { channel_name: 'lobby', role: 'publisher' })).status).toBe(403);
  });

  it('has the maximum lifetime of that rule for every kind of token', async () => {
    const ask = await withRules([{ scope: 'staff' }, { maxExpire: 60 }]);
    const lifetimeOf = async (scope: string, body: object) => {
      const { json } = await ask(scope, 'user', body);
      return servicesOf(tokenIn(json))[0]?.privileges;
    };
    expect(await lifetimeOf('staff', {})).toEqual({ user: 3600 });
    expect(await lifetimeOf('', {})).toEqual({ user: 60 });
    for (const [service, body] of [
      ['user', {}],
      ['rtc', { channel_name: 'a' }],
      ['apaas-room', { room_uuid: 'a' }],
    ] as const) {
      expect(await ask('', service, { ...body, expire: 61 })).toMatchObject({
        status: 400,
        json: { error: 'the lifetime must be a whole number of 1 to 60 seconds' },
      });
    }
  });

  it('gets no token if no rule matches', async () => {
    const ask = await withRules([{ scope: 'chat' }]);
    expect((await ask('chat', 'user', {})).status).toBe(200);
    expect(await ask('', 'user', {})).toMatchObject({
      status: 403,
      json: { code: 'ERR_FORBIDDEN', error: 'no rule allows tokens for the scopes of this JWT' },
    });
  });
});

describe('a Chat user ID', () => {
  const pattern = "user_uuid may only contain a-z, 0-9, '_', '-' and '.'";

  it.each([
    ['Alice', `${pattern}; use 'alice'`],
    ['al ice', pattern],
    ['b/ob', pattern],
    ['a\u0000', pattern],
    ['\u202ealice', pattern],
    ['\ufffd', pattern],
    ['älice', pattern],
  ])('that is invalid in Chat is refused: %j', async (user_uuid, error) => {
    const { status, json } = await postJson(`${await listening()}/generate-user-token`, { user_uuid });
    expect({ status, json }).toEqual({ status: 400, json: { token: '', error, code: 'ERR_INPUT' } });
  });

  it('with invalid UTF-8 is refused, not repaired', async () => {
    const body = Buffer.concat([Buffer.from('{"user_uuid":"al'), Buffer.from([0xe9]), Buffer.from('ce"}')]);
    const { status } = await ask(`${await listening()}/generate-user-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(status).toBe(400);
  });

  it('is converted to lower case if the policy says so, and so is the caller’s', async () => {
    const options = { policy: { ...everything, chatUserIds: 'lower-case' as const } };
    const { json } = await postJson(`${await listening(options)}/generate-user-token`, { user_uuid: 'Alice' });
    expect(servicesOf(tokenIn(json))).toMatchObject([{ userId: 'alice' }]);

    const asAlice = await listening({ ...options, authenticate: () => ({ id: 'jwt:Alice', user: 'Alice' }) });
    for (const [body, status] of [
      [{}, 200],
      [{ user_uuid: 'alice' }, 200],
      [{ user_uuid: 'ALICE' }, 200],
      [{ user_uuid: 'bob' }, 403],
    ] as const) {
      expect((await postJson(`${asAlice}/generate-user-token`, body)).status).toBe(status);
    }
  });
});

it('HEAD issues no token', async () => {
  const url = await listening({ dialects: true });
  for (const path of ['/chat/user/alice/token', '/token?userId=alice', '/token/generate?userId=alice']) {
    const { status, headers } = await fetch(`${url}${path}`, { method: 'HEAD' });
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET' });
  }
});
