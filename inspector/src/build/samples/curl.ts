/** The request to this project's token server, for a shell: its native routes, which give Chat tokens. */
import { shellJsonText } from './quote.ts';
import type { ServerRequest } from './recipe.ts';

/** @param serverUrl where the server listens, without a slash at the end: the URL of an origin needs no quoting. */
export function curlSample({ path, body }: ServerRequest, serverUrl: string): string {
  const members = Object.entries(body).map(
    ([name, value]) => `${shellJsonText(name)}:${typeof value === 'string' ? shellJsonText(value) : value}`,
  );
  return `curl -X POST ${serverUrl}${path} \\
  -H 'Content-Type: application/json' \\
  -d '{${members.join(',')}}'
`;
}
