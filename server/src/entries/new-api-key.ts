/** Makes an API key: the key for the back end, and its hash for the server. */
import { sha256Hex } from '../auth/secrets.ts';

export async function newApiKey(): Promise<string> {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = `at2_${Buffer.from(random).toString('base64url')}`;
  const entry = { id: 'name-of-the-back-end', sha256: await sha256Hex(key), scopes: ['user-token'], users: '*' };
  return `The key, for the back end alone; it is not stored anywhere:\n\n${key}\n\nIts entry in API_KEYS:\n\n${JSON.stringify(entry)}\n`;
}
