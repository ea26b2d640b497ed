/** How the configuration becomes the server's options. */
import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/config/authenticator.ts';
import { readConfig } from '../../src/config/read.ts';
import { serverOptions } from '../../src/entries/assemble.ts';
import { appCertificate, appId } from '../support/credentials.ts';

const own = {
  AGORA_APP_ID: appId,
  AGORA_APP_CERTIFICATE: appCertificate,
  AUTH_MODE: 'api-key',
  API_KEYS: JSON.stringify([{ id: 'shop', sha256: 'a'.repeat(64), scopes: ['user-token'], users: '*' }]),
};

async function optionsOf(env: Record<string, string>, platform = {}) {
  const config = readConfig(env);
  const { dialects, checkPassword } = serverOptions(config, await createAuthenticator(config.auth), platform);
  return { dialects, anyPassword: await checkPassword?.('alice', 'anything') };
}

describe('the dialects', () => {
  it.each([
    ['are on in demo mode, where every password is right', {}, { dialects: true, anyPassword: true }],
    ['can be off there', { DIALECTS: 'off' }, { dialects: false, anyPassword: true }],
    ['are off elsewhere', own, { dialects: false, anyPassword: undefined }],
    ['know no password elsewhere', { ...own, DIALECTS: 'on' }, { dialects: true, anyPassword: undefined }],
  ])('%s', async (_, env, expected) => {
    expect(await optionsOf(env)).toEqual(expected);
  });

  it('check passwords with the function that the program passes', async () => {
    const checkPassword = () => false;
    expect(await optionsOf({ ...own, DIALECTS: 'on' }, { checkPassword })).toEqual({
      dialects: true,
      anyPassword: false,
    });
  });
});
