/** What a token is checked for: the options that `verify` and `explain` share, as the library takes them. */
import { type ExplainOptions, type FieldKind, type Requirement, serviceCatalog } from '../index.ts';
import { type CredentialValues, certificatesOf, findCredentials } from './credentials.ts';
import { type Host, UsageError } from './host.ts';
import { kebabCase, parseDuration, parseInteger, parseKey, parseTime } from './values.ts';

/** Fields whose option is shorter than their name. */
const SHORT_NAMES: Readonly<Record<string, string>> = { userId: 'user', channelName: 'channel' };

type Read = (value: string, option: string) => string | number;

/** How an option is read into a field of that type; maps and lists are not values that an option could give. */
const readers: Readonly<Partial<Record<FieldKind, Read>>> = {
  string: (value) => value,
  uid: (value) => value,
  int16: parseInteger,
  uint16: parseInteger,
  uint32: parseInteger,
};

interface RequirementField {
  readonly option: string;
  readonly field: string;
  readonly read: Read;
}

/** Every field that a requirement can name: those of all services, each once. */
const requirementFields: readonly RequirementField[] = Object.entries(
  Object.assign({}, ...serviceCatalog.map(({ fields }) => fields)) as Record<string, FieldKind>,
).flatMap(([field, kind]) => {
  const read = readers[kind];
  return read === undefined ? [] : [{ option: SHORT_NAMES[field] ?? kebabCase(field), field, read }];
});

const fieldOptions: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  requirementFields.map(({ option }) => [option, { type: 'string' }]),
);

export const checkOptions = {
  ...fieldOptions,
  at: { type: 'string' },
  'clock-tolerance': { type: 'string' },
  'max-lifetime': { type: 'string' },
  'max-payload': { type: 'string' },
  service: { type: 'string' },
  privilege: { type: 'string' },
} as const;

type CheckValues = Readonly<Partial<Record<keyof typeof checkOptions, string>>> & CredentialValues;

/** The checks, with `now` always set, so that the output refers to the same time. */
export interface Checks extends ExplainOptions {
  readonly now: number;
}

/** Has no certificate if none is found: `verify` needs one, `explain` does not. */
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
  const given: Readonly<Record<string, unknown>> = { ...values };
  const fields = requirementFields.flatMap(({ option, field, read }) => {
    const value = given[option];
    return typeof value === 'string' ? [[field, read(value, `--${option}`)]] : [];
  });
  const { service, privilege } = values;
  if (service === undefined) {
    if (fields.length === 0 && privilege === undefined) return {};
    throw new UsageError('a requirement needs --service too, such as --service chat');
  }
  return {
    require: {
      service,
      ...(privilege !== undefined && { privilege: parseKey(privilege) }),
      ...Object.fromEntries(fields),
    } as Requirement,
  };
}
