/** What a token is checked for: the options that `verify` and `explain` share, as the library takes them. */
import type { ExplainOptions, Requirement } from '../index.ts';
import { type CredentialValues, certificatesOf, findCredentials } from './credentials.ts';
import { type Host, UsageError } from './host.ts';
import { parseDuration, parseInteger, parseKey, parseTime } from './values.ts';

/** The fields that a requirement can name, by the option that gives them. */
const requirementFields = {
  user: 'userId',
  channel: 'channelName',
  uid: 'uid',
  account: 'account',
  room: 'roomUuid',
  'room-user': 'userUuid',
  role: 'role',
} as const;

export const checkOptions = {
  at: { type: 'string' },
  'clock-tolerance': { type: 'string' },
  'max-lifetime': { type: 'string' },
  'max-payload': { type: 'string' },
  service: { type: 'string' },
  privilege: { type: 'string' },
  user: { type: 'string' },
  channel: { type: 'string' },
  uid: { type: 'string' },
  account: { type: 'string' },
  room: { type: 'string' },
  'room-user': { type: 'string' },
  role: { type: 'string' },
} as const;

type CheckValues = Readonly<Partial<Record<keyof typeof checkOptions, string>>> & CredentialValues;

/** The checks, with `now` always set, so that what is printed speaks of the same time. */
export interface Checks extends ExplainOptions {
  readonly now: number;
}

/** Without a certificate where none is found: `verify` must have one, `explain` goes on without. */
export async function readChecks(host: Host, values: CheckValues): Promise<Checks> {
  const found = await findCredentials(host, values);
  const certificates = certificatesOf(found);
  const { at, 'clock-tolerance': tolerance, 'max-lifetime': lifetime, 'max-payload': payload } = values;
  return {
    now: at === undefined ? host.now() : parseTime(at, '--at'),
    ...(certificates.length > 0 && { appCertificate: certificates }),
    ...(found.appId !== undefined && { appId: found.appId }),
    ...(tolerance !== undefined && { clockTolerance: parseDuration(tolerance, '--clock-tolerance') }),
    ...(lifetime !== undefined && { maxLifetime: parseDuration(lifetime, '--max-lifetime') }),
    ...(payload !== undefined && { maxPayload: parseInteger(payload, '--max-payload') }),
    ...readRequirement(values),
  };
}

function readRequirement(values: CheckValues): { require?: Requirement } {
  const fields = Object.entries(requirementFields).flatMap(([option, field]) => {
    const value = values[option as keyof typeof requirementFields];
    if (value === undefined) return [];
    return [[field, field === 'role' ? parseInteger(value, '--role') : value]];
  });
  const { service, privilege } = values;
  if (service === undefined) {
    if (fields.length === 0 && privilege === undefined) return {};
    throw new UsageError('--service says which service must grant it, such as --service chat');
  }
  return {
    require: {
      service,
      ...(privilege !== undefined && { privilege: parseKey(privilege) }),
      ...Object.fromEntries(fields),
    } as Requirement,
  };
}
