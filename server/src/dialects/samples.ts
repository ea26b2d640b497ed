/** `/token`, for Agora's React Native, Flutter, Windows and Unity samples, which come without a server. */
import { z } from '@hono/zod-openapi';
import { readJson } from '../http/body.ts';
import type { App, ServerContext, TokenRoutes } from '../http/context.ts';
import { formatJsonError } from '../http/errors.ts';
import { json, text } from '../http/headers.ts';
import { formatErrorsOf, formatTextError, isFormPost, isJsonPost, readParameters, userFrom } from './shared.ts';

const PATH = '/token';
const request = z.object({ userId: z.string().optional() });

export function sampleRoute(app: App, { guard, issue }: TokenRoutes): void {
  formatErrorsOf(app, [PATH], (c) => (expectsText(c) ? formatTextError : formatJsonError));
  app.on(['GET', 'POST'], [PATH], ...guard, async (c) => {
    const { userId } = isJsonPost(c) ? await readJson(c, request) : await readParameters(c);
    const { token } = issue(c, { grants: [{ type: 'chat-user', ...userFrom(userId) }] });
    // Strings only: the Windows sample reads the response into a map of strings.
    return expectsText(c) ? text(c, token) : json(c, { token });
  });
}

/** Unity sends a form and uses the whole response as the token. Its `Accept` is the wildcard, so JSON must be named. */
function expectsText(c: ServerContext): boolean {
  return isFormPost(c) && c.req.header('accept')?.includes('application/json') !== true;
}
