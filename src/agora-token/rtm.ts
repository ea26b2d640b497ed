/** RTM (Signaling): one user logs in, with permissions in RTM 2. */
import { requireRecord } from '../checks.ts';
import { lifetime, userOrAny } from './arguments.ts';
import type { Rtm2Permissions } from './rtm2-permissions.ts';
import { signToken } from './sign.ts';

/**
 * Builds tokens for RTM.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class RtmTokenBuilder {
  /**
   * A token that lets one user log in to RTM.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userId - The user: up to 64 bytes. The number 0 is written as ''.
   * @param expire - Seconds from now until the token and its privilege expire, at least 1.
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
   * A token that lets one user log in to RTM 2 and use the listed resources. Agora's support must enable
   * permissions for the project first.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userId - The user: up to 64 bytes. The number 0, the wildcard, is written as ''.
   * @param permissions - What the user may read and write; a new `Rtm2Permissions` grants nothing.
   * @param expire - Seconds from now until the token and its privilege expire, at least 1.
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
