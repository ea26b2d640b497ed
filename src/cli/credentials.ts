/** Where the command line finds credentials: arguments, the environment, a file of variables. The first of them wins. */
import { parseEnv } from 'node:util';
import type { AppCredentials } from '../index.ts';
import { type Host, UsageError } from './host.ts';

/** The credentials of Agora's own test suites: public, and good for trying things out only. */
export const DEMO_CREDENTIALS: AppCredentials = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};

/**
 * The options of every command that takes credentials. Not `--env-file`: Node takes an option of that name for itself,
 * wherever it is, and obeys a NODE_OPTIONS in the file.
 */
export const credentialOptions = {
  'app-id': { type: 'string' },
  'app-certificate': { type: 'string' },
  credentials: { type: 'string' },
} as const;

export interface CredentialValues {
  readonly 'app-id'?: string | undefined;
  readonly 'app-certificate'?: string | undefined;
  readonly credentials?: string | undefined;
}

/** The credentials found; each may be missing. */
export interface FoundCredentials extends Partial<AppCredentials> {
  /** During a rotation, tokens signed with either certificate are valid. */
  readonly secondaryCertificate?: string;
}

/**
 * Arguments win over the environment, and the environment over the file. A certificate among the arguments is the only
 * one that counts: the user wants to know about that one.
 */
export async function findCredentials(host: Host, values: CredentialValues): Promise<FoundCredentials> {
  const { credentials: path } = values;
  const file = path === undefined ? {} : parseEnv(await readCredentials(host, path));
  const variable = (name: string) => host.env[name] || file[name];
  const appId = values['app-id'] ?? variable('AGORA_APP_ID');
  const given = values['app-certificate'];
  const appCertificate = given ?? variable('AGORA_APP_CERTIFICATE');
  const secondaryCertificate = given === undefined ? variable('AGORA_APP_CERTIFICATE_SECONDARY') : undefined;
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
  if (appId === undefined) throw new UsageError('no app ID: set AGORA_APP_ID, or pass --app-id or --credentials');
  if (appCertificate === undefined) throw noCertificate();
  return { appId, appCertificate };
}

export function noCertificate(): UsageError {
  return new UsageError('no app certificate: set AGORA_APP_CERTIFICATE, or pass --credentials');
}

async function readCredentials(host: Host, path: string): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (cause) {
    throw new UsageError(`cannot read the --credentials file: ${(cause as Error).message}`);
  }
}
