/** Random grants, tokens and texts for property tests. */
import fc from 'fast-check';
import type { BuildTokenOptions, ServiceGrant } from '../../src/index.ts';
import { credentials } from './credentials.ts';

const edge = (...values: readonly number[]) => fc.constantFrom(...values);
export const u32 = fc.oneof(fc.nat({ max: 0xffff_ffff }), edge(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff));
const i16 = fc.oneof(fc.integer({ min: -0x8000, max: 0x7fff }), edge(-0x8000, -1, 0, 0x7fff));

/** Well-formed Unicode strings, mostly as short as names, sometimes long enough to compress. */
const name = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '\0', '\ufeff', '\uffff', '😀', 'é', 'é', 'ß'.repeat(300)) },
);

/** Privileges by name or number; the names have the numbers from 1. */
function privileges(...names: readonly string[]) {
  const numbers = fc.integer({ min: names.length + 1, max: 0xffff }).map(String);
  const keys = names.length === 0 ? numbers : fc.oneof(fc.constantFrom(...names), numbers);
  return fc.dictionary(keys, u32, { maxKeys: 5, noNullPrototype: true });
}

const resources = fc.oneof(
  fc.constantFrom('messageChannels', 'streamChannels', 'groupChannels', 'serverGroups', 'users'),
  fc.integer({ min: 5, max: 0xffff }).map(String),
);
const accesses = fc.oneof(fc.constantFrom('read', 'write'), fc.integer({ min: 2, max: 0xffff }).map(String));
const permissions = fc.dictionary(
  resources,
  fc.dictionary(accesses, fc.array(name, { maxLength: 3 }), { maxKeys: 3, noNullPrototype: true }),
  { maxKeys: 4, noNullPrototype: true },
);

const grantsByService = {
  rtc: fc.record({
    service: fc.constant('rtc'),
    channelName: name,
    uid: fc.oneof(name, u32),
    privileges: privileges('joinChannel', 'publishAudio', 'publishVideo', 'publishData'),
  }),
  rtm: fc.record({ service: fc.constant('rtm'), userId: name, privileges: privileges('login') }),
  streaming: fc.record({
    service: fc.constant('streaming'),
    channelName: name,
    account: name,
    privileges: privileges('publishMixStream', 'publishRawStream'),
  }),
  fpa: fc.record({ service: fc.constant('fpa'), privileges: privileges('login') }),
  chat: fc.record({ service: fc.constant('chat'), userId: name, privileges: privileges('user', 'app') }),
  fcdn: fc.record({
    service: fc.constant('fcdn'),
    channelName: name,
    account: name,
    privileges: privileges('publish', 'play'),
  }),
  apaas: fc.record({
    service: fc.constant('apaas'),
    roomUuid: name,
    userUuid: name,
    role: i16,
    privileges: privileges('roomUser', 'user', 'app'),
  }),
  rtm2: fc.record({ service: fc.constant('rtm2'), userId: name, permissions, privileges: privileges('login') }),
  convoai: fc.record({ service: fc.constant('convoai'), privileges: privileges() }),
  stt: fc.record({ service: fc.constant('stt'), privileges: privileges() }),
};

/** The services in ascending order of type number, which is their order on the wire. */
export const wireOrder: readonly string[] = Object.keys(grantsByService);

const everyGrant = Object.values(grantsByService) as readonly unknown[] as readonly fc.Arbitrary<ServiceGrant>[];

/** Several services, often of one type. */
export const grants: fc.Arbitrary<ServiceGrant[]> = fc.oneof(
  fc.array(fc.oneof(...everyGrant), { minLength: 1, maxLength: 6 }),
  fc.constantFrom(...everyGrant).chain((one) => fc.array(one, { minLength: 2, maxLength: 4 })),
);

export const issues = fc.record({ issuedAt: u32, expiresIn: u32, salt: u32 });

export const tokenOptions: fc.Arbitrary<BuildTokenOptions & { issuedAt: number; salt: number }> = fc
  .record({ services: grants, issue: issues })
  .map(({ services, issue }) => ({ ...credentials, ...issue, services }));
