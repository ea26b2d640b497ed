import { describe, expect, it } from 'vitest';
import { buildToken, decodeToken, type ServiceGrant, verifyToken } from '../../../src/index.ts';
import { appCertificate, appId, credentials, issue } from '../../support/credentials.ts';
import { expectRefusal, refusal } from '../../support/refusal.ts';

const chat: ServiceGrant = { service: 'chat', userId: 'alice', privileges: { user: 600 } };
const build = (changes: object) =>
  buildToken({ ...credentials, ...issue, expiresIn: 600, services: [chat], ...changes } as never);

describe('ids', () => {
  it.each(['appId', 'appCertificate'])('%s is 32 hexadecimal digits', (field) => {
    for (const value of ['', '0'.repeat(31), '0'.repeat(33), 'g'.repeat(32), ' '.repeat(32), `${'0'.repeat(32)}\n`]) {
      expectRefusal(() => build({ [field]: value }), 'ERR_INPUT', field);
    }
    for (const value of [undefined, null, 1, []]) expectRefusal(() => build({ [field]: value }), 'ERR_INPUT', field);
  });

  it('keep their case: another case makes another token', () => {
    expect(decodeToken(build({ appId: appId.toLowerCase() })).appId).toBe(appId.toLowerCase());
    expect(build({ appCertificate: appCertificate.toLowerCase() })).not.toBe(build({}));
  });
});

describe('times and salt', () => {
  it.each([
    ['expiresIn', [0, 1, 86400, 4294967295]],
    ['issuedAt', [0, 1, 4294967295]],
    ['salt', [0, 1, 99999999, 4294967295]],
  ])('%s takes the whole range of the format', (field, values) => {
    for (const value of values) expect(decodeToken(build({ [field]: value }))).toMatchObject({ [field]: value });
  });

  it.each(['expiresIn', 'issuedAt', 'salt'])('%s is never wrapped, truncated or coerced', (field) => {
    for (const value of [-1, 0.5, 4294967296, Number.NaN, Number.POSITIVE_INFINITY, 1e99]) {
      expectRefusal(() => build({ [field]: value }), 'ERR_INPUT', field);
    }
    for (const value of [null, '600', true, 600n, [600], new Date()]) {
      expectRefusal(() => build({ [field]: value }), 'ERR_INPUT', field);
    }
  });

  it('expiresIn has no default', () => {
    expectRefusal(() => build({ expiresIn: undefined }), 'ERR_INPUT', 'expiresIn');
  });

  it('issuedAt in milliseconds is reported as such', () => {
    const message = (issuedAt: number) => refusal(() => build({ issuedAt })).message;
    for (const issuedAt of [100_000_000_000, 1_700_000_000_000]) expect(message(issuedAt)).toMatch(/milliseconds$/);
    expect(message(99_999_999_999)).toMatch(/must be an integer/);
  });

  it('issuedAt is now in whole seconds by default, the salt from 1 to 99999999', () => {
    const before = Math.floor(Date.now() / 1000);
    const tokens = Array.from({ length: 200 }, () => decodeToken(build({ issuedAt: undefined, salt: undefined })));
    const after = Math.floor(Date.now() / 1000);
    for (const { issuedAt, salt } of tokens) {
      expect(issuedAt).toBeGreaterThanOrEqual(before);
      expect(issuedAt).toBeLessThanOrEqual(after);
      expect(salt).toBeGreaterThanOrEqual(1);
      expect(salt).toBeLessThanOrEqual(99999999);
    }
    expect(new Set(tokens.map(({ salt }) => salt)).size).toBeGreaterThan(190);
  });
});

describe('services', () => {
  it('must be at least one', () => {
    expectRefusal(() => build({ services: [] }), 'ERR_INPUT', 'services');
    for (const services of [undefined, null, {}, chat])
      expectRefusal(() => build({ services }), 'ERR_INPUT', 'services');
  });

  it('must be known', () => {
    for (const service of ['', 'Chat', 'toString']) {
      expectRefusal(() => build({ services: [{ ...chat, service }] }), 'ERR_INPUT', 'services[0].service');
    }
    for (const grant of [null, undefined, 'chat', [], { ...chat, service: 5 }]) {
      expect(refusal(() => build({ services: [grant] })).field).toMatch(/^services\[0\](\.service)?$/);
    }
  });

  it('are named in errors by their place in the list given', () => {
    const services = [chat, { service: 'rtc', channelName: 'c', uid: -1, privileges: {} }];
    expectRefusal(() => build({ services }), 'ERR_INPUT', 'services[1].uid');
    expectRefusal(
      () => build({ services: [{ ...chat, privileges: { user: -1 } }] }),
      'ERR_INPUT',
      'services[0].privileges.user',
    );
    expect(() => build({ services: [{ ...chat, userId: undefined }] })).toThrow(/^services\[0\]\.userId must be/);
  });

  it('are sorted by type; several of one type keep the order given', () => {
    const rtc = (uid: string): ServiceGrant => ({ service: 'rtc', channelName: 'c', uid, privileges: {} });
    const services = [chat, rtc('b'), { ...chat, userId: 'bob' }, rtc('a')];
    expect(decodeToken(build({ services })).services).toEqual([rtc('b'), rtc('a'), chat, { ...chat, userId: 'bob' }]);
  });

  it('may be 65,535 and not one more', () => {
    const fpa: ServiceGrant = { service: 'fpa', privileges: {} };
    expect(decodeToken(build({ services: new Array(65535).fill(fpa) })).services).toHaveLength(65535);
    expectRefusal(() => build({ services: new Array(65536).fill(fpa) }), 'ERR_INPUT', 'services');
  });

  it('may not make a payload of more than 1 MiB', () => {
    const big: ServiceGrant = { service: 'chat', userId: 'x'.repeat(65535), privileges: {} };
    expectRefusal(() => build({ services: new Array(17).fill(big) }), 'ERR_INPUT');
    expect(decodeToken(build({ services: new Array(15).fill(big) })).services).toHaveLength(15);
  });
});

describe('a build that is interrupted', () => {
  it('by a getter that throws does not affect the next one', () => {
    const expected = build({});
    const trap = {
      get userId(): string {
        throw new Error('trap');
      },
      service: 'chat',
      privileges: {},
    };
    expect(() => build({ services: [chat, trap] })).toThrow('trap');
    expect(build({})).toBe(expected);
    expectRefusal(() => build({ services: [{ ...chat, userId: '\ud800' }] }), 'ERR_INPUT', 'services[0].userId');
  });

  it('by a getter that builds a token returns both tokens correctly', () => {
    const inner = build({ salt: 1 });
    let seen = '';
    const nested = {
      service: 'chat',
      privileges: { user: 600 },
      get userId(): string {
        seen = build({ salt: 1 });
        return 'alice';
      },
    };
    expect(build({ services: [nested] })).toBe(build({}));
    expect(seen).toBe(inner);
  });

  it.each([
    ['app', { appId: 'f'.repeat(32), appCertificate: 'e'.repeat(32), issuedAt: issue.issuedAt }],
    ['second', { ...credentials, issuedAt: issue.issuedAt + 1 }],
    ['app and second', { appId: 'f'.repeat(32), appCertificate: 'e'.repeat(32), issuedAt: issue.issuedAt + 1 }],
  ])('by a getter that builds a token for another %s signs each with its own key', (_, other) => {
    let inner = '';
    const nested = {
      service: 'chat',
      privileges: { user: 600 },
      get userId(): string {
        inner = build(other);
        return 'alice';
      },
    };
    const outer = build({ services: [nested] });
    const now = issue.issuedAt + 1;
    expect(verifyToken(outer, { ...credentials, now }).issuedAt).toBe(issue.issuedAt);
    expect(verifyToken(inner, { appId: other.appId, appCertificate: other.appCertificate, now }).issuedAt).toBe(
      other.issuedAt,
    );
  });

  it('does not change its options', () => {
    const options = Object.freeze({ ...credentials, ...issue, expiresIn: 1, services: Object.freeze([chat, chat]) });
    expect(buildToken(options)).toBe(buildToken(options));
  });
});
