/** The server behind the web client of Agora's page: the token as text, at an address of the user's own. */
import type { App, Counter } from '../http/context.ts';
import { sayNoAsText, speaking } from './speaking.ts';

const USER = '/chat/user/:userId/token';
const APP = '/chat/app/token';

export function pageWebRoutes(app: App, { guard, issue }: Counter): void {
  speaking(app, [USER, APP], () => sayNoAsText);
  app.on('GET', [USER], ...guard, (c) => {
    const { token } = issue(c, { wishes: [{ wish: 'chat-user', user: c.req.param('userId') ?? '' }] });
    return c.text(token);
  });
  app.on('GET', [APP], ...guard, (c) => c.text(issue(c, { wishes: [{ wish: 'chat-app' }] }).token));
}
