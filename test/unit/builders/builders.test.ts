import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  buildApaasRoomUserToken,
  buildChatAppToken,
  buildChatUserToken,
  buildRtcToken,
  buildRtmToken,
  buildToken,
  createTokenIssuer,
  decodeToken,
} from '../../../src/index.ts';
import { credentials, issue } from '../../support/credentials.ts';
import { expectRefusal, refusal } from '../../support/refusal.ts';

const base = { ...credentials, ...issue, expiresIn: 600 };
const absoluteTime = Math.floor(Date.now() / 1000) + 3600;

describe('a Chat user token', () => {
  const build = (changes: object = {}) => buildChatUserToken({ ...base, userId: 'alice', ...changes });

  it('grants one user the user privilege until it expires', () => {
    expect(decodeToken(build()).services).toEqual([{ service: 'chat', userId: 'alice', privileges: { user: 600 } }]);
  });

  it('is valid for 1 to 86400 seconds', () => {
    for (const expiresIn of [1, 86400]) expect(decodeToken(build({ expiresIn })).expiresIn).toBe(expiresIn);
    for (const expiresIn of [0, -1, 86401, 1.5, Number.NaN, absoluteTime, 1e99]) {
      expectRefusal(() => build({ expiresIn }), 'ERR_INPUT', 'expiresIn');
    }
    for (const expiresIn of [undefined, null, '600'])
      expectRefusal(() => build({ expiresIn }), 'ERR_INPUT', 'expiresIn');
  });

  it('distinguishes an absolute time from a long duration', () => {
    expect(refusal(() => build({ expiresIn: absoluteTime })).message).toMatch(
      /must be a duration in seconds, not a Unix time; pass 3600/,
    );
    expect(refusal(() => build({ expiresIn: 90000 })).message).not.toMatch(/Unix time/);
  });

  it('accepts only user IDs that Chat allows', () => {
    for (const userId of ['a', 'a'.repeat(64), 'a_b-c.9', '123e4567-e89b-12d3-a456-426614174000']) {
      expect(decodeToken(build({ userId })).services).toMatchObject([{ userId }]);
    }
    for (const userId of ['', 'a'.repeat(65), 'é', 'a b', 'alice\n', 'Alice@example.com', '\ud800']) {
      expectRefusal(() => build({ userId }), 'ERR_INPUT', 'userId');
    }
    expect(refusal(() => build({ userId: 'Alice' })).message).toBe(
      'userId has upper-case letters, but Chat user IDs are stored in lower case; pass userId.toLowerCase()',
    );
    for (const userId of [undefined, null, 0, 7]) expectRefusal(() => build({ userId }), 'ERR_INPUT', 'userId');
  });
});

describe('a Chat app token', () => {
  const build = (changes: object = {}) => buildChatAppToken({ ...base, ...changes });

  it('grants the app privilege, to no user', () => {
    expect(decodeToken(build()).services).toEqual([{ service: 'chat', userId: '', privileges: { app: 600 } }]);
  });

  it('is valid for 1 to 86400 seconds', () => {
    for (const expiresIn of [0, 86401, absoluteTime])
      expectRefusal(() => build({ expiresIn }), 'ERR_INPUT', 'expiresIn');
  });
});

describe('an RTC token', () => {
  const build = (changes: object = {}) =>
    buildRtcToken({ ...base, channelName: 'lobby', uid: 7, role: 'publisher', ...changes });
  const service = (changes: object = {}) => decodeToken(build(changes)).services[0];

  it('lets a publisher join and send, a subscriber only join', () => {
    expect(service()).toEqual({
      service: 'rtc',
      channelName: 'lobby',
      uid: '7',
      privileges: { joinChannel: 0, publishAudio: 0, publishVideo: 0, publishData: 0 },
    });
    expect(service({ role: 'subscriber', privilegesExpireIn: 60 })).toMatchObject({ privileges: { joinChannel: 60 } });
  });

  it('has two roles', () => {
    for (const role of ['host', 1, undefined]) expectRefusal(() => build({ role }), 'ERR_INPUT', 'role');
  });

  it('is for a channel of 1 to 64 bytes', () => {
    expect(service({ channelName: 'c'.repeat(64) })).toMatchObject({ channelName: 'c'.repeat(64) });
    for (const channelName of ['', 'c'.repeat(65)])
      expectRefusal(() => build({ channelName }), 'ERR_INPUT', 'channelName');
    expectRefusal(() => build({ channelName: undefined }), 'ERR_INPUT', 'channelName');
  });

  it('is for a uid, an account, or, with the number 0, for anyone', () => {
    for (const [uid, text] of [
      [0, ''],
      [1, '1'],
      [4294967295, '4294967295'],
      ['0', '0'],
      ['bob', 'bob'],
    ]) {
      expect(service({ uid })).toMatchObject({ uid: text });
    }
    for (const uid of ['', 'a'.repeat(256), -1, 1.5, 4294967296])
      expectRefusal(() => build({ uid }), 'ERR_INPUT', 'uid');
    for (const uid of [undefined, null, true]) expectRefusal(() => build({ uid }), 'ERR_INPUT', 'uid');
  });

  it('takes durations, not Unix times', () => {
    for (const seconds of [absoluteTime, -1, 0.5]) {
      expectRefusal(() => build({ expiresIn: seconds }), 'ERR_INPUT', 'expiresIn');
      expectRefusal(() => build({ privilegesExpireIn: seconds }), 'ERR_INPUT', 'privilegesExpireIn');
    }
    expectRefusal(() => build({ expiresIn: 0 }), 'ERR_INPUT', 'expiresIn');
  });
});

describe('an RTM token', () => {
  const build = (changes: object = {}) => buildRtmToken({ ...base, userId: 'alice', ...changes });

  it('is for the service rtm, with permissions for rtm2', () => {
    const permissions = { messageChannels: { read: ['a'] } };
    expect(decodeToken(build()).services).toEqual([{ service: 'rtm', userId: 'alice', privileges: { login: 600 } }]);
    expect(decodeToken(build({ permissions })).services).toEqual([
      { service: 'rtm2', userId: 'alice', permissions, privileges: { login: 600 } },
    ]);
  });

  it('is for a user of 1 to 64 bytes and a duration', () => {
    for (const userId of ['', 'a'.repeat(65)]) expectRefusal(() => build({ userId }), 'ERR_INPUT', 'userId');
    for (const expiresIn of [0, absoluteTime]) expectRefusal(() => build({ expiresIn }), 'ERR_INPUT', 'expiresIn');
  });
});

describe('an aPaaS token', () => {
  const build = (changes: object = {}) =>
    buildApaasRoomUserToken({ ...base, roomUuid: 'maths', userUuid: 'alice', role: 2, ...changes });

  it('enters a room, and logs in to RTM and, by the MD5 of the user, to Chat', () => {
    expect(decodeToken(build()).services).toEqual([
      { service: 'rtm', userId: 'alice', privileges: { login: 600 } },
      { service: 'chat', userId: createHash('md5').update('alice').digest('hex'), privileges: { user: 600 } },
      { service: 'apaas', roomUuid: 'maths', userUuid: 'alice', role: 2, privileges: { roomUser: 600 } },
    ]);
  });

  it('is for one room, one user and one role, for a day at most', () => {
    for (const roomUuid of ['', 'r'.repeat(65), 7]) expectRefusal(() => build({ roomUuid }), 'ERR_INPUT', 'roomUuid');
    for (const userUuid of ['', undefined]) expectRefusal(() => build({ userUuid }), 'ERR_INPUT', 'userUuid');
    for (const role of [32768, 1.5, '2', undefined]) expectRefusal(() => build({ role }), 'ERR_INPUT', 'role');
    for (const expiresIn of [0, 86401]) expectRefusal(() => build({ expiresIn }), 'ERR_INPUT', 'expiresIn');
  });
});

describe('every builder', () => {
  it('refuses an app ID that is the certificate', () => {
    const same = { ...base, appId: base.appCertificate };
    expectRefusal(() => buildChatAppToken(same), 'ERR_INPUT', 'appId');
    expectRefusal(() => createTokenIssuer({ appId: same.appId, appCertificate: same.appId }), 'ERR_INPUT', 'appId');
  });

  it('refuses a clock before 2020, unless the time is given', () => {
    const { issuedAt: _, ...undated } = base;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(0);
    try {
      const error = refusal(() => buildChatAppToken(undated));
      expect(error).toMatchObject({ code: 'ERR_INPUT', field: 'issuedAt' });
      expect(error.message).toMatch(/the clock reads 0.*in a request handler/);
      expect(decodeToken(buildChatAppToken({ ...undated, issuedAt: 0 })).issuedAt).toBe(0);
      clock.mockReturnValue(1_577_836_800_000);
      expect(decodeToken(buildChatAppToken(undated)).issuedAt).toBe(1_577_836_800);
    } finally {
      clock.mockRestore();
    }
  });

  it('says what to pass', () => {
    const rtc = (changes: object) => () =>
      buildRtcToken({ ...base, channelName: 'lobby', uid: 7, role: 'publisher', ...changes } as never);
    expect(refusal(rtc({ uid: '' })).message).toBe('uid is empty; pass the number 0 for any user');
    expect(refusal(rtc({ privilegesExpireIn: -1 })).message).toMatch(/must be an integer from 0 to/);
    expect(refusal(rtc({ role: 1 })).message).toBe("role must be 'publisher' or 'subscriber'");
    expect(refusal(rtc({ expiresIn: '3600' }))).toMatchObject({ code: 'ERR_INPUT', field: 'expiresIn' });
  });
});

describe('a grant', () => {
  const build = (grant: unknown) => buildToken({ ...base, services: [grant as never] });
  const chat = { service: 'chat', userId: 'alice', privileges: { user: 600 } };

  it.each([
    ['a Map', new Map([['user', 600]])],
    ['a Set', new Set(['user'])],
    ['a Date', new Date()],
    ['a typed array', new Uint32Array([600])],
    ['an instance of a class', new (class Privileges {})()],
    ['an object that inherits them', Object.create({ user: 600 })],
  ])('refuses %s as privileges, which would look empty', (_, privileges) => {
    expectRefusal(() => build({ ...chat, privileges }), 'ERR_INPUT', 'services[0].privileges');
  });

  it('is refused if it inherits its fields', () => {
    expectRefusal(() => build(Object.create(chat)), 'ERR_INPUT', 'services[0]');
    expectRefusal(() => build(new Map(Object.entries(chat))), 'ERR_INPUT', 'services[0]');
    expectRefusal(
      () => build({ service: 'rtm2', userId: 'a', permissions: new Map(), privileges: {} }),
      'ERR_INPUT',
      'services[0].permissions',
    );
  });

  it('refuses a field that its service does not have', () => {
    const rtm = { service: 'rtm', userId: 'a', permissions: { users: { read: ['b'] } }, privileges: { login: 0 } };
    expectRefusal(() => build(rtm), 'ERR_INPUT', 'services[0]');
    expect(refusal(() => build(rtm)).message).toMatch(/^services\[0\] has an unknown field 'permissions' for rtm/);
    expect(refusal(() => build({ ...chat, userid: 'b' })).message).toMatch(/did you mean 'userId'\?$/);
  });
});

describe('an issuer', () => {
  const issuer = createTokenIssuer(credentials);

  it('keeps its key while a getter in a grant builds a token of another second', () => {
    const one = { expiresIn: 60, issuedAt: 100, salt: 7 };
    const inner: string[] = [];
    const grant = {
      service: 'chat' as const,
      privileges: { user: 60 },
      get userId() {
        inner.push(issuer.chatAppToken({ expiresIn: 60, issuedAt: 200, salt: 8 }));
        return 'alice';
      },
    };
    const token = issuer.token({ ...one, services: [grant] });
    const plain = { service: 'chat' as const, userId: 'alice', privileges: { user: 60 } };
    expect(token).toBe(buildToken({ ...credentials, ...one, services: [plain] }));
    expect(inner).toEqual([buildChatAppToken({ ...credentials, expiresIn: 60, issuedAt: 200, salt: 8 })]);
    const after = { expiresIn: 60, issuedAt: 200, salt: 9 };
    expect(issuer.chatAppToken(after)).toBe(buildChatAppToken({ ...credentials, ...after }));
  });

  it('builds RTC and RTM tokens as the builders do', () => {
    const one = { ...issue, expiresIn: 60 };
    const rtc = { ...one, channelName: 'lobby', uid: 7, role: 'subscriber' } as const;
    const rtm = { ...one, userId: 'alice', permissions: { users: { read: ['bob'] } } };
    expect(issuer.rtcToken(rtc)).toBe(buildRtcToken({ ...credentials, ...rtc }));
    expect(issuer.rtmToken(rtm)).toBe(buildRtmToken({ ...credentials, ...rtm }));
  });

  it('makes the same tokens as the builders, at any second', () => {
    for (const issuedAt of [1, 1, 2, 1, 4294967295, 0, 0]) {
      const one = { expiresIn: 600, issuedAt, salt: issuedAt + 1 > 4294967295 ? 9 : issuedAt + 1 };
      const services = [{ service: 'fpa', privileges: { login: 1 } }] as const;
      expect(issuer.chatUserToken({ ...one, userId: 'bob' })).toBe(
        buildChatUserToken({ ...credentials, ...one, userId: 'bob' }),
      );
      expect(issuer.chatAppToken(one)).toBe(buildChatAppToken({ ...credentials, ...one }));
      expect(issuer.token({ ...one, services })).toBe(buildToken({ ...credentials, ...one, services }));
    }
  });

  it('enforces the rules of each kind of token', () => {
    expectRefusal(() => issuer.chatUserToken({ userId: '', expiresIn: 1 }), 'ERR_INPUT', 'userId');
    expectRefusal(() => issuer.chatUserToken({ userId: 'a', expiresIn: 86401 }), 'ERR_INPUT', 'expiresIn');
    expectRefusal(() => issuer.chatAppToken({ expiresIn: 86401 }), 'ERR_INPUT', 'expiresIn');
    expectRefusal(() => issuer.token({ expiresIn: 1, services: [] }), 'ERR_INPUT', 'services');
  });

  it('checks its credentials when it is made', () => {
    expectRefusal(() => createTokenIssuer({ ...credentials, appCertificate: '' }), 'ERR_INPUT', 'appCertificate');
    expectRefusal(() => createTokenIssuer({} as never), 'ERR_INPUT', 'appId');
  });

  it('still works after refusing a token', () => {
    const one = { userId: 'a', expiresIn: 1, issuedAt: 5, salt: 5 };
    const expected = buildChatUserToken({ ...credentials, ...one });
    const { userId: _, ...unnamed } = one;
    expectRefusal(() => issuer.token({ ...unnamed, issuedAt: 6, services: [] }), 'ERR_INPUT', 'services');
    expect(issuer.chatUserToken(one)).toBe(expected);
  });
});
