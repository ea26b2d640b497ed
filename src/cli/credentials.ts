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

export interface CredentialValues {
  readonly 'app-id'?: string | undefined;
  readonly 'app-certificate'?: string | undefined;
  readonly 'env-file'?: string | undefined;
}

/** What was found; each may be missing. */
export interface FoundCredentials extends Partial<AppCredentials> {
  /** While certificates are rotated, tokens by either are good. */
  readonly secondaryCertificate?: string;
}

/**
 * Arguments win over the environment, the environment over the file. A certificate among the arguments stands alone:
 * who gives it wants to know about this one.
 */
export async function findCredentials(host: Host, values: CredentialValues): Promise<FoundCredentials> {
  const path = values['env-file'];
  const file = path === undefined ? {} : parseEnv(await readEnvFile(host, path));
  const named = (name: string) => host.env[name] || file[name];
  const appId = values['app-id'] ?? named('AGORA_APP_ID');
  const given = values['app-certificate'];
  const appCertificate = given ?? named('AGORA_APP_CERTIFICATE');
  const secondaryCertificate = given === undefined ? named('AGORA_APP_CERTIFICATE_SECONDARY') : undefined;
  return {
    ...(appId && { appId }),
    ...(appCertificate && { appCertificate }),
    ...(secondaryCertificate && { secondaryCertificate }),
  };
}

/** The certificates to try, the primary one first. */
export function certificatesOf({ appCertificate, secondaryCertificate }: FoundCredentials): readonly string[] {
  return [appCertificate, secondaryCertificate].filter((certificate) => certificate !== undefined);
}

export async function requireCredentials(host: Host, values: CredentialValues): Promise<AppCredentials> {
  const { appId, appCertificate } = await findCredentials(host, values);
  if (appId === undefined) throw new UsageError('no app id: set AGORA_APP_ID, or give --app-id or --env-file');
  if (appCertificate === undefined) throw noCertificate();
  return { appId, appCertificate };
}

export function noCertificate(): UsageError {
  return new UsageError('no app certificate: set AGORA_APP_CERTIFICATE, or give --env-file');
}

async function readEnvFile(host: Host, path: string): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (cause) {
    throw new UsageError(`--env-file cannot be read: ${(cause as Error).message}`);
  }
}
