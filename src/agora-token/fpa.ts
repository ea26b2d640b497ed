/** FPA (Full-Path Accelerator): a login. */
import { signToken } from './sign.ts';

/** 24 hours, in seconds. */
const LIFETIME = 86_400;

/** Builds tokens for FPA. */
export class FpaTokenBuilder {
  /**
   * A token with which FPA is used for 24 hours. The login has no end of its own.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   */
  static buildToken(appId: string, appCertificate: string): string {
    return signToken(appId, appCertificate, () => ({
      expiresIn: LIFETIME,
      services: [{ service: 'fpa', privileges: { login: 0 } }],
    }));
  }
}
