/** What the drop-in guarantees besides equal tokens: how its methods and permissions can be used. */
import { describe, expect, it, vi } from 'vitest';
import agoraToken, {
  ApaasTokenBuilder,
  ChatTokenBuilder,
  EducationTokenBuilder,
  RtcRole,
  RtcTokenBuilder,
  Rtm2Permissions,
  RtmTokenBuilder,
} from '../../../src/agora-token/index.ts';
import { decodeToken, TokenError } from '../../../src/index.ts';
import { official } from '../../support/agora-token.ts';
import { appCertificate, appId } from '../../support/credentials.ts';

describe('builders', () => {
  it('are classes with the same names', () => {
    const kinds = (library: object) =>
      Object.entries(library).map(([key, value]) => [
        key,
        typeof value,
        value.name,
        value.prototype?.constructor === value,
      ]);
    expect(kinds(agoraToken).sort()).toEqual(kinds(official).sort());
  });

  it('can be replaced method by method, as test doubles do, without affecting other classes', () => {
    const double = vi.spyOn(EducationTokenBuilder, 'buildUserToken').mockReturnValue('double');
    expect(EducationTokenBuilder.buildUserToken(appId, appCertificate, 'alice', 600)).toBe('double');
    expect(ApaasTokenBuilder.buildUserToken(appId, appCertificate, 'alice', 600)).toMatch(/^007/);
    double.mockRestore();
    expect(EducationTokenBuilder.buildUserToken(appId, appCertificate, 'alice', 600)).toMatch(/^007/);
  });

  it('do not use `this`', () => {
    const { buildTokenWithUid } = RtcTokenBuilder;
    const token = buildTokenWithUid(appId, appCertificate, 'lobby', 42, RtcRole.PUBLISHER, 600);
    expect(decodeToken(token)).toMatchObject({ expiresIn: 600, services: [{ uid: '42' }] });
  });

  it('name the argument in an error, and never the certificate', () => {
    for (const wrong of [-1, 'soon', Number.NaN, 1_900_000_000, {}, null]) {
      try {
        ChatTokenBuilder.buildAppToken(appId, appCertificate, wrong as number);
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({ name: 'TokenError', code: 'ERR_INPUT', field: 'expire' });
        expect((error as Error).message).toMatch(/^expire /);
        expect((error as Error).stack).not.toContain(appCertificate);
      }
    }
  });
});

describe('Rtm2Permissions', () => {
  const { kMessageChannels, kUsers, kRead, kWrite } = Rtm2Permissions;

  it('has the numbers of the official class', () => {
    expect({ ...Rtm2Permissions }).toEqual({ ...official.Rtm2Permissions });
  });

  it('keeps a copy of each list, the last one of its kind and permission', () => {
    const permissions = new Rtm2Permissions();
    const names = ['a'];
    permissions.add(kMessageChannels, kRead, ['z']);
    permissions.add(kMessageChannels, kRead, names);
    permissions.add(kUsers, kWrite, new Set(['b']) as never);
    names.push('c');
    expect(permissions.details).toEqual({ [kMessageChannels]: { [kRead]: ['a'] }, [kUsers]: { [kWrite]: ['b'] } });
  });

  it('changes no other object', () => {
    const permissions = new Rtm2Permissions();
    expect(() => permissions.add('__proto__' as never, 0, ['a'])).toThrow(TokenError);
    expect(() => permissions.add(0, 'constructor' as never, ['a'])).toThrow(TokenError);
    expect(permissions.details).toEqual({});
    expect(Object.hasOwn(Object.prototype, 0)).toBe(false);
  });

  it('accepts any object with such details', () => {
    const permissions = { details: { 0: { 0: ['lobby'] } } } as unknown as Rtm2Permissions;
    const token = RtmTokenBuilder.buildTokenWithPermissions(appId, appCertificate, 'alice', permissions, 600);
    expect(decodeToken(token).services).toMatchObject([{ permissions: { messageChannels: { read: ['lobby'] } } }]);
    for (const none of [{}, { details: null }, { details: [] }, [], 'all']) {
      const build = () => RtmTokenBuilder.buildTokenWithPermissions(appId, appCertificate, 'alice', none as never, 600);
      expect(build).toThrow(/^permissions\.details must be a plain object/);
    }
  });
});
