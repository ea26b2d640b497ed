/** Code to copy for a demo token. It never contains the certificate. */
import type { Kind, Options } from './kinds.ts';
import { codeJson, shellJsonText } from './quote.ts';

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
  const members = codeJson({ appId, ...options })
    .slice('{\n'.length, -'\n}'.length)
    // At the start of a line, what a colon follows is a key.
    .replace(/^( +)"([A-Za-z]\w*)":/gm, '$1$2:');
  return `import { ${call} } from 'accesstoken2';

const token = ${call}({
  appCertificate: process.env.AGORA_APP_CERTIFICATE ?? '',
${members},
});
console.log(token);
`;
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
