import { describe, expect, it } from 'vitest';
import {
  type ServiceGrant,
  serviceByName,
  serviceByType,
  serviceCatalog,
  serviceNames,
} from '../../../src/services/registry.ts';
import { Reader } from '../../../src/wire/reader.ts';
import { Writer } from '../../../src/wire/writer.ts';
import { expectRefusal } from '../../support/refusal.ts';

function bytesOf(grant: ServiceGrant): string {
  const writer = new Writer(10_000);
  serviceByName(grant.service)?.body.write(writer, grant);
  return Buffer.from(writer.written).toString('hex');
}

function readBack(grant: ServiceGrant): unknown {
  const service = serviceByName(grant.service);
  const reader = new Reader(Buffer.from(bytesOf(grant), 'hex'));
  const read = { service: grant.service, ...service?.body.read(reader) };
  expect(reader.remaining).toBe(0);
  return read;
}

/** Every service with its number, a grant, and the bytes after the number, written by hand. */
const layouts: readonly [number, ServiceGrant, string][] = [
  [
    1,
    {
      service: 'rtc',
      channelName: 'ch',
      uid: '7',
      privileges: { joinChannel: 1, publishAudio: 2, publishVideo: 3, publishData: 4 },
    },
    '0400010001000000020002000000030003000000040004000000' + '02006368' + '010037',
  ],
  [2, { service: 'rtm', userId: 'al', privileges: { login: 600 } }, '0100010058020000' + '0200616c'],
  [
    3,
    { service: 'streaming', channelName: 'c', account: 'a', privileges: { publishMixStream: 1, publishRawStream: 2 } },
    '0200010001000000020002000000' + '010063' + '010061',
  ],
  [4, { service: 'fpa', privileges: { login: 0 } }, '0100010000000000'],
  [5, { service: 'chat', userId: 'al', privileges: { user: 1, app: 2 } }, '0200010001000000020002000000' + '0200616c'],
  [
    6,
    { service: 'fcdn', channelName: 'c', account: 'a', privileges: { publish: 1, play: 2 } },
    '0200010001000000020002000000' + '010063' + '010061',
  ],
  [
    7,
    { service: 'apaas', roomUuid: 'r', userUuid: 'u', role: -1, privileges: { roomUser: 1, user: 2, app: 3 } },
    '0300010001000000020002000000030003000000' + '010072' + '010075' + 'ffff',
  ],
  [
    8,
    {
      service: 'rtm2',
      userId: 'al',
      permissions: { users: { write: ['x'] }, messageChannels: { write: [], read: ['b', 'a'] }, 9: { 7: [''] } },
      privileges: { login: 1 },
    },
    '0100010001000000' +
      '0200616c' +
      '0300' +
      ('0000' + '0200' + '0000' + '0200' + '010062' + '010061' + '0100' + '0000') +
      ('0400' + '0100' + '0100' + '0100' + '010078') +
      ('0900' + '0100' + '0700' + '0100' + '0000'),
  ],
  [9, { service: 'convoai', privileges: {} }, '0000'],
  [10, { service: 'stt', privileges: { 1: 60 } }, '010001003c000000'],
];

describe('every service', () => {
  it.each(layouts)('type %d has the layout of the format', (type, grant, hex) => {
    expect(serviceByType(type)?.name).toBe(grant.service);
    expect(serviceByName(grant.service)?.type).toBe(type);
    expect(bytesOf(grant)).toBe(hex);
    expect(readBack(grant)).toEqual(grant);
  });

  it('is in the table above, and no other exists', () => {
    expect(serviceNames).toEqual(layouts.map(([, grant]) => grant.service));
    expect(serviceByType(0)).toBeUndefined();
    expect(serviceByType(60_001)).toBeUndefined();
    expect(serviceByName('toString')).toBeUndefined();
  });

  it('lists the type of each field, in the order of the wire', () => {
    const fields = (name: string) =>
      Object.entries(serviceCatalog.find(({ service }) => service === name)?.fields ?? {});
    expect(fields('rtc')).toEqual([
      ['channelName', 'string'],
      ['uid', 'uid'],
    ]);
    expect(fields('apaas')).toEqual([
      ['roomUuid', 'string'],
      ['userUuid', 'string'],
      ['role', 'int16'],
    ]);
    expect(fields('rtm2')).toEqual([
      ['userId', 'string'],
      ['permissions', 'map'],
    ]);
    expect(fields('stt')).toEqual([]);
  });
});

describe('an RTC uid', () => {
  const grant = (uid: unknown) => ({ service: 'rtc', channelName: '', uid, privileges: {} }) as ServiceGrant;

  it.each([
    [0, ''],
    [1, '1'],
    [4294967295, '4294967295'],
    ['0', '0'],
    ['007', '007'],
    ['', ''],
  ])('%j is written as %j', (uid, text) => {
    expect(readBack(grant(uid))).toMatchObject({ uid: text });
  });

  it('is a u32 or a string, not null, NaN, a fraction or minus one', () => {
    for (const uid of [-1, 1.5, Number.NaN, 4294967296, 1e21]) {
      expectRefusal(() => bytesOf(grant(uid)), 'ERR_INPUT', 'uid');
    }
    for (const uid of [null, undefined, {}, true, 5n]) expectRefusal(() => bytesOf(grant(uid)), 'ERR_INPUT', 'uid');
  });
});

describe('an aPaaS role', () => {
  const grant = (role: number): ServiceGrant => ({
    service: 'apaas',
    roomUuid: '',
    userUuid: '',
    role,
    privileges: {},
  });

  it.each([-32768, -2, -1, 0, 1, 32767])('%d is read back unchanged', (role) => {
    expect(readBack(grant(role))).toMatchObject({ role });
  });

  it('is a 16-bit integer', () => {
    for (const role of [-32769, 32768, 0.5]) expectRefusal(() => bytesOf(grant(role)), 'ERR_INPUT', 'role');
  });
});
