/** Agora Chat: a user logs in, or a server calls the RESTful API. */
import { lifetime, user } from './arguments.ts';
import { signToken } from './sign.ts';

/** Builds tokens for Agora Chat. */
export class ChatTokenBuilder {
  /**
   * A token with which one user logs in to Chat. Agora takes Chat tokens of up to 24 hours, 86400 seconds.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userId - The Chat user, not its UUID: up to 64 bytes.
   * @param expire - Seconds from now until the token and its privilege end, at least 1.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   * @example
   * ```ts
   * const token = ChatTokenBuilder.buildUserToken(appId, appCertificate, 'alice', 3600);
   * ```
   */
  static buildUserToken(appId: string, appCertificate: string, userId: string | number, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      return {
        expiresIn,
        services: [{ service: 'chat', userId: user(userId, 'userId'), privileges: { user: expiresIn } }],
      };
    });
  }

  /**
   * A token for the Chat RESTful API. It is full control of the Chat project: it must not reach a client.
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
      return { expiresIn, services: [{ service: 'chat', userId: '', privileges: { app: expiresIn } }] };
    });
  }
}
