/** Agora Chat: a user logs in, or a server calls the RESTful API. */
import { lifetime, user } from './arguments.ts';
import { signToken } from './sign.ts';

/**
 * Builds tokens for Agora Chat.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class ChatTokenBuilder {
  /**
   * A token that lets one user log in to Chat. Agora's limit for Chat tokens is 24 hours, 86400 seconds.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param userId - The Chat user ID, not the user's UUID: up to 64 bytes.
   * @param expire - Seconds from now until the token and its privilege expire, at least 1.
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
   * A token for the Chat RESTful API. It grants full control of the Chat project: never send it to a client.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param expire - Seconds from now until the token and its privilege expire, at least 1.
   */
  static buildAppToken(appId: string, appCertificate: string, expire: number): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(expire, 'expire');
      return { expiresIn, services: [{ service: 'chat', userId: '', privileges: { app: expiresIn } }] };
    });
  }
}
