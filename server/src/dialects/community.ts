/**
 * The Chat part of the AgoraIO-Community token service. As there, no `uid` means an app token; unlike there, only an
 * admin gets it.
 */
import { z } from '@hono/zod-openapi';
import type { App, Counter, SayNo } from '../http/context.ts';
import { parseSeconds, readJson } from './reading.ts';
import { speaking } from './speaking.ts';

const POST = '/getToken';
const ACCOUNT: string[] = ['/chat/account/:id', '/chat/account/:id/'];
const APP: string[] = ['/chat/app', '/chat/app/'];

const request = z.object({
  tokenType: z.literal('chat'),
  uid: z.string().optional(),
  expire: z.number().optional(),
});

/** There the reason is in `message` or in `error`, by what has failed; who reads either finds it here. */
const sayNo: SayNo = (c, { message, status }) => c.json({ message, error: message, status }, status);

export function communityRoutes(app: App, { guard, issue }: Counter): void {
  speaking(app, [POST, ...ACCOUNT, ...APP], () => sayNo);
  app.get('/ping', (c) => c.json({ message: 'pong' }));

  app.on('POST', [POST], ...guard, async (c) => {
    const { uid: user, expire: expiresIn } = await readJson(c, request);
    const { token } = issue(c, {
      wishes: [user === undefined ? { wish: 'chat-app' } : { wish: 'chat-user', user }],
      expiresIn,
    });
    return c.json({ token });
  });
  app.on('GET', ACCOUNT, ...guard, (c) => {
    const expiresIn = parseSeconds(c.req.query('expiry'));
    const { token } = issue(c, { wishes: [{ wish: 'chat-user', user: c.req.param('id') ?? '' }], expiresIn });
    return c.json({ chatToken: token });
  });
  app.on('GET', APP, ...guard, (c) => {
    const expiresIn = parseSeconds(c.req.query('expiry'));
    return c.json({ chatToken: issue(c, { wishes: [{ wish: 'chat-app' }], expiresIn }).token });
  });
}
