/** One token per finding. Complete lists of codes are compared, so that no unexpected finding goes unnoticed. */
import { deflateRawSync, deflateSync, gzipSync, inflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { chromiumMatcher } from '../../../src/deflate/chromium-matcher.ts';
import { deflate } from '../../../src/deflate/deflate.ts';
import { catalog } from '../../../src/explain/catalog.ts';
import {
  buildToken,
  type ExplainOptions,
  explainToken,
  type FindingCode,
  type ServiceGrant,
} from '../../../src/index.ts';
import { appCertificate, appId, credentials } from '../../support/credentials.ts';
import { contentBytes, type RawHeader, signedToken, textOf, u16 } from '../../support/raw-token.ts';
import { expectRefusal } from '../../support/refusal.ts';
import { messages } from './messages.ts';

const issuedAt = 1_700_000_000;
const expected: ExplainOptions = { appCertificate, appId, now: issuedAt + 60 };
const otherId = 'f'.repeat(32);

const grant = {
  chat: (userId: string, privileges: object = { user: 0 }) => ({ service: 'chat', userId, privileges }) as ServiceGrant,
  rtc: (fields: object) => ({
    service: 'rtc',
    channelName: 'lobby',
    uid: 7,
    privileges: { joinChannel: 0, publishAudio: 0 },
    ...fields,
  }),
  apaas: (userUuid: string) => ({ service: 'apaas', roomUuid: 'room', userUuid, role: 1, privileges: { 1: 0 } }),
  rtm: (userId: string, privileges: object) => ({ service: 'rtm', userId, privileges }) as ServiceGrant,
};

const tokenOf = (service: object, issue: object = {}) =>
  buildToken({ ...credentials, issuedAt, salt: 1, expiresIn: 600, services: [service as ServiceGrant], ...issue });

/** A token that matches the pattern, found by trying salts. */
function tokenLike(pattern: RegExp): string {
  for (let salt = 1; ; salt++) {
    const token = tokenOf(grant.chat('alice'), { salt });
    if (pattern.test(token)) return token;
  }
}

/** A token with every character that transport can damage: a plus sign, a slash, one `=` at the end. */
const good = tokenLike(/^[^=]*\+[^=]*\/[^=]*=$/);
const stream = Buffer.from(good.slice(3), 'base64');
const payload = inflateSync(stream);
/** Percent-encoded `times` times. */
function encoded(times: number): string {
  return times === 0 ? good : encodeURIComponent(encoded(times - 1));
}
const uuid = '123e4567-e89b-12d3-a456-426614174000';
const appToken = tokenOf(grant.chat('', { app: 0 }));

/** For a user whose ID Node's zlib compresses differently from stock zlib. */
const nodePayload = inflateSync(Buffer.from(tokenOf(grant.chat('abcabdabcabeabcabdabcabe')).slice(3), 'base64'));

const withStream = (bytes: Uint8Array) => `007${Buffer.from(bytes).toString('base64')}`;

const compress = (bytes: Uint8Array) => Buffer.from(deflate(bytes));

/** A signed token of services that no builder writes, compressed as the builders do. */
function rawToken(
  services: readonly Buffer[],
  header: RawHeader = {},
  tail = '',
  certificate = appCertificate,
): string {
  const content = Buffer.concat([contentBytes(services, { appId, issuedAt, ...header }), Buffer.from(tail)]);
  return signedToken(content, certificate, compress);
}
const fpaLogin = Buffer.from('0400' + '0100' + '010000000000', 'hex');
const chatUser = Buffer.from('0500' + '0100' + '010000000000' + '0100' + '61', 'hex');

/** The last digit of a text with one `=` stands for four bits and two that must be zero. */
function withSlackBit(token: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return `${token.slice(0, -2)}${digits.charAt(digits.indexOf(token.charAt(token.length - 2)) + 1)}=`;
}

/** Sets padding bits in the last byte of the blocks, before the checksum. */
function withFillBits(): string {
  for (let salt = 1; ; salt++) {
    const bytes = Buffer.from(tokenOf(grant.chat('alice'), { salt }).slice(3), 'base64');
    const last = bytes.length - 5;
    bytes[last] = (bytes[last] as number) | 0x80;
    if (inflateSync(bytes).length > 0) return withStream(bytes);
  }
}

/** Also values of the wrong type. */
type AnyOptions = Readonly<Partial<Record<keyof ExplainOptions, unknown>>>;

type Case = readonly [what: string, token: string, codes: readonly FindingCode[], options?: AnyOptions];

/** By the stage that finds it. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  nothing: [
    ['a user token', good, []],
    ['an RTC token', tokenOf(grant.rtc({})), []],
    ['a service that knows no privilege', tokenOf({ service: 'stt', privileges: {} }), []],
    ['the end of a token within the tolerance', good, [], { now: issuedAt + 600, clockTolerance: 1 }],
    ['a lifetime that is allowed', good, [], { maxLifetime: 600 }],
    ['what is required', good, [], { require: { service: 'chat', privilege: 'user', userId: 'alice' } }],
    ['the second of its issue', good, [], { now: issuedAt }],
    ['its issue within the tolerance', good, [], { now: issuedAt - 1, clockTolerance: 1 }],
    ['a Chat token for 24 hours', tokenOf(grant.chat('alice'), { expiresIn: 86_400 }), []],
    ['a user of 64 characters', tokenOf(grant.chat('a'.repeat(64))), []],
    ['a privilege as long as the token', tokenOf(grant.chat('alice', { user: 600 })), []],
    ['more than a uuid', tokenOf(grant.chat('x-123e4567-e89b-12d3-a456-426614174000')), []],
    ['a uuid and more', tokenOf(grant.chat('123e4567-e89b-12d3-a456-426614174000-x')), []],
    ['services in descending order', rawToken([chatUser, fpaLogin]), []],
    ['a stored zlib stream', withStream(deflateSync(payload, { level: 0 })), []],
    ['a stream that only Chromium’s zlib writes', withStream(Buffer.from(deflate(nodePayload, chromiumMatcher))), []],
  ],
  'the options': [
    ['a certificate of 31 characters', good, ['bad-option', 'signature-unchecked'], { appCertificate: '0'.repeat(31) }],
    ['an invalid expected app ID', good, ['bad-option'], { appId: 'my-app' }],
    ['a time before 1970', good, ['bad-option', 'expired'], { now: -1 }],
    ['an unknown service', good, ['bad-option'], { require: { service: 'Chat' } }],
    ['a field that the service does not have', good, ['bad-option'], { require: { service: 'chat', uid: 1 } }],
    ['no room for a payload', good, ['bad-option'], { maxPayload: 0 }],
    ['a tolerance below 0', good, ['bad-option'], { clockTolerance: -1 }],
    ['a maximum that is not a number', good, ['bad-option'], { maxLifetime: Number.NaN }],
  ],
  'texts that are not tokens': [
    ['nothing', '', ['empty']],
    ['white space', ' \n', ['white-space', 'empty']],
    ['quotes', '""', ['quoted', 'empty']],
    ['a word', 'undefined', ['not-a-token']],
    ['an app ID', appId, ['hex-id']],
    ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl', ['jwt']],
    ['a JWT after Bearer', 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.', ['jwt']],
    ['a 006 token', `006${appId}IAB${'A'.repeat(60)}`, ['old-version']],
    ['a 003 token', `003${appId}`, ['old-version']],
    ['the token of a Chat server', 'YWMtC2sZpPqfEe2fZ1cBAAAAAAAAAAAA', ['chat-server-token']],
    ['a text encoded fifty times', `${'%25'.repeat(50)}41`, ['percent-encoded', 'not-a-token']],
    ['what ends like a 006 token', `x006${appId}`, ['not-a-token']],
    ['what is base64 of 007 and no more', 'MDA3!!', ['not-a-token']],
    ['a token encoded nine times', encoded(9), ['percent-encoded', 'not-a-token']],
    ['the maximum number of characters', 'A'.repeat(1424), ['not-a-token'], { maxPayload: 100 }],
    ['one more', 'A'.repeat(1425), ['too-large'], { maxPayload: 100 }],
  ],
  'damaged tokens': [
    ['a header value', `Bearer ${good}`, ['surrounded']],
    ['a URL', `https://example.com/?token=${encodeURIComponent(good)}&x=1`, ['percent-encoded', 'surrounded']],
    ['the response of a token server', JSON.stringify({ code: 0, data: { token: good } }), ['surrounded']],
    ['what a Chat SDK sends', `$t$${good}`, ['surrounded']],
    ['a sentence', `the token is ${good} and lives ten minutes`, ['surrounded']],
    ['a comment after it', `${good} # alice`, ['surrounded']],
    ['brackets', `[${good}]`, ['surrounded']],
    ['words with 007 in them', `agent 007, x007y and ${good}`, ['surrounded']],
    ['tags as entities', `&lt;b&gt;${good}&lt;/b&gt;&amp;`, ['escaped', 'surrounded']],
    ['apostrophes as entities', `&apos;${good}&apos;`, ['escaped', 'quoted']],
    ['spaces as escapes', `${good}\\t\\r\\n`, ['escaped', 'white-space']],
    ['plus signs escaped as in C', good.replaceAll('+', '\\x2B'), ['escaped']],
    ['a line break, and plus signs that became spaces', `${good.replaceAll('+', ' ')}\n`, ['plus-as-space']],
    ['percent-encoding, seven times', encoded(7), ['percent-encoded']],
    ['007 three times', `007007${good}`, ['prefix-twice']],
    ['quotes', `"${good}"`, ['quoted']],
    ['half of the quotes, and a comma', `${good}",`, ['quoted']],
    ['a line break at the end', `${good}\n`, ['white-space']],
    ['a byte order mark', `\ufeff${good}`, ['white-space']],
    ['line breaks inside', good.replace(/.{64}/g, '$&\r\n'), ['white-space']],
    ['plus signs that became spaces', good.replaceAll('+', ' '), ['plus-as-space']],
    ['percent-encoding', encodeURIComponent(good), ['percent-encoded']],
    ['percent-encoding, twice', encodeURIComponent(encodeURIComponent(good)), ['percent-encoded']],
    ['slashes escaped as by PHP', good.replaceAll('/', '\\/'), ['escaped']],
    ['plus signs escaped as by .NET', good.replaceAll('+', '\\u002B'), ['escaped']],
    ['escapes of HTML', `&quot;${good.replace('+', '&#x2B;').replace('/', '&#47;')}&quot;`, ['escaped', 'quoted']],
    ['a line break as an escape', `${good}\\n`, ['escaped', 'white-space']],
    ['base64 of the text', Buffer.from(good).toString('base64'), ['encoded-twice']],
    ['007 twice', `007${good}`, ['prefix-twice']],
    ['no 007', good.slice(3), ['prefix-missing']],
    ['the url-safe alphabet', good.replaceAll('+', '-').replaceAll('/', '_'), ['url-safe']],
    ['the url-safe alphabet, not padded', `007${stream.toString('base64url')}`, ['url-safe', 'padding']],
    ['a minus inside', `${good.slice(0, 50)}-${good.slice(50)}`, ['foreign-characters']],
    ['a character that is not ASCII', `${good.slice(0, 50)}é${good.slice(50)}`, ['foreign-characters']],
  ],
  'altered tokens': [
    ['no = at the end', good.slice(0, -1), ['padding']],
    ['an = too many', `${good}=`, ['padding']],
    ['a character too many', `${tokenLike(/[^=]$/)}A`, ['not-canonical']],
    ['bits after the last byte', withSlackBit(good), ['not-canonical']],
    ['bits after the last block', withFillBits(), ['not-canonical']],
    ['an abbreviation', `${good.slice(0, 20)}...${good.slice(-6)}`, ['cut-off']],
    ['007 alone', '007', ['cut-off']],
    ['half of it', good.slice(0, good.length / 2), ['cut-off']],
    ['its last two characters cut', good.slice(0, -2), ['cut-off']],
    ['its checksum cut', withStream(stream.subarray(0, -4)), ['cut-off']],
    ['a cut token that has expired', good.slice(0, -12), ['cut-off', 'expired'], { now: issuedAt + 9999 }],
    ['a cut token for another app', good.slice(0, -12), ['cut-off', 'other-app'], { appId: otherId }],
    ['a character changed', `${good.slice(0, 60)}${good[60] === 'A' ? 'B' : 'A'}${good.slice(61)}`, ['corrupt']],
    ['an = in the middle', `${good.slice(0, 50)}=${good.slice(50)}`, ['corrupt']],
    ['bytes that are not a zlib stream', withStream(Buffer.alloc(60, 7)), ['corrupt']],
    ['blocks of no type', withStream(Buffer.concat([Buffer.of(0x78, 0x9c, 0x07), stream.subarray(3)])), ['corrupt']],
    [
      'a header with wrong check bits',
      withStream(Buffer.concat([Buffer.of(0x78, 0x9d), stream.subarray(2)])),
      ['corrupt'],
    ],
    ['a header of another method', withStream(Buffer.concat([Buffer.of(0x79, 0x18), stream.subarray(2)])), ['corrupt']],
    [
      'a header that asks for a dictionary',
      withStream(Buffer.concat([Buffer.of(0x78, 0x20), stream.subarray(2)])),
      ['corrupt'],
    ],
    ['gzip', withStream(gzipSync(payload)), ['corrupt']],
    ['raw deflate', withStream(deflateRawSync(payload)), ['corrupt']],
    ['a zip bomb', withStream(deflateSync(Buffer.alloc(1_048_577))), ['too-large']],
    ['a text longer than any token', good.padEnd(4 * 1_048_576 + 1025, 'A'), ['too-large']],
    ['more than the ceiling', good, ['too-large'], { maxPayload: 40 }],
    ['bytes after the stream', withStream(Buffer.concat([stream, Buffer.alloc(6)])), ['unsigned-bytes']],
    ['something else compressed', withStream(deflateSync(Buffer.from('hello'))), ['malformed-content']],
    [
      'a privilege twice',
      rawToken([Buffer.from('0500' + '0200' + '0100000000000100000000000000', 'hex')]),
      ['malformed-content'],
    ],
  ],
  'who made it, for which app': [
    ['no certificate', good, ['signature-unchecked'], { appCertificate: undefined }],
    ['the secondary certificate', good, ['secondary-certificate'], { appCertificate: [otherId, appCertificate] }],
    ['another certificate', good, ['wrong-certificate'], { appCertificate: otherId }],
    [
      'a certificate in capitals',
      rawToken([fpaLogin], {}, '', 'a'.repeat(32)),
      ['certificate-case'],
      { appCertificate: 'A'.repeat(32) },
    ],
    [
      'ID and certificate swapped',
      rawToken([fpaLogin], { appId: appCertificate }, '', appId),
      ['ids-swapped', 'other-app'],
    ],
    [
      'ID and certificate swapped, with another certificate',
      rawToken([fpaLogin], { appId: appCertificate }, '', appId),
      ['ids-swapped', 'other-app'],
      { appCertificate: [otherId, appCertificate] },
    ],
    [
      'a certificate in small letters',
      rawToken([fpaLogin], {}, '', 'A'.repeat(32)),
      ['certificate-case'],
      { appCertificate: 'a'.repeat(32) },
    ],
    [
      'signed bytes and another certificate',
      rawToken([fpaLogin], {}, 'xyz', otherId),
      ['wrong-certificate', 'unread-bytes'],
    ],
    [
      'unsigned bytes in the payload',
      textOf(Buffer.concat([payload, Buffer.alloc(65_536)]), compress),
      ['unsigned-bytes', 'unread-bytes'],
    ],
    ['an invalid app ID', rawToken([fpaLogin], { appId: 'my-app' }), ['app-id-malformed']],
    ['another app', good, ['other-app'], { appId: otherId }],
    ['the app ID in lower case', good, ['other-app'], { appId: appId.toLowerCase() }],
  ],
  'its times': [
    ['issued in the future', good, ['not-yet-valid'], { now: issuedAt - 1 }],
    ['expired', good, ['expired'], { now: issuedAt + 600 }],
    ['a lifetime of 0', tokenOf(grant.chat('alice'), { expiresIn: 0 }), ['expired', 'lifetime-zero']],
    ['a point in time as lifetime', tokenOf(grant.chat('alice'), { expiresIn: 1_700_000_600 }), ['lifetime-absolute']],
    [
      'a point in time as privilege',
      tokenOf(grant.rtc({ privileges: { joinChannel: 1_700_000_600, publishAudio: 0 } })),
      ['lifetime-absolute'],
    ],
    ['a Chat token for a week', tokenOf(grant.chat('alice'), { expiresIn: 604_800 }), ['lifetime-over-24h']],
    ['an RTC token for a second more than a day', tokenOf(grant.rtc({}), { expiresIn: 86_401 }), ['lifetime-over-24h']],
    ['a lifetime over the maximum', good, ['lifetime-over-maximum'], { maxLifetime: 599 }],
  ],
  'what it must grant': [
    ['another service', good, ['service-missing'], { require: { service: 'rtc' } }],
    [
      'an app token to log in',
      appToken,
      ['app-token-for-login', 'app-token'],
      { require: { service: 'chat', privilege: 'user' } },
    ],
    [
      'an app token to log alice in',
      appToken,
      ['app-token-for-login', 'app-token'],
      { require: { service: 'chat', userId: 'alice' } },
    ],
    ['a user token for REST', good, ['user-token-for-rest'], { require: { service: 'chat', privilege: 'app' } }],
    ['another user’s token', good, ['user-differs'], { require: { service: 'chat', userId: 'bob' } }],
    ['another uid', tokenOf(grant.rtc({})), ['user-differs'], { require: { service: 'rtc', uid: 8 } }],
    ['the user in capitals', good, ['user-case-differs'], { require: { service: 'chat', userId: 'ALICE' } }],
    [
      'another channel',
      tokenOf(grant.rtc({})),
      ['channel-differs'],
      { require: { service: 'rtc', channelName: 'hall' } },
    ],
    ['another room', tokenOf(grant.apaas('a')), ['field-differs'], { require: { service: 'apaas', roomUuid: 'hall' } }],
    [
      'a uid, of a token for any',
      tokenOf(grant.rtc({ uid: 0 })),
      ['wildcard-refused', 'any-uid'],
      { require: { service: 'rtc', uid: 7 } },
    ],
    [
      'a uid, or a token for any',
      tokenOf(grant.rtc({ uid: 0 })),
      ['any-uid'],
      { require: { service: 'rtc', uid: 7, allowWildcard: true } },
    ],
    [
      'a user by name, of a token for a UUID',
      tokenOf(grant.chat(uuid)),
      ['user-is-uuid', 'user-uuid'],
      { require: { service: 'chat', userId: 'alice' } },
    ],
    ['another privilege', good, ['privilege-missing'], { require: { service: 'chat', privilege: 9 } }],
    [
      'another privilege of an app token',
      appToken,
      ['privilege-missing', 'app-token'],
      { require: { service: 'chat', privilege: 9 } },
    ],
    [
      'to be a user, which no grant is',
      tokenOf({}, { services: [grant.chat('bob', { 9: 0 }), grant.chat('', { app: 0 })] }),
      ['privilege-missing', 'app-token'],
      { require: { service: 'chat', privilege: 'user' } },
    ],
    [
      'to be an app, of two grants for users',
      tokenOf({}, { services: [grant.chat('alice'), grant.chat('bob', { 9: 0 })] }),
      ['privilege-missing'],
      { require: { service: 'chat', privilege: 'app' } },
    ],
    [
      'a user, of an app and another user',
      tokenOf({}, { services: [grant.chat('', { app: 0 }), grant.chat('bob')] }),
      ['user-differs', 'app-token'],
      { require: { service: 'chat', userId: 'alice' } },
    ],
    [
      'an app with a user',
      appToken,
      ['user-differs', 'app-token'],
      { require: { service: 'chat', privilege: 'app', userId: 'alice' } },
    ],
    [
      'another user than the one who is an app too',
      tokenOf(grant.chat('bob', { user: 0, app: 0 })),
      ['user-differs', 'user-and-app'],
      { require: { service: 'chat', userId: 'alice' } },
    ],
    [
      'one of two users in capitals',
      tokenOf({}, { services: [grant.chat('bob'), grant.chat('alice')] }),
      ['user-case-differs'],
      { require: { service: 'chat', userId: 'ALICE' } },
    ],
    [
      'a uid in capitals, in the right channel',
      tokenOf(grant.rtc({ uid: 'alice' })),
      ['user-case-differs', 'uid-account'],
      { require: { service: 'rtc', channelName: 'lobby', uid: 'ALICE' } },
    ],
    [
      'another account',
      tokenOf({ service: 'fcdn', channelName: 'lobby', account: 'a', privileges: { 1: 0 } }),
      ['user-differs'],
      { require: { service: 'fcdn', account: 'b' } },
    ],
    [
      'another user of a room',
      tokenOf(grant.apaas('a')),
      ['user-differs'],
      { require: { service: 'apaas', userUuid: 'b' } },
    ],
    [
      'a privilege that ended within the tolerance',
      tokenOf(grant.chat('alice', { user: 60 })),
      ['privilege-before-token'],
      { require: { service: 'chat', privilege: 'user' }, clockTolerance: 1 },
    ],
    [
      'a privilege that ended an hour ago',
      tokenOf(grant.chat('alice', { user: 60 }), { expiresIn: 7200 }),
      ['privilege-expired', 'privilege-before-token'],
      { require: { service: 'chat', privilege: 'user' }, now: issuedAt + 3660 },
    ],
    [
      'a privilege that has ended',
      tokenOf(grant.chat('alice', { user: 60 })),
      ['privilege-expired', 'privilege-before-token'],
      { require: { service: 'chat', privilege: 'user' } },
    ],
  ],
  'what it grants': [
    ['nothing', rawToken([]), ['no-service']],
    ['a service without a privilege', tokenOf(grant.rtm('alice', {})), ['no-privilege']],
    ['Chat without a user', tokenOf(grant.chat('')), ['user-empty']],
    ['signalling without a user', tokenOf(grant.rtm('', { login: 0 })), ['user-empty']],
    ['a room without a user', tokenOf(grant.apaas('')), ['user-empty']],
    ['an app with a privilege of a user', tokenOf(grant.chat('', { app: 0, 9: 0 })), ['user-empty', 'app-token']],
    ['the user of a room undefined', tokenOf(grant.apaas('undefined')), ['user-placeholder']],
    [
      'the account None',
      tokenOf({ service: 'streaming', channelName: 'lobby', account: 'None', privileges: { 1: 0 } }),
      ['user-placeholder'],
    ],
    ['user and app in one', tokenOf(grant.chat('alice', { user: 0, app: 0 })), ['user-and-app']],
    ['the user undefined', tokenOf(grant.chat('undefined')), ['user-placeholder']],
    ['the uid null', tokenOf(grant.rtc({ uid: 'null' })), ['user-placeholder', 'uid-account']],
    ['a user in capitals', tokenOf(grant.chat('Alice')), ['user-upper-case']],
    ['a mail address as user', tokenOf(grant.chat('alice@example.com')), ['user-characters']],
    ['a user of 65 characters', tokenOf(grant.chat('a'.repeat(65))), ['user-length']],
    ['a uuid as user', tokenOf(grant.chat(uuid)), ['user-uuid']],
    ['an app', appToken, ['app-token']],
    ['any uid', tokenOf(grant.rtc({ uid: 0 })), ['any-uid']],
    ['a user account', tokenOf(grant.rtc({ uid: 'alice' })), ['uid-account']],
    ['joining only', tokenOf(grant.rtc({ privileges: { joinChannel: 0 } })), ['publish-missing']],
    ['a channel that begins with a space', tokenOf(grant.rtc({ channelName: ' lobby' })), ['name-spaces']],
    ['a user that ends with a line break', tokenOf(grant.rtm('alice\n', { login: 0 })), ['name-spaces']],
    ['the text "0" as uid', tokenOf(grant.rtc({ uid: '0' })), ['uid-zero']],
    ['a privilege that ends first', tokenOf(grant.chat('alice', { user: 300 })), ['privilege-before-token']],
    ['a privilege that ends last', tokenOf(grant.chat('alice', { user: 601 })), ['privilege-after-token']],
    ['a service of a new type', rawToken([Buffer.concat([u16(999), u16(0)])]), ['unknown-service']],
    ['bytes after the last service', rawToken([fpaLogin], {}, 'xyz'), ['unread-bytes']],
  ],
};

describe('explainToken', () => {
  const found = new Set<FindingCode>();
  afterAll(() => expect(Object.keys(catalog).filter((code) => !found.has(code as FindingCode))).toEqual([]));

  for (const [stage, rows] of Object.entries(cases)) {
    describe(`says about ${stage}`, () => {
      it.each(rows.map(([what, token, codes, options]) => ({ what, token, codes, options })))(
        '$what',
        ({ what, token, codes, options }) => {
          const findings = explainToken(token, { ...expected, ...options } as ExplainOptions);
          expect(findings.map(({ code }) => code)).toEqual(codes);
          expect(findings.map(({ message }) => message)).toEqual(messages[stage]?.[what] ?? []);
          for (const { code, severity, remedy } of findings) {
            expect({ severity, remedy }).toEqual(catalog[code]);
            found.add(code);
          }
        },
      );
    });
  }
});

describe('every message and remedy', () => {
  const texts = Object.values(cases).flatMap((rows) =>
    rows.flatMap(([what, token, , options = {}]) =>
      explainToken(token, { ...expected, ...options } as ExplainOptions).map((found) => ({ what, token, ...found })),
    ),
  );

  it('consists of complete sentences', () => {
    for (const { message, remedy } of texts) {
      expect(message).toMatch(/^[A-Z].*[.?]$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(message).not.toMatch(/\b1 [a-z]+s\b/);
    }
  });

  it('contains no token, certificate, signature or user ID', () => {
    const secrets = [appCertificate, otherId, 'alice', 'Alice', 'A'.repeat(32)];
    for (const { token, message, remedy } of texts) {
      for (const secret of secrets) expect(`${message} ${remedy}`).not.toContain(secret);
      for (let at = 0; at + 12 <= Math.min(token.length, 500); at++)
        expect(message).not.toContain(token.slice(at, at + 12));
    }
  });
});

describe('explainToken', () => {
  it('sorts errors before warnings before information', () => {
    const token = tokenOf(grant.chat('Alice', { user: 300 }), { expiresIn: 604_800 });
    const findings = explainToken(token, { now: issuedAt - 1 });
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning', 'info', 'info']);
  });

  it('reports a code once, even for several services', () => {
    const services = Array.from({ length: 50 }, () => grant.chat('Alice'));
    const token = buildToken({ ...credentials, issuedAt, salt: 1, expiresIn: 600, services });
    expect(explainToken(token, expected).map(({ code }) => code)).toEqual(['user-upper-case']);
  });

  it('uses the clock if no time is given', () => {
    expect(explainToken(good).map(({ code }) => code)).toEqual(['expired', 'signature-unchecked']);
  });

  it('throws only if the token is not a string or the options are not its options', () => {
    for (const token of [undefined, null, 7, {}]) {
      expectRefusal(() => explainToken(token as never), 'ERR_INPUT', 'token');
    }
    expectRefusal(() => explainToken(good, { requires: {} } as never), 'ERR_INPUT', 'requires');
    expectRefusal(() => explainToken(good, 'chat' as never), 'ERR_INPUT', 'options');
  });

  it('reports an option of the wrong type as a finding', () => {
    for (const option of [{ appCertificate: 7 }, { appId: null }, { now: '1' }, { require: 'chat' }]) {
      const [first] = explainToken(good, { ...expected, ...option } as never);
      expect(first).toMatchObject({ code: 'bad-option', severity: 'error' });
    }
  });
});

describe('white space', () => {
  it('is every space, line break and invisible character, and no neighbouring character', () => {
    const codesOf = (unit: number) => explainToken(good + String.fromCharCode(unit), expected).map(({ code }) => code);
    const blanks = [0x9, 0xd, 0x20, 0xa0, 0xad, 0x2000, 0x200a, 0x200b, 0x200f, 0x2028, 0x2029, 0x2060, 0xfeff];
    for (const unit of blanks) expect([unit, codesOf(unit)]).toEqual([unit, ['white-space']]);
    for (const unit of [0x8, 0xac, 0xae, 0x2010, 0x202a, 0x205e, 0x2061]) {
      expect([unit, codesOf(unit)]).toEqual([unit, ['foreign-characters']]);
    }
  });
});

describe('how much is missing', () => {
  const message = (token: string) => explainToken(token, expected)[0]?.message;

  it('is reported in characters if the blocks are complete or the last one is stored', () => {
    expect(message(good.slice(0, -2))).toBe('The end is missing (2 characters).');
    expect(message(good.slice(0, -5))).toBe('The end is missing (5 characters).');
    const stored = withStream(deflateSync(payload, { level: 0 }));
    expect(message(stored.slice(0, -40))).toMatch(/^The end is missing \(40 characters\): /);
    expect(message(stored.slice(0, 60))).toMatch(
      new RegExp(`^The end is missing \\(${stored.length - 60} characters\\): `),
    );
  });

  it('is otherwise reported in bytes of the truncated field', () => {
    expect(message(good.slice(0, -12))).toBe(
      'The end is missing: services[0].userId needs 5 bytes, but only 2 follow.',
    );
  });
});
