/** A token server as its variables make it, listening until the test ends. */
import { createAuthenticator } from '../../src/config/authenticator.ts';
import { readConfig } from '../../src/config/read.ts';
import { serverOptions } from '../../src/entries/assemble.ts';
import { credentials } from './credentials.ts';
import { listening } from './listening.ts';

/** The least that production needs. */
export const production = {
  AGORA_APP_ID: credentials.appId,
  AGORA_APP_CERTIFICATE: credentials.appCertificate,
  AUTH_MODE: 'api-key',
  API_KEYS: JSON.stringify([{ id: 'shop', sha256: 'a'.repeat(64), scopes: ['user-token'] }]),
} as const;

/** Its URL; without variables it is in demo mode. */
export async function configured(env: Readonly<Record<string, string>>): Promise<string> {
  const config = readConfig(env);
  return listening(serverOptions(config, await createAuthenticator(config.auth, () => undefined), {}));
}
