/** The Node and Python servers of Agora's page: `GET /api/token/generateUserToken` and `…/generateAppToken`. */
import type { App, Counter, SayNo } from '../http/context.ts';
import { Refusal } from '../refusals.ts';
import { named, parseSeconds } from './reading.ts';
import { speaking } from './speaking.ts';

const USER = '/api/token/generateUserToken';
const APP = '/api/token/generateAppToken';

const sayNo: SayNo = (c, { message, status }) => c.json({ error: message }, status);

export function pageNodeRoutes(app: App, { guard, issue }: Counter): void {
  speaking(app, [USER, APP], () => sayNo);
  app.on('GET', [USER], ...guard, (c) => {
    const { account, expireTimeInSeconds } = c.req.query();
    const user = named(account);
    if (user.user === undefined && c.get('caller')?.user === undefined) {
      throw new Refusal('ERR_INPUT', 'Account parameter is required');
    }
    const expiresIn = parseSeconds(expireTimeInSeconds);
    const { token } = issue(c, { wishes: [{ wish: 'chat-user', ...user }], expiresIn });
    return c.json({ status: 'success', token });
  });
  app.on('GET', [APP], ...guard, (c) => {
    const expiresIn = parseSeconds(c.req.query('expireTimeInSeconds'));
    const { token } = issue(c, { wishes: [{ wish: 'chat-app' }], expiresIn });
    return c.json({ status: 'success', token });
  });
}
