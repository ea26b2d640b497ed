/** The commands that build a token: the token alone on standard output, what it contains on standard error. */
import { parseArgs } from 'node:util';
import {
  type AppCredentials,
  buildChatAppToken,
  buildChatUserToken,
  buildRtcToken,
  buildRtmToken,
  buildToken,
  decodeToken,
  type RtcTokenOptions,
  type ServiceGrant,
} from '../index.ts';
import { type CredentialValues, credentialOptions, requireCredentials } from './credentials.ts';
import { describeToken, tokenAsJson } from './describe.ts';
import { type Host, UsageError } from './host.ts';
import { readInput } from './input.ts';
import { parseDuration, parseUid } from './values.ts';

/** Agora accepts no Chat token that lives longer. */
const CHAT_LIFETIME = '24h';

const issueOptions = {
  ...credentialOptions,
  'expires-in': { type: 'string', default: '1h' },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
} as const;

export const chatUserOptions = { ...issueOptions, user: { type: 'string' } } as const;
export const chatAppOptions = issueOptions;
export const rtcOptions = {
  ...issueOptions,
  channel: { type: 'string' },
  uid: { type: 'string' },
  role: { type: 'string' },
  'privileges-expire-in': { type: 'string' },
} as const;
export const rtmOptions = { ...issueOptions, user: { type: 'string' } } as const;
export const buildOptions = { ...issueOptions, file: { type: 'string' } } as const;

interface IssueValues extends CredentialValues {
  readonly 'expires-in': string;
  readonly json: boolean;
  readonly quiet: boolean;
}

type Issue = AppCredentials & { readonly expiresIn: number; readonly issuedAt: number };

export async function chatUser(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: chatUserOptions });
  const userId = required(values.user, 'chat-user', '--user');
  checkChatLifetime(values);
  return printToken(host, values, (issue) => buildChatUserToken({ ...issue, userId }));
}

export async function chatApp(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: chatAppOptions });
  checkChatLifetime(values);
  return printToken(host, values, buildChatAppToken);
}

export async function rtc(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: rtcOptions });
  const channelName = required(values.channel, 'rtc', '--channel');
  const uid = parseUid(required(values.uid, 'rtc', '--uid'));
  // The library refuses any other role.
  const role = required(values.role, 'rtc', '--role') as RtcTokenOptions['role'];
  const ends = values['privileges-expire-in'];
  const privileges = ends === undefined ? {} : { privilegesExpireIn: parseDuration(ends, '--privileges-expire-in') };
  return printToken(host, values, (issue) => buildRtcToken({ ...issue, channelName, uid, role, ...privileges }));
}

export async function rtm(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: rtmOptions });
  const userId = required(values.user, 'rtm', '--user');
  return printToken(host, values, (issue) => buildRtmToken({ ...issue, userId }));
}

export async function build(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: buildOptions });
  const services = parseGrants(await readInput(host, positionals, values.file, 'grants'));
  return printToken(host, values, (issue) => buildToken({ ...issue, services }));
}

function required(value: string | undefined, command: string, option: string): string {
  if (value === undefined) throw new UsageError(`${command} needs ${option}`);
  return value;
}

function checkChatLifetime({ 'expires-in': lifetime }: IssueValues): void {
  const option = '--expires-in';
  if (parseDuration(lifetime, option) <= parseDuration(CHAT_LIFETIME, option)) return;
  throw new UsageError(`${option} ${lifetime}: at most ${CHAT_LIFETIME} for Chat tokens`);
}

/** A grant or a list of them. What is in them is the library's to check. */
function parseGrants(text: string): readonly ServiceGrant[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError('the grants are not valid JSON; see accesstoken2 help build');
  }
  return (Array.isArray(value) ? value : [value]) as readonly ServiceGrant[];
}

async function printToken(host: Host, values: IssueValues, build: (issue: Issue) => string): Promise<number> {
  const expiresIn = parseDuration(values['expires-in'], '--expires-in');
  const credentials = await requireCredentials(host, values);
  const token = build({ ...credentials, expiresIn, issuedAt: host.now() });
  const decoded = decodeToken(token);
  if (values.json) {
    host.out(`${JSON.stringify({ token, ...tokenAsJson(decoded) }, null, 2)}\n`);
  } else {
    host.out(`${token}\n`);
    if (!values.quiet) host.err(describeToken(decoded, host.now(), 'made with the certificate you gave'));
  }
  return 0;
}
