import { describe, expect, it } from 'vitest';
import { buildToken, decodeToken, type ServiceGrant } from '../../../src/index.ts';
import { traceToken } from '../../../src/trace/index.ts';
import { credentials, issue } from '../../support/credentials.ts';
import { contentBytes, text, textOf, u16 } from '../../support/raw-token.ts';
import { expectRefusal } from '../../support/refusal.ts';

const services: ServiceGrant[] = [
  { service: 'rtc', channelName: 'lobby', uid: 7, privileges: { joinChannel: 60, 9: 1 } },
  { service: 'fpa', privileges: {} },
  { service: 'chat', userId: 'é', privileges: { user: 600 } },
  { service: 'apaas', roomUuid: '', userUuid: 'u', role: -1, privileges: {} },
  {
    service: 'rtm2',
    userId: 'b',
    permissions: { users: { read: ['x', 'y'] }, 9: { 8: [] } },
    privileges: { login: 0 },
  },
];
const token = buildToken({ ...credentials, ...issue, expiresIn: 600, services });

/** The bytes of a field, all its spans concatenated, as hex. */
function bytesOf(field: string, of = token): string {
  const { payload, spans } = traceToken(of);
  const parts = spans.filter((span) => span.field === field).map(({ start, end }) => payload.subarray(start, end));
  return Buffer.concat(parts).toString('hex');
}

describe('a trace', () => {
  it('covers the payload: every byte belongs to one field, in order', () => {
    const { payload, spans } = traceToken(token);
    let at = 0;
    for (const { start, end } of spans) {
      expect(start).toBe(at);
      expect(end).toBeGreaterThan(start);
      at = end;
    }
    expect(at).toBe(payload.length);
  });

  it('keeps its bytes when the next token is read', () => {
    const { payload } = traceToken(token);
    const before = Buffer.from(payload);
    traceToken(buildToken({ ...credentials, ...issue, expiresIn: 1, services: [{ service: 'fpa', privileges: {} }] }));
    expect(before.equals(payload)).toBe(true);
  });

  it('includes the decoded token', () => {
    expect(traceToken(token).decoded).toEqual(decodeToken(token));
  });

  it.each([
    ['appId', text(credentials.appId).toString('hex')],
    ['issuedAt', '00f15365'],
    ['expiresIn', '58020000'],
    ['salt', '39300000'],
    ['services', '0500'],
    ['services[0]', '0100'],
    ['services[0].privileges', '0200' + '0100' + '0900'],
    ['services[0].privileges.joinChannel', '3c000000'],
    ['services[0].privileges.9', '01000000'],
    ['services[0].channelName', '05006c6f626279'],
    ['services[2].userId', '0200c3a9'],
    ['services[3].role', 'ffff'],
    ['services[4].permissions.users.read', '0200' + '010078' + '010079'],
    ['services[4].permissions.9.8', '0000'],
  ])('has the bytes of %s', (field, hex) => {
    expect(bytesOf(field)).toBe(hex);
  });

  it('assigns unknown content to no field', () => {
    const content = contentBytes([Buffer.concat([u16(999), Buffer.from('body')])]);
    const { payload, spans, decoded } = traceToken(textOf(Buffer.concat([text(Buffer.alloc(32)), content])));
    expect(decoded?.unknown).toMatchObject({ serviceType: 999 });
    expect(spans.at(-1)).toEqual({ field: 'services[0]', start: payload.length - 6, end: payload.length - 4 });
  });

  it('covers the readable part of a malformed payload, and says why it stops', () => {
    const chat = Buffer.concat([u16(5), u16(0), Buffer.from('0900616c', 'hex')]);
    const trace = traceToken(textOf(Buffer.concat([text(Buffer.alloc(32)), contentBytes([chat])])));
    expect(trace.decoded).toBeUndefined();
    expect({ code: trace.error?.code, field: trace.error?.field }).toEqual({
      code: 'ERR_FORMAT',
      field: 'services[0].userId',
    });
    expect(trace.spans.at(-1)).toMatchObject({ field: 'services[0].privileges' });
  });

  it('refuses a text without a payload as decodeToken does', () => {
    expectRefusal(() => traceToken('006'), 'ERR_VERSION', 'token');
    expectRefusal(() => traceToken('007'), 'ERR_FORMAT');
    expectRefusal(() => traceToken(token, { maxPayload: 10 }), 'ERR_LIMIT');
    expectRefusal(() => traceToken(null as never), 'ERR_INPUT', 'token');
  });
});
