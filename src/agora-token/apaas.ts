/** aPaaS (Flexible Classroom, also called Education): a user in a room, a user, or the whole app. */

import { requireInteger } from '../checks.ts';
import { md5Hex } from '../crypto/md5.ts';
import { encodeUtf8Into, utf8Length } from '../wire/utf8.ts';
import { lifetime, name, numberOf, user } from './arguments.ts';
import { signToken } from './sign.ts';

/** Stands in a grant that is not for one role. */
const NO_ROLE = -1;

/** Builds tokens for aPaaS. */
export class ApaasTokenBuilder {
  /**
   * A token with which a user enters a room, logs in to RTM under the same name, and to Chat under the MD5 of it.
   * As in the official package, the room's grant lists no privilege; see the migration guide.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param roomUuid - The room.
   * @param userUuid - The user.
   * @param role - The user's role in the room, -32768 to 32767; -1 stands for none.
   * @param expire - Seconds from now until the token and the logins end, at least 1.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildRoomUserToken(
    appId: string,
    appCertificate: string,
    roomUuid: string,
    userUuid: string | number,
    role: number,
    expire: number,
  ): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      const userId = user(userUuid, 'userUuid');
      return {
        expiresIn,
        services: [
          {
            service: 'apaas',
            roomUuid: name(roomUuid, 'roomUuid'),
            userUuid: userId,
            role: requireInteger(numberOf(role), -0x8000, 0x7fff, 'role'),
            privileges: {},
          },
          { service: 'rtm', userId, privileges: { login: expiresIn } },
          { service: 'chat', userId: chatUserId(userId), privileges: { user: expiresIn } },
        ],
      };
    });
  }

  /**
   * A token for a user outside of rooms.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userUuid - The user.
   * @param expire - Seconds from now until the token and its privilege end, at least 1.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildUserToken(appId: string, appCertificate: string, userUuid: string | number, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      const grant = { roomUuid: '', userUuid: user(userUuid, 'userUuid'), role: NO_ROLE };
      return { expiresIn, services: [{ service: 'apaas', ...grant, privileges: { user: expiresIn } }] };
    });
  }

  /**
   * A token for the app itself, for a server. It must not reach a client.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param expire - Seconds from now until the token and its privilege end, at least 1.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildAppToken(appId: string, appCertificate: string, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      const grant = { roomUuid: '', userUuid: '', role: NO_ROLE };
      return { expiresIn, services: [{ service: 'apaas', ...grant, privileges: { app: expiresIn } }] };
    });
  }
}

/** The name under which Chat knows an aPaaS user: an identifier, no secret. */
function chatUserId(userUuid: string): string {
  const bytes = new Uint8Array(utf8Length(userUuid));
  encodeUtf8Into(userUuid, bytes, 0);
  return md5Hex(bytes);
}
