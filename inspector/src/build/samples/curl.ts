/** Requests for a shell: to this project's token server, and to the Chat RESTful API. */
import { shellJsonText } from './quote.ts';
import type { ServerRequest } from './recipe.ts';

/** @param serverUrl the server's origin without a trailing slash; an origin needs no quoting. */
export function curlSample({ path, body }: ServerRequest, serverUrl: string): string {
  const members = Object.entries(body).map(
    ([name, value]) => `${shellJsonText(name)}:${typeof value === 'string' ? shellJsonText(value) : value}`,
  );
  return `curl -X POST ${serverUrl}${path} \\
  -H 'Content-Type: application/json' \\
  -d '{${members.join(',')}}'
`;
}

/** Uses an app token. It is read from the environment, so that it does not end up in the shell's history. */
export const restSample: string = `# CHAT_API_URL: https://HOST/ORG_NAME/APP_NAME, all three from the Agora Console
# CHAT_APP_TOKEN: the token
curl "$CHAT_API_URL/users?limit=5" \\
  -H "Authorization: Bearer $CHAT_APP_TOKEN"
`;
