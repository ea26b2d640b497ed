/** Where the command line finds credentials: the environment, a file of it, or (where asked) the arguments. */
import { parseEnv } from 'node:util';
import type { AppCredentials } from '../index.ts';
import { type Host, UsageError } from './host.ts';

/** The credentials of Agora's own test suites: public, and good for trying things out only. */
export const DEMO_CREDENTIALS: AppCredentials = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};

/** The options that every command with credentials takes. */
export const credentialOptions = {
  'app-id': { type: 'string' },
  'app-certificate': { type: 'string' },
  'env-file': { type: 'string' },
} as const;

interface CredentialValues {
  readonly 'app-id'?: string | undefined;
  readonly 'app-certificate'?: string | undefined;
  readonly 'env-file'?: string | undefined;
}

/** What was found; either may be missing. Arguments win over the environment, the environment over the file. */
export async function findCredentials(host: Host, values: CredentialValues): Promise<Partial<AppCredentials>> {
  const path = values['env-file'];
  const file = path === undefined ? {} : parseEnv(await readEnvFile(host, path));
  const appId = values['app-id'] ?? host.env.AGORA_APP_ID ?? file.AGORA_APP_ID;
  const appCertificate = values['app-certificate'] ?? host.env.AGORA_APP_CERTIFICATE ?? file.AGORA_APP_CERTIFICATE;
  return { ...(appId && { appId }), ...(appCertificate && { appCertificate }) };
}

export async function requireCredentials(host: Host, values: CredentialValues): Promise<AppCredentials> {
  const { appId, appCertificate } = await findCredentials(host, values);
  if (appId === undefined) throw new UsageError('no app id: set AGORA_APP_ID, or give --app-id or --env-file');
  return { appId, appCertificate: present(appCertificate) };
}

export async function requireCertificate(host: Host, values: CredentialValues): Promise<string> {
  return present((await findCredentials(host, values)).appCertificate);
}

function present(appCertificate: string | undefined): string {
  if (appCertificate !== undefined) return appCertificate;
  throw new UsageError('no app certificate: set AGORA_APP_CERTIFICATE, or give --env-file');
}

async function readEnvFile(host: Host, path: string): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (cause) {
    throw new UsageError(`--env-file cannot be read: ${(cause as Error).message}`);
  }
}
