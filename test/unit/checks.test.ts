/** Every function accepts only its own options, in plain objects. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { requireRecord } from '../../src/checks.ts';
import {
  buildChatAppToken,
  buildChatUserToken,
  buildRtcToken,
  buildRtmToken,
  buildToken,
  createTokenIssuer,
  decodeToken,
  explainToken,
  verifyToken,
} from '../../src/index.ts';
import { nearestName } from '../../src/nearest-name.ts';
import { traceToken } from '../../src/trace/index.ts';
import { appCertificate, credentials } from '../support/credentials.ts';
import { expectRefusal, refusal } from '../support/refusal.ts';

const issue = { expiresIn: 600 };
const token = buildChatUserToken({ ...credentials, ...issue, userId: 'bob' });
const issuer = createTokenIssuer(credentials);

describe('an unknown option', () => {
  const calls: readonly [misspelled: string, meant: string, call: () => unknown][] = [
    [
      'requires',
      'require',
      () => verifyToken(token, { appCertificate, requires: { service: 'chat', userId: 'alice' } } as never),
    ],
    ['appID', 'appId', () => verifyToken(token, { appCertificate, appID: 'f'.repeat(32) } as never)],
    ['maxpayload', 'maxPayload', () => decodeToken(token, { maxpayload: 1 } as never)],
    ['maxPayLoad', 'maxPayload', () => traceToken(token, { maxPayLoad: 1 } as never)],
    ['tolerance', 'clockTolerance', () => explainToken(token, { tolerance: 5 } as never)],
    [
      'privilegeExpireIn',
      'privilegesExpireIn',
      () =>
        buildRtcToken({
          ...credentials,
          ...issue,
          channelName: 'lobby',
          uid: 1,
          role: 'publisher',
          privilegeExpireIn: 60,
        } as never),
    ],
    [
      'permission',
      'permissions',
      () => buildRtmToken({ ...credentials, ...issue, userId: 'a', permission: {} } as never),
    ],
    ['issuedat', 'issuedAt', () => buildToken({ ...credentials, ...issue, services: [], issuedat: 1 } as never)],
    ['user', 'userId', () => buildChatUserToken({ ...credentials, ...issue, userId: 'a', user: 'b' } as never)],
    ['expireIn', 'expiresIn', () => buildChatAppToken({ ...credentials, ...issue, expireIn: 1 } as never)],
    ['certificate', 'appCertificate', () => createTokenIssuer({ ...credentials, certificate: '' } as never)],
    ['salts', 'salt', () => issuer.token({ ...issue, services: [], salts: 1 } as never)],
    ['channel', 'channelName', () => issuer.rtcToken({ ...issue, channel: 'lobby' } as never)],
  ];

  it.each(calls)('%s is refused, suggesting %s', (misspelled, meant, call) => {
    const { code, field, message } = refusal(call);
    expect({ code, field }).toEqual({ code: 'ERR_INPUT', field: misspelled });
    expect(message).toBe(`unknown option '${misspelled}'; did you mean '${meant}'?`);
  });

  it('that resembles no option is refused with the list of options', () => {
    const error = refusal(() => decodeToken(token, { verbose: true } as never));
    expect(error.message).toBe("unknown option 'verbose'; the options are maxPayload");
  });

  it('is shown only if it looks like a name', () => {
    for (const name of [appCertificate, token, 'a b', '']) {
      const error = refusal(() => decodeToken(token, { [name]: 1 } as never));
      expect(error.message).toBe('unknown option; the options are maxPayload');
      expect(error.field).toBeUndefined();
    }
  });

  it('of the issuer can be a credential', () => {
    expectRefusal(() => issuer.chatUserToken({ ...credentials, ...issue, userId: 'a' } as never), 'ERR_INPUT', 'appId');
  });
});

describe('a missing argument', () => {
  it('is named', () => {
    expectRefusal(() => (verifyToken as (...none: []) => unknown)(), 'ERR_INPUT', 'options');
    expectRefusal(() => verifyToken(undefined as never, { appCertificate }), 'ERR_INPUT', 'token');
    expectRefusal(() => (decodeToken as (...none: []) => unknown)(), 'ERR_INPUT', 'token');
    expectRefusal(() => (createTokenIssuer as (...none: []) => unknown)(), 'ERR_INPUT', 'credentials');
    expect(refusal(() => (buildChatAppToken as (...none: []) => unknown)()).message).toBe(
      'options is missing: pass an object with appId, appCertificate, expiresIn, issuedAt, salt',
    );
  });
});

describe('a record', () => {
  it('is a plain object, of this realm or of another', () => {
    for (const record of [{}, { a: 1 }, Object.create(null), runInNewContext('({ a: 1 })')]) {
      expect(requireRecord(record, 'it')).toBe(record);
    }
  });

  it.each([
    ['a Map', new Map([['user', 600]]), 'an instance of a class'],
    ['a Set', new Set(), 'an instance of a class'],
    ['a Date', new Date(), 'an instance of a class'],
    ['a typed array', new Uint8Array(2), 'an instance of a class'],
    ['an instance of a class', new (class Grant {})(), 'an instance of a class'],
    ['an object that inherits', Object.create({ user: 600 }), 'an instance of a class'],
    [
      'one that inherits from an object without a prototype',
      Object.create(Object.create(null)),
      'an instance of a class',
    ],
    ['an array', [], 'an array'],
    ['null', null, 'null'],
    ['a string', 'user', 'a string'],
  ])('is not %s', (_, value, name) => {
    expect(refusal(() => requireRecord(value, 'it')).message).toBe(`it must be a plain object, not ${name}`);
  });
});

describe('the nearest name', () => {
  const names = ['appCertificate', 'appId', 'expiresIn', 'require'];

  it('differs in few letters or contains the word', () => {
    expect(nearestName('apId', names)).toBe('appId');
    expect(nearestName('EXPIRESIN', names)).toBe('expiresIn');
    expect(nearestName('required', names)).toBe('require');
    expect(nearestName('cert', names)).toBe('appCertificate');
  });

  it('is undefined for an unrelated word', () => {
    for (const word of ['ttl', 'x', '', 'verbose', 'a'.repeat(100_000)])
      expect(nearestName(word, names)).toBeUndefined();
  });
});
