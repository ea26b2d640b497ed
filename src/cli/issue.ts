/** The commands that make a token: the token alone on standard output, what is in it on standard error. */
import { parseArgs } from 'node:util';
import { buildChatAppToken, buildChatUserToken, decodeToken } from '../index.ts';
import { credentialOptions, requireCredentials } from './credentials.ts';
import { describeToken, tokenAsJson } from './describe.ts';
import { type Host, UsageError } from './host.ts';
import { parseDuration } from './values.ts';

const DEFAULT_LIFETIME = '1h';

const issueOptions = {
  ...credentialOptions,
  'expires-in': { type: 'string', default: DEFAULT_LIFETIME },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
} as const;

export async function chatUser(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...issueOptions, user: { type: 'string' } } });
  const { user: userId } = values;
  if (userId === undefined) throw new UsageError('chat-user needs --user');
  const expiresIn = parseDuration(values['expires-in'], '--expires-in');
  const credentials = await requireCredentials(host, values);
  return printToken(host, values, buildChatUserToken({ ...credentials, userId, expiresIn, issuedAt: host.now() }));
}

export async function chatApp(host: Host, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: issueOptions });
  const expiresIn = parseDuration(values['expires-in'], '--expires-in');
  const credentials = await requireCredentials(host, values);
  return printToken(host, values, buildChatAppToken({ ...credentials, expiresIn, issuedAt: host.now() }));
}

function printToken(host: Host, { json, quiet }: { json: boolean; quiet: boolean }, token: string): number {
  const decoded = decodeToken(token);
  if (json) {
    host.out(`${JSON.stringify({ token, ...tokenAsJson(decoded) }, null, 2)}\n`);
  } else {
    host.out(`${token}\n`);
    if (!quiet) host.err(describeToken(decoded, host.now(), 'made with the certificate given'));
  }
  return 0;
}
