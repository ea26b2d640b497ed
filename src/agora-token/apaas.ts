/** aPaaS (Flexible Classroom, also called Education): a user in a room, a user, or the whole app. */
import { apaasChatId } from '../builders/apaas-chat-id.ts';
import { requireInteger } from '../checks.ts';
import { lifetime, name, numberOf, user } from './arguments.ts';
import { signToken } from './sign.ts';

/** The role in a grant without a role. */
const NO_ROLE = -1;

/**
 * Builds tokens for aPaaS.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class ApaasTokenBuilder {
  /**
   * A token that lets a user enter a room, and log in to RTM with the same user ID and to Chat with its MD5.
   * As in the official package, the room's grant has no privilege; see the migration guide.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param roomUuid - The room.
   * @param userUuid - The user.
   * @param role - The user's role in the room, -32768 to 32767; -1 for none.
   * @param expire - Seconds from now until the token and the logins expire, at least 1.
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
          { service: 'chat', userId: apaasChatId(userId), privileges: { user: expiresIn } },
        ],
      };
    });
  }

  /**
   * A token for a user outside of rooms.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userUuid - The user.
   * @param expire - Seconds from now until the token and its privilege expire, at least 1.
   */
  static buildUserToken(appId: string, appCertificate: string, userUuid: string | number, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      const grant = { roomUuid: '', userUuid: user(userUuid, 'userUuid'), role: NO_ROLE };
      return { expiresIn, services: [{ service: 'apaas', ...grant, privileges: { user: expiresIn } }] };
    });
  }

  /**
   * A token for the app itself, for servers. Never send it to a client.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param expire - Seconds from now until the token and its privilege expire, at least 1.
   */
  static buildAppToken(appId: string, appCertificate: string, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      const grant = { roomUuid: '', userUuid: '', role: NO_ROLE };
      return { expiresIn, services: [{ service: 'apaas', ...grant, privileges: { app: expiresIn } }] };
    });
  }
}
