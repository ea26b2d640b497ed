/** Which bytes belong to which field, and the hex dump. */
import { traceToken } from 'accesstoken2/trace';
import { describe, expect, it } from 'vitest';
import { dumpOf } from '../src/token/hex-dump.ts';
import { isWithin, partOf, spansOf } from '../src/token/spans.ts';
import { tokenOf } from './support/tokens.ts';

const trace = traceToken(
  tokenOf([
    {
      service: 'rtm2',
      userId: 'al',
      permissions: { messageChannels: { read: ['a', 'b'], write: ['c'] }, users: { write: [] } },
      privileges: { login: 0, 9: 60 },
    },
  ]),
);

it('a map entry owns its number and its value, and the map owns its count', () => {
  expect(spansOf(trace).map(({ field, start, end }) => [field, end - start])).toEqual([
    ['signature', 34],
    ['appId', 34],
    ['issuedAt', 4],
    ['expiresIn', 4],
    ['salt', 4],
    ['services', 2],
    ['services[0]', 2],
    ['services[0].privileges', 2],
    ['services[0].privileges.login', 2],
    ['services[0].privileges.login', 4],
    ['services[0].privileges.9', 2],
    ['services[0].privileges.9', 4],
    ['services[0].userId', 4],
    ['services[0].permissions', 2],
    ['services[0].permissions.messageChannels', 2],
    ['services[0].permissions.messageChannels', 2],
    ['services[0].permissions.messageChannels.read', 2],
    ['services[0].permissions.messageChannels.read', 2],
    ['services[0].permissions.messageChannels.read', 3],
    ['services[0].permissions.messageChannels.read', 3],
    ['services[0].permissions.messageChannels.write', 2],
    ['services[0].permissions.messageChannels.write', 2],
    ['services[0].permissions.messageChannels.write', 3],
    ['services[0].permissions.users', 2],
    ['services[0].permissions.users', 2],
    ['services[0].permissions.users.write', 2],
    ['services[0].permissions.users.write', 2],
  ]);
});

it('bytes after the last field have a span of their own', () => {
  const payload = new Uint8Array(10);
  expect(spansOf({ payload, spans: [{ field: 'signature', start: 0, end: 4 }] })).toEqual([
    { field: 'signature', start: 0, end: 4 },
    { field: 'unknown', start: 4, end: 10 },
  ]);
  expect(spansOf({ payload, spans: [] })).toEqual([{ field: 'unknown', start: 0, end: 10 }]);
});

describe('a field is within', () => {
  it.each([
    ['services[0].privileges.user', 'services[0]', true],
    ['services[0].privileges.user', 'services[0].privileges', true],
    ['services[0]', 'services', true],
    ['salt', 'salt', true],
    ['services[10]', 'services[1]', false],
    ['services[0].userIdentity', 'services[0].userId', false],
    ['services', 'services[0]', false],
  ])('%s within %s: %s', (field, outer, expected) => {
    expect(isWithin(field, outer)).toBe(expected);
  });
});

it('every field has a colour', () => {
  const fields = ['signature', 'appId', 'expiresIn', 'salt', 'services', 'services[4].userId', 'unknown', 'toString'];
  expect(fields.map(partOf)).toEqual(['signature', 'app', 'time', 'salt', 'count', 'service-1', 'unknown', 'unknown']);
});

describe('the dump', () => {
  const { rows } = dumpOf(trace);

  it('contains all bytes of the payload, eight per row', () => {
    const bytes = rows.flatMap(({ pieces }) => pieces.flatMap((piece) => piece.bytes));
    expect(bytes.join('')).toBe(Buffer.from(trace.payload).toString('hex'));
    expect(rows.slice(0, -1).every(({ pieces }) => pieces.flatMap(({ bytes }) => bytes).length === 8)).toBe(true);
  });

  it('splits a row where a field ends, and each piece has the span of its field', () => {
    expect(rows[4]).toEqual({
      offset: '0020',
      pieces: [
        {
          field: 'signature',
          span: { field: 'signature', start: 0, end: 34 },
          bytes: rows[4]?.pieces[0]?.bytes,
          text: rows[4]?.pieces[0]?.text,
          first: false,
        },
        {
          field: 'appId',
          span: { field: 'appId', start: 34, end: 68 },
          bytes: ['20', '00', '39', '37', '30', '43'],
          text: '··970C',
          first: true,
        },
      ],
    });
  });

  it('has one first piece for each field', () => {
    const first = rows.flatMap(({ pieces }) => pieces).filter((piece) => piece.first);
    expect(first.map(({ field }) => field)).toEqual([...new Set(spansOf(trace).map(({ field }) => field))]);
  });
});
