/** `/token`, for the React Native, Flutter, Windows and Unity samples, which have no server of their own. */
import { z } from '@hono/zod-openapi';
import type { App, Counter, ServerContext } from '../http/context.ts';
import { sayNoAsJson } from '../http/errors.ts';
import { isFormPost, isJsonPost, named, readJson, readParameters } from './reading.ts';
import { sayNoAsText, speaking } from './speaking.ts';

const PATH = '/token';
const request = z.object({ userId: z.string().optional() });

export function neutralRoute(app: App, { guard, issue }: Counter): void {
  speaking(app, [PATH], (c) => (wantsText(c) ? sayNoAsText : sayNoAsJson));
  app.on(['GET', 'POST'], [PATH], ...guard, async (c) => {
    const { userId } = isJsonPost(c) ? await readJson(c, request) : await readParameters(c);
    const { token } = issue(c, { wishes: [{ wish: 'chat-user', ...named(userId) }] });
    // Texts only: the Windows sample reads the answer into a map of strings.
    return wantsText(c) ? c.text(token) : c.json({ token });
  });
}

/** Unity sends a form and takes the whole answer; its `Accept` is the wildcard, so JSON has to be named to be meant. */
function wantsText(c: ServerContext): boolean {
  return isFormPost(c) && c.req.header('accept')?.includes('application/json') !== true;
}
