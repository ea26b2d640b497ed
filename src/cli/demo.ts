/** The main job at a glance: a Chat user token and a Chat app token, made, verified and shown. */
import { parseArgs } from 'node:util';
import { createTokenIssuer, verifyToken } from '../index.ts';
import { credentialOptions, DEMO_CREDENTIALS, findCredentials, requireCredentials } from './credentials.ts';
import { describeToken } from './describe.ts';
import type { Host } from './host.ts';

export const demoOptions = credentialOptions;

const LIFETIME = 3600;

export async function demo(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: demoOptions });
  const found = await findCredentials(host, values);
  const isDemo = found.appId === undefined && found.appCertificate === undefined;
  const credentials = isDemo ? DEMO_CREDENTIALS : await requireCredentials(host, values);

  if (isDemo) {
    host.out(
      'DEMO CREDENTIALS: these tokens are real, but they belong to the app of Agora’s published test suites.\n' +
        'Set AGORA_APP_ID and AGORA_APP_CERTIFICATE to build tokens for your own app.\n\n',
    );
  }
  const issuer = createTokenIssuer(credentials);
  const now = host.now();
  const issue = { expiresIn: LIFETIME, issuedAt: now };
  show('Chat user token: alice logs in to the Chat SDK', issuer.chatUserToken({ userId: 'alice', ...issue }));
  host.out('\n');
  show('Chat app token: your back end calls the Chat RESTful API', issuer.chatAppToken(issue));
  return 0;

  function show(title: string, token: string): void {
    const verified = verifyToken(token, { ...credentials, now, require: { service: 'chat' } });
    host.out(`${title}\n\n${token}\n\n${describeToken(verified, now, 'checked: it matches the certificate')}`);
  }
}
