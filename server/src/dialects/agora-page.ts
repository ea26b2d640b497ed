/**
 * The servers of Agora's page whose routes nothing else has: Node and Python (JSON), and the one behind the web client
 * (text). The Java server is in `token-generate.ts`; the Go server's routes are the native ones.
 */
import type { App, FormatError, TokenRoutes } from '../http/context.ts';
import { json, text } from '../http/headers.ts';
import { Refusal } from '../refusals.ts';
import { formatErrorsOf, formatTextError, parseSeconds, userFrom } from './shared.ts';

const NODE_USER = '/api/token/generateUserToken';
const NODE_APP = '/api/token/generateAppToken';
const WEB_USER = '/chat/user/:userId/token';
const WEB_APP = '/chat/app/token';

const formatNodeError: FormatError = (c, { message, status }) => json(c, { error: message }, status);

export function agoraPageRoutes(app: App, routes: TokenRoutes): void {
  nodeRoutes(app, routes);
  webRoutes(app, routes);
}

function nodeRoutes(app: App, { guard, issue }: TokenRoutes): void {
  formatErrorsOf(app, [NODE_USER, NODE_APP], () => formatNodeError);
  app.on('GET', [NODE_USER], ...guard, (c) => {
    const { account, expireTimeInSeconds } = c.req.query();
    const user = userFrom(account);
    if (user.user === undefined && c.get('caller')?.user === undefined) {
      throw new Refusal('ERR_INPUT', 'Account parameter is required');
    }
    const expiresIn = parseSeconds(expireTimeInSeconds);
    const { token } = issue(c, { grants: [{ type: 'chat-user', ...user }], expiresIn });
    return json(c, { status: 'success', token });
  });
  app.on('GET', [NODE_APP], ...guard, (c) => {
    const expiresIn = parseSeconds(c.req.query('expireTimeInSeconds'));
    const { token } = issue(c, { grants: [{ type: 'chat-app' }], expiresIn });
    return json(c, { status: 'success', token });
  });
}

function webRoutes(app: App, { guard, issue }: TokenRoutes): void {
  formatErrorsOf(app, [WEB_USER, WEB_APP], () => formatTextError);
  app.on('GET', [WEB_USER], ...guard, (c) => {
    const { token } = issue(c, { grants: [{ type: 'chat-user', user: c.req.param('userId') ?? '' }] });
    return text(c, token);
  });
  app.on('GET', [WEB_APP], ...guard, (c) => text(c, issue(c, { grants: [{ type: 'chat-app' }] }).token));
}
