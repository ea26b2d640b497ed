import { describe, expect, it } from 'vitest';
import { buildToken, type ServiceGrant, type VerifyOptions, verifyToken } from '../../../src/index.ts';
import { appCertificate, appId, credentials } from '../../support/credentials.ts';
import { contentBytes, signedToken, u16 } from '../../support/raw-token.ts';
import { expectRefusal, refusal } from '../../support/refusal.ts';

const issuedAt = 1_700_000_000;
const chat: ServiceGrant = { service: 'chat', userId: 'alice', privileges: { user: 300, 9: 0 } };
const rtc: ServiceGrant = { service: 'rtc', channelName: 'lobby', uid: 7, privileges: { joinChannel: 0 } };
const token = buildToken({ ...credentials, issuedAt, salt: 1, expiresIn: 600, services: [chat, rtc] });
const verify = (options: Partial<VerifyOptions> | object = {}, text = token) =>
  verifyToken(text, { appCertificate, now: issuedAt, ...options });
const otherCertificate = 'f'.repeat(32);

describe('the signature', () => {
  it('matches the certificate it was made with', () => {
    expect(verify()).toMatchObject({ appId, issuedAt, expiresIn: 600, expiresAt: issuedAt + 600, certificateIndex: 0 });
  });

  it('matches no other, with the same message for every mismatch', () => {
    const changed = signedToken(contentBytes([], { appId }), otherCertificate);
    const cases = [
      () => verify({ appCertificate: otherCertificate }),
      () => verify({ appCertificate: appCertificate.toLowerCase() }),
      () => verify({ now: 1000 }, changed),
    ];
    for (const act of cases) expectRefusal(act, 'ERR_SIGNATURE', 'signature');
    expect(new Set(cases.map((act) => refusal(act).message)).size).toBe(1);
  });

  it('may match any of several certificates; the result says which', () => {
    expect(verify({ appCertificate: [otherCertificate, appCertificate] }).certificateIndex).toBe(1);
    expect(verify({ appCertificate: [appCertificate, otherCertificate] }).certificateIndex).toBe(0);
    expect(verify({ appCertificate: [appCertificate, appCertificate] }).certificateIndex).toBe(0);
    expectRefusal(() => verify({ appCertificate: [otherCertificate, otherCertificate] }), 'ERR_SIGNATURE', 'signature');
  });

  it.each([undefined, null, 7, {}])('needs a certificate, or a list of them, and not %o', (appCertificate) => {
    expectRefusal(() => verify({ appCertificate }), 'ERR_INPUT', 'appCertificate');
    expect(() => verify({ appCertificate })).toThrow('appCertificate must be a string or an array of strings, not ');
  });

  it('is checked before every claim', () => {
    expectRefusal(
      () => verify({ appCertificate: otherCertificate, now: issuedAt + 9999 }),
      'ERR_SIGNATURE',
      'signature',
    );
  });

  it('covers what cannot be read: unknown services and trailing bytes', () => {
    const content = Buffer.concat([contentBytes([Buffer.concat([u16(999), u16(0)])], { appId }), Buffer.from('tail')]);
    expect(verify({ now: 1000 }, signedToken(content, appCertificate)).unknown).toMatchObject({ serviceType: 999 });
  });
});

describe('the app ID', () => {
  it('must be the expected one, if one is given', () => {
    expect(verify({ appId }).appId).toBe(appId);
    expectRefusal(() => verify({ appId: appId.toLowerCase() }), 'ERR_APP_ID', 'appId');
  });

  it('must be well-formed, even if the signature is valid', () => {
    for (const id of ['app', '', 'z'.repeat(32)]) {
      expectRefusal(
        () => verify({ now: 1000 }, signedToken(contentBytes([], { appId: id }), appCertificate)),
        'ERR_APP_ID',
        'appId',
      );
    }
  });
});

describe('time', () => {
  it('runs from issuedAt to just before expiresAt', () => {
    expect(verify({ now: issuedAt }).salt).toBe(1);
    expect(verify({ now: issuedAt + 599.999 }).salt).toBe(1);
    expectRefusal(() => verify({ now: issuedAt - 0.001 }), 'ERR_NOT_YET_VALID', 'issuedAt');
    expectRefusal(() => verify({ now: issuedAt + 600 }), 'ERR_EXPIRED', 'expiresAt');
    expect(refusal(() => verify({ now: issuedAt + 600 })).expiredAt).toBe(issuedAt + 600);
    expect(refusal(() => verify({ now: issuedAt - 1 })).issuedAt).toBe(issuedAt);
  });

  it('is extended by clockTolerance at both ends', () => {
    expect(verify({ now: issuedAt - 5, clockTolerance: 5 }).salt).toBe(1);
    expect(verify({ now: issuedAt + 604, clockTolerance: 5 }).salt).toBe(1);
    expectRefusal(() => verify({ now: issuedAt - 6, clockTolerance: 5 }), 'ERR_NOT_YET_VALID', 'issuedAt');
    expectRefusal(() => verify({ now: issuedAt + 605, clockTolerance: 5 }), 'ERR_EXPIRED', 'expiresAt');
  });

  it('is now by default', () => {
    const fresh = buildToken({ ...credentials, expiresIn: 60, services: [chat] });
    expect(verifyToken(fresh, { appCertificate }).expiresIn).toBe(60);
    expectRefusal(() => verifyToken(token, { appCertificate }), 'ERR_EXPIRED', 'expiresAt');
  });

  it('after 2106 is read correctly', () => {
    const late = buildToken({ ...credentials, issuedAt: 4294967295, expiresIn: 4294967295, salt: 1, services: [chat] });
    expect(verify({ now: 4294967296 }, late).expiresAt).toBe(8589934590);
  });

  it('may be limited by maxLifetime', () => {
    expect(verify({ maxLifetime: 600 }).expiresIn).toBe(600);
    expectRefusal(() => verify({ maxLifetime: 599 }), 'ERR_LIMIT', 'expiresIn');
  });
});

it('accepts the time zero', () => {
  expect(verify({ clockTolerance: 0 }).salt).toBe(1);
  expectRefusal(() => verify({ now: 0 }), 'ERR_NOT_YET_VALID', 'issuedAt');
});

describe('require', () => {
  const requiring = (require: object, options: object = {}) => verify({ require, ...options });

  it.each([
    { service: 'chat' },
    { service: 'chat', privilege: 'user' },
    { service: 'chat', privilege: 9, userId: 'alice' },
    { service: 'rtc', privilege: 'joinChannel', channelName: 'lobby', uid: 7 },
    { service: 'chat', privilege: 1 },
    { service: 'chat', privilege: '1' },
    { service: 'chat', privilege: '9' },
    { service: 'rtc', uid: '7' },
  ])('%o is met', (require) => {
    expect(requiring(require).salt).toBe(1);
  });

  it('compares a role, which is a number', () => {
    const services: ServiceGrant[] = [
      { service: 'apaas', roomUuid: 'room', userUuid: 'user', role: -1, privileges: { roomUser: 0 } },
    ];
    const text = buildToken({ ...credentials, issuedAt, salt: 1, expiresIn: 600, services });
    expect(verify({ require: { service: 'apaas', role: -1 } }, text).salt).toBe(1);
    expectRefusal(() => verify({ require: { service: 'apaas', role: 1 } }, text), 'ERR_PRIVILEGE', 'require.role');
  });

  it.each([
    [{ service: 'rtm' }, 'service'],
    [{ service: 'chat', userId: 'Alice' }, 'userId'],
    [{ service: 'chat', userId: '' }, 'userId'],
    [{ service: 'chat', privilege: 'app' }, 'privilege'],
    [{ service: 'chat', privilege: 8 }, 'privilege'],
    [{ service: 'rtc', channelName: 'lobby', uid: 8 }, 'uid'],
    [{ service: 'rtc', uid: 0 }, 'uid'],
  ])('%o is not', (require, field) => {
    expectRefusal(() => requiring(require), 'ERR_PRIVILEGE', `require.${field}`);
  });

  it('returns the grant that met it, not the first of its service', () => {
    const services: ServiceGrant[] = [
      { service: 'chat', userId: 'bob', privileges: {} },
      { service: 'chat', userId: 'carol', privileges: { user: 1 } },
      { service: 'chat', userId: 'alice', privileges: { user: 0 } },
    ];
    const several = buildToken({ ...credentials, issuedAt, salt: 1, expiresIn: 600, services });
    const { grant } = verifyToken(several, {
      appCertificate,
      now: issuedAt + 1,
      require: { service: 'chat', privilege: 'user' },
    });
    expect(grant.userId).toBe('alice');
    expect(grant).toBe(verify({ require: { service: 'chat' }, now: issuedAt + 1 }, several).grant ? grant : undefined);
    expect(verify({ require: { service: 'chat' } }, several).grant).toMatchObject({ userId: 'bob' });
    expect(verify({}, several).grant).toBeUndefined();
  });

  it('types the grant by its service', () => {
    const { grant } = verifyToken(token, { appCertificate, now: issuedAt, require: { service: 'rtc', uid: 7 } });
    const uid: string = grant.uid;
    // @ts-expect-error: a grant of RTC has no userId
    expect([uid, grant.userId]).toEqual(['7', undefined]);
    const misspelled = () =>
      // @ts-expect-error: a misspelled field is an error for the compiler too
      verifyToken(token, { appCertificate, require: { service: 'chat', userID: 'a' } });
    expectRefusal(misspelled, 'ERR_INPUT', 'require.userID');
  });

  it('refuses a token for any uid and says so, unless allowWildcard is true', () => {
    const forAny = buildToken({
      ...credentials,
      issuedAt,
      salt: 1,
      expiresIn: 600,
      services: [{ service: 'rtc', channelName: 'lobby', uid: 0, privileges: {} }],
    });
    const check = (require: object) => verify({ require }, forAny);
    const require = { service: 'rtc', channelName: 'lobby', uid: 42 };
    expectRefusal(() => check(require), 'ERR_PRIVILEGE', 'require.uid');
    expect(refusal(() => check(require)).message).toMatch(/for any uid.*pass allowWildcard: true/);
    expect(check({ ...require, allowWildcard: true }).grant).toMatchObject({ uid: '' });
    expect(check({ ...require, uid: 0 }).grant).toMatchObject({ uid: '' });
    expectRefusal(
      () => check({ ...require, channelName: 'x', allowWildcard: true }),
      'ERR_PRIVILEGE',
      'require.channelName',
    );
    expectRefusal(
      () => verify({ require: { ...require, uid: 8, allowWildcard: true } }),
      'ERR_PRIVILEGE',
      'require.uid',
    );
    expectRefusal(() => check({ ...require, allowWildcard: 'yes' }), 'ERR_INPUT', 'require.allowWildcard');
    expectRefusal(() => check({ service: 'chat', allowWildcard: true }), 'ERR_INPUT', 'require.allowWildcard');
  });

  it('fails once the privilege has expired, before the token expires', () => {
    const require = { service: 'chat', privilege: 'user' };
    expect(requiring(require, { now: issuedAt + 299 }).salt).toBe(1);
    expectRefusal(() => requiring(require, { now: issuedAt + 300 }), 'ERR_EXPIRED', 'require.privilege');
    expect(refusal(() => requiring(require, { now: issuedAt + 300 })).expiredAt).toBe(issuedAt + 300);
    expect(requiring(require, { now: issuedAt + 304, clockTolerance: 5 }).salt).toBe(1);
    expect(requiring({ service: 'chat', privilege: 9 }, { now: issuedAt + 599 }).salt).toBe(1);
  });

  it('is met by any one service of the type, not by a mixture of two', () => {
    const services: ServiceGrant[] = [
      { service: 'chat', userId: 'alice', privileges: { user: 10 } },
      { service: 'chat', userId: 'bob', privileges: { app: 0 } },
      { service: 'chat', userId: 'alice', privileges: { user: 20 } },
    ];
    const several = buildToken({ ...credentials, issuedAt, salt: 1, expiresIn: 600, services });
    const check = (require: object, now = issuedAt) => verify({ require, now }, several);
    expect(check({ service: 'chat', userId: 'bob', privilege: 'app' }).salt).toBe(1);
    expect(check({ service: 'chat', userId: 'alice', privilege: 'user' }, issuedAt + 15).salt).toBe(1);
    expectRefusal(
      () => check({ service: 'chat', userId: 'alice', privilege: 'app' }),
      'ERR_PRIVILEGE',
      'require.privilege',
    );
    expectRefusal(
      () => check({ service: 'chat', userId: 'alice', privilege: 'user' }, issuedAt + 20),
      'ERR_EXPIRED',
      'require.privilege',
    );
  });

  it.each([
    ['require', null],
    ['require.service', {}],
    ['require.userId', { service: 'chat', userId: undefined }],
    ['require.privilege', { service: 'chat', privilege: undefined }],
    ['require.uid', { service: 'rtc', uid: {} }],
  ])('names what has the wrong type: %s', (name, require) => {
    expect(() => verify({ require })).toThrow(new RegExp(`^${name} must be `));
  });

  describe.each<[string, (fields: Readonly<Record<string, unknown>>) => object]>([
    [
      'an instance of a class with getters',
      (fields) => {
        class Wanted {}
        for (const [name, value] of Object.entries(fields))
          Object.defineProperty(Wanted.prototype, name, { get: () => value });
        return new Wanted();
      },
    ],
    ['an object with inherited fields', (fields) => Object.create(fields)],
    [
      'one without a prototype that inherits them',
      (fields) => Object.create(Object.assign(Object.create(null), fields)),
    ],
    [
      'fields that are not enumerable',
      (fields) =>
        Object.defineProperties(
          {},
          Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
        ),
    ],
    ['a Proxy that lists nothing', (fields) => new Proxy({}, { get: (_, name) => fields[name as string] })],
    ['a Map', (fields) => new Map(Object.entries(fields))],
  ])('%s', (_, disguise) => {
    it('never hides a wrong user, a wrong privilege or a misspelled field', () => {
      const wrongUser = disguise({ service: 'chat', userId: 'mallory' });
      expect(refusal(() => requiring(wrongUser)).field).toMatch(/^require(\.userId)?$/);
      const wrongPrivilege = disguise({ service: 'chat', privilege: 'app' });
      expect(refusal(() => requiring(wrongPrivilege)).field).toMatch(/^require(\.privilege)?$/);
    });
  });

  it('detects a misspelled field that is not enumerable', () => {
    const require = Object.defineProperty({ service: 'chat' }, 'userID', { value: 'mallory' });
    expectRefusal(() => requiring(require), 'ERR_INPUT', 'require.userID');
  });

  it('accepts only privileges and fields of the service', () => {
    for (const privilege of ['toString', '__proto__', 'User', '70000', '-1', '', 1n, ['1']]) {
      expectRefusal(() => requiring({ service: 'chat', privilege }), 'ERR_INPUT', 'require.privilege');
    }
    expect(refusal(() => requiring({ service: 'chat', privilege: 'usr' })).message).toBe(
      "require.privilege is not a privilege of chat; did you mean 'user'?",
    );
    expect(refusal(() => requiring({ service: 'rtm', userid: 'a' })).message).toBe(
      "require.userid is not a field of rtm; did you mean 'userId'?",
    );
    expect(refusal(() => requiring({ service: 'Chat' })).message).toBe(
      "require.service is unknown; did you mean 'chat'?",
    );
    expectRefusal(() => requiring({ service: 'rtm2', permissions: {} }), 'ERR_INPUT', 'require.permissions');
    expectRefusal(() => requiring({ service: 'chat', privileges: {} }), 'ERR_INPUT', 'require.privileges');
    expectRefusal(() => requiring({ service: 'apaas', role: '1' }), 'ERR_INPUT', 'require.role');
  });

  it('refuses what it cannot check instead of skipping it', () => {
    expectRefusal(() => requiring({ service: 'chat', userId: undefined }), 'ERR_INPUT', 'require.userId');
    expectRefusal(() => requiring({ service: 'chat', privilege: undefined }), 'ERR_INPUT', 'require.privilege');
    expectRefusal(() => requiring({ service: 'chat', userId: null }), 'ERR_INPUT', 'require.userId');
    expectRefusal(() => requiring({ userId: 'alice' }), 'ERR_INPUT', 'require.service');
    expectRefusal(() => verify({ require: 'chat' }), 'ERR_INPUT', 'require');
    expectRefusal(() => verify({ require: null }), 'ERR_INPUT', 'require');
    expectRefusal(() => requiring({ service: 'chat', privilege: -1 }), 'ERR_INPUT', 'require.privilege');
    expectRefusal(() => requiring({ service: 'chat', userID: 'alice' }), 'ERR_INPUT', 'require.userID');
    expectRefusal(() => requiring({ service: 'Chat' }), 'ERR_INPUT', 'require.service');
    expectRefusal(() => requiring({ service: 'rtc', uid: -1 }), 'ERR_INPUT', 'require.uid');
  });
});

describe('options', () => {
  it('are checked before the token', () => {
    for (const certificate of ['', '0'.repeat(31), 'x'.repeat(32)]) {
      expectRefusal(() => verify({ appCertificate: certificate }, 'x'), 'ERR_INPUT', 'appCertificate');
    }
    expectRefusal(() => verify({ appCertificate: [] }, 'x'), 'ERR_INPUT', 'appCertificate');
    expectRefusal(() => verify({ appCertificate: [appCertificate, ''] }, 'x'), 'ERR_INPUT', 'appCertificate[1]');
    expectRefusal(() => verify({ appId: 'app' }, 'x'), 'ERR_INPUT', 'appId');
    expectRefusal(() => verify({ require: { service: 'Chat' } }, 'x'), 'ERR_INPUT', 'require.service');
    expectRefusal(() => verify({ require: { service: 'chat', uid: '7' } }, 'x'), 'ERR_INPUT', 'require.uid');
    for (const field of ['now', 'clockTolerance', 'maxLifetime']) {
      for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expectRefusal(() => verify({ [field]: value }, 'x'), 'ERR_INPUT', field);
      }
      expectRefusal(() => verify({ [field]: '1' }), 'ERR_INPUT', field);
    }
    for (const certificate of [undefined, null, 5, {}]) {
      expectRefusal(() => verify({ appCertificate: certificate }), 'ERR_INPUT', 'appCertificate');
    }
  });
});

it('refuses require: undefined, instead of requiring nothing', () => {
  expectRefusal(() => verify({ require: undefined }), 'ERR_INPUT', 'require');
});
