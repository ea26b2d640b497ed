/** FPA (Full-Path Accelerator): a login and nothing else. */
import { AGORA_MAX_LIFETIME } from '../checks.ts';
import { signToken } from './sign.ts';

/**
 * Builds tokens for FPA.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class FpaTokenBuilder {
  /**
   * A token for 24 hours of FPA. The login expires with the token.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   */
  static buildToken(appId: string, appCertificate: string): string {
    return signToken(appId, appCertificate, () => ({
      expiresIn: AGORA_MAX_LIFETIME,
      services: [{ service: 'fpa', privileges: { login: 0 } }],
    }));
  }
}
