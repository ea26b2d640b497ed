/** Code to copy for a demo token. It never contains the certificate. */
import type { Kind, Options } from './kinds.ts';
import { javascriptText, shellJsonText } from './quote.ts';

export type SampleLanguage = 'typescript' | 'curl' | 'rest';

export interface SampleOptions {
  /** Written into the code. The certificate is read from the environment. */
  readonly appId: string;
  /** The origin of the token server, such as `http://localhost:8080`. An origin needs no quoting. */
  readonly serverUrl: string;
}

/** In the order of the menu. */
export function samplesOf(
  kind: Kind,
  options: Options,
  { appId, serverUrl }: SampleOptions,
): ReadonlyMap<SampleLanguage, string> {
  const samples = new Map<SampleLanguage, string>([['typescript', typescriptSample(kind.call, options, appId)]]);
  if (kind.route !== undefined) samples.set('curl', curlSample(serverUrl + kind.route, options));
  if (kind.callsRest) samples.set('rest', restSample);
  return samples;
}

function typescriptSample(call: string, options: Options, appId: string): string {
  const members = Object.entries(options).map(([name, value]) => `  ${name}: ${literal(value, '  ')},\n`);
  return `import { ${call} } from 'accesstoken2';

const token = ${call}({
  appId: ${javascriptText(appId)},
  appCertificate: process.env.AGORA_APP_CERTIFICATE ?? '',
${members.join('')}});
console.log(token);
`;
}

/** Plain data as a literal, one member per line except in lists of strings and short objects. */
function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return javascriptText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const deeper = `${indent}  `;
  const members = Object.entries(value).map(([key, item]) =>
    Array.isArray(value) ? literal(item, deeper) : `${propertyName(key)}: ${literal(item, deeper)}`,
  );
  const oneLine = open + members.join(', ') + close;
  if (members.length === 0) return oneLine.replaceAll(' ', '');
  if (!oneLine.includes('\n') && indent.length + oneLine.length <= LINE_WIDTH) return oneLine;
  return `${open.trim()}\n${members.map((member) => `${deeper}${member},\n`).join('')}${indent}${close.trim()}`;
}

const LINE_WIDTH = 80;

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$|^(0|[1-9]\d*)$/.test(key) ? key : javascriptText(key);
}

/** A request to the native routes of this project's token server, which serve Chat tokens. */
function curlSample(url: string, { userId, expiresIn }: Options): string {
  const user = userId === undefined ? '' : `"user_uuid":${shellJsonText(String(userId))},`;
  return `curl -X POST ${url} \\
  -H 'Content-Type: application/json' \\
  -d '{${user}"expire":${expiresIn}}'
`;
}

/** Uses an app token. It is read from the environment, so that it does not end up in the shell's history. */
const restSample = `# CHAT_API_URL: https://HOST/ORG_NAME/APP_NAME, all three from the Agora Console
# CHAT_APP_TOKEN: the token
curl "$CHAT_API_URL/users?limit=5" \\
  -H "Authorization: Bearer $CHAT_APP_TOKEN"
`;
