/** The commands that read a token, from the argument or from standard input. */
import { parseArgs } from 'node:util';
import { decodeToken, type Requirement, type VerifyOptions, verifyToken } from '../index.ts';
import { credentialOptions, findCredentials, requireCertificate } from './credentials.ts';
import { describeToken, tokenAsJson } from './describe.ts';
import { type Host, UsageError } from './host.ts';
import { parseDuration, parseKey, parseTime } from './values.ts';

export async function decode(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const decoded = decodeToken(await readToken(host, positionals));
  host.out(
    values.json
      ? `${JSON.stringify(tokenAsJson(decoded), null, 2)}\n`
      : describeToken(decoded, host.now(), 'not checked: use verify'),
  );
  return 0;
}

/** The fields that a requirement can name, by the option that gives them. */
const requirementFields = {
  user: 'userId',
  channel: 'channelName',
  uid: 'uid',
  account: 'account',
  room: 'roomUuid',
  'room-user': 'userUuid',
} as const;

export async function verify(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...credentialOptions,
      at: { type: 'string' },
      'clock-tolerance': { type: 'string' },
      'max-lifetime': { type: 'string' },
      service: { type: 'string' },
      privilege: { type: 'string' },
      user: { type: 'string' },
      channel: { type: 'string' },
      uid: { type: 'string' },
      account: { type: 'string' },
      room: { type: 'string' },
      'room-user': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { appId } = await findCredentials(host, values);
  const now = values.at === undefined ? host.now() : parseTime(values.at, '--at');
  const options: VerifyOptions = {
    appCertificate: await requireCertificate(host, values),
    now,
    ...(appId && { appId }),
    ...(values['clock-tolerance'] && {
      clockTolerance: parseDuration(values['clock-tolerance'], '--clock-tolerance'),
    }),
    ...(values['max-lifetime'] && { maxLifetime: parseDuration(values['max-lifetime'], '--max-lifetime') }),
    ...readRequirement(values),
  };
  const verified = verifyToken(await readToken(host, positionals), options);
  host.out(
    values.json
      ? `${JSON.stringify({ verified: true, ...tokenAsJson(verified) }, null, 2)}\n`
      : `The token is valid.\n${describeToken(verified, now, 'checked: it matches the certificate')}`,
  );
  return 0;
}

type RequirementValues = Readonly<Partial<Record<keyof typeof requirementFields | 'service' | 'privilege', string>>>;

function readRequirement(values: RequirementValues): { require?: Requirement } {
  const fields = Object.entries(requirementFields).flatMap(([option, field]) => {
    const value = values[option as keyof typeof requirementFields];
    return value === undefined ? [] : [[field, value]];
  });
  if (values.service === undefined) {
    if (fields.length > 0 || values.privilege !== undefined) {
      throw new UsageError('--service says which service must grant it, such as --service chat');
    }
    return {};
  }
  return {
    require: {
      service: values.service,
      ...(values.privilege !== undefined && { privilege: parseKey(values.privilege) }),
      ...Object.fromEntries(fields),
    } as Requirement,
  };
}

/** From the argument as it is; from standard input without the line break at its end. */
async function readToken(host: Host, positionals: readonly string[]): Promise<string> {
  const [token, ...more] = positionals;
  if (more.length > 0) throw new UsageError('one token at a time');
  if (token !== undefined && token !== '-') return token;
  if (host.stdinIsTerminal) throw new UsageError('no token: give it as an argument or on standard input');
  return (await host.readStdin()).replace(/\r?\n$/, '');
}
