/** RTM (signalling): a user logs in, with permissions in its second version. */
import { requireRecord } from '../checks.ts';
import { lifetime, userOrAny } from './arguments.ts';
import type { Rtm2Permissions } from './rtm2-permissions.ts';
import { signToken } from './sign.ts';

/** Builds tokens for RTM. */
export class RtmTokenBuilder {
  /**
   * A token with which one user logs in to RTM.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userId - The user: up to 64 bytes. The number 0 goes in as the empty text.
   * @param expire - Seconds from now until the token and its privilege end, at least 1.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildToken(appId: string, appCertificate: string, userId: string | number, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      return {
        expiresIn,
        services: [{ service: 'rtm', userId: userOrAny(userId, 'userId'), privileges: { login: expiresIn } }],
      };
    });
  }

  /**
   * A token with which one user logs in to RTM 2 and may use the resources listed. Agora asks projects to arrange
   * the use of permissions with its support.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userId - The user: up to 64 bytes. The number 0, the wildcard, goes in as the empty text.
   * @param permissions - What may be read and written; a new `Rtm2Permissions` lists nothing.
   * @param expire - Seconds from now until the token and its privilege end, at least 1.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   * @example
   * ```ts
   * const permissions = new Rtm2Permissions();
   * permissions.add(Rtm2Permissions.kMessageChannels, Rtm2Permissions.kRead, ['lobby']);
   * const token = RtmTokenBuilder.buildTokenWithPermissions(appId, appCertificate, 'alice', permissions, 3600);
   * ```
   */
  static buildTokenWithPermissions(
    appId: string,
    appCertificate: string,
    userId: string | number,
    permissions: Rtm2Permissions,
    expire: number,
  ): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      requireRecord(permissions?.details, 'permissions.details');
      return {
        expiresIn,
        services: [
          {
            service: 'rtm2',
            userId: userOrAny(userId, 'userId'),
            permissions: permissions.details,
            privileges: { login: expiresIn },
          },
        ],
      };
    });
  }
}
