/**
 * The Chat part of the AgoraIO-Community token service. As there, no `uid` means an app token; unlike there, only an
 * admin gets it.
 */
import { z } from '@hono/zod-openapi';
import { readJson } from '../http/body.ts';
import type { App, FormatError, TokenRoutes } from '../http/context.ts';
import { json } from '../http/headers.ts';
import { formatErrorsOf, parseSeconds } from './shared.ts';

const POST = '/getToken';
const ACCOUNT: string[] = ['/chat/account/:id', '/chat/account/:id/'];
const APP: string[] = ['/chat/app', '/chat/app/'];

const request = z.object({
  tokenType: z.literal('chat'),
  uid: z.string().optional(),
  expire: z.number().optional(),
});

/** The original puts the reason into `message` or into `error`, depending on what failed; clients read either. */
const formatError: FormatError = (c, { message, status }) => json(c, { message, error: message, status }, status);

export function communityRoutes(app: App, { guard, issue }: TokenRoutes): void {
  formatErrorsOf(app, [POST, ...ACCOUNT, ...APP], () => formatError);
  app.get('/ping', (c) => json(c, { message: 'pong' }));

  app.on('POST', [POST], ...guard, async (c) => {
    const { uid: user, expire: expiresIn } = await readJson(c, request);
    const { token } = issue(c, {
      grants: [user === undefined ? { type: 'chat-app' } : { type: 'chat-user', user }],
      expiresIn,
    });
    return json(c, { token });
  });
  app.on('GET', ACCOUNT, ...guard, (c) => {
    const expiresIn = parseSeconds(c.req.query('expiry'));
    const { token } = issue(c, { grants: [{ type: 'chat-user', user: c.req.param('id') ?? '' }], expiresIn });
    return json(c, { chatToken: token });
  });
  app.on('GET', APP, ...guard, (c) => {
    const expiresIn = parseSeconds(c.req.query('expiry'));
    return json(c, { chatToken: issue(c, { grants: [{ type: 'chat-app' }], expiresIn }).token });
  });
}
