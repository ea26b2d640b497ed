/**
 * The back end of Agora's demo apps: an account and a password in, a token out. Accounts live elsewhere: the server only
 * checks them, and `register` stores nothing.
 */
import { z } from '@hono/zod-openapi';
import type { Authenticate } from '../auth/authenticate.ts';
import { sha256Hex } from '../auth/secrets.ts';
import { parseBody, readJson, requireJson } from '../http/body.ts';
import type { App, FormatError, TokenRoutes } from '../http/context.ts';
import { json } from '../http/headers.ts';
import { Refusal, type RefusalCode } from '../refusals.ts';
import { formatErrorsOf } from './shared.ts';

/** Whether the account has this password. */
export type CheckPassword = (account: string, password: string) => boolean | Promise<boolean>;

const LOGIN = '/app/chat/user/login';
const REGISTER = '/app/chat/user/register';

const request = z.object({ userAccount: z.string().min(1), userPassword: z.string().min(1) });

/** Their server's own codes, which the apps compare. */
const RESULTS: Readonly<Record<RefusalCode, string>> = {
  ERR_INPUT: 'RES_REQUEST_PARAM_ERROR',
  ERR_BODY: 'RES_REQUEST_PARAM_ERROR',
  ERR_TOO_LARGE: 'RES_REQUEST_PARAM_ERROR',
  ERR_TIMEOUT: 'RES_REQUEST_PARAM_ERROR',
  ERR_CONTENT_TYPE: 'RES_CONTENT_TYPE_ERROR',
  ERR_UNAUTHENTICATED: 'RES_UNAUTHORIZED_ERROR',
  ERR_FORBIDDEN: 'RES_UNAUTHORIZED_ERROR',
  ERR_USER: 'RES_UNAUTHORIZED_ERROR',
  ERR_NOT_FOUND: 'RES_USER_NOT_FOUND',
  ERR_METHOD: 'RES_REQUEST_METHOD_ERROR',
  ERR_RATE_LIMIT: 'RES_REACH_LIMIT',
  ERR_INTERNAL: 'RES_UNKNOWN',
  ERR_UNAVAILABLE: 'RES_UNKNOWN',
};

const formatError: FormatError = (c, { code, message, status }) =>
  json(c, { code: RESULTS[code], errorInfo: message }, status);

/** @param guardWith the guard with another authenticator: on these routes the credentials are in the body. */
export function demoAppRoutes(
  app: App,
  { guardWith, issue }: Pick<TokenRoutes, 'issue'> & { guardWith(authenticate: Authenticate): TokenRoutes['guard'] },
  checkPassword: CheckPassword,
): void {
  formatErrorsOf(app, [LOGIN, REGISTER], () => formatError);
  const guard = guardWith(authenticateAccount(checkPassword));

  app.on('POST', [LOGIN], ...guard, async (c) => {
    await readJson(c, request);
    const { token, users, expiresAt } = issue(c, { grants: [{ type: 'chat-user' }] });
    const chatUserName = users[0] ?? '';
    return json(c, {
      code: 'RES_OK',
      statusCode: 200,
      accessToken: token,
      token,
      expireTimestamp: expiresAt * 1000,
      chatUserName,
      agoraUid: await rtcUidOf(chatUserName),
    });
  });
  app.on('POST', [REGISTER], ...guard, async (c) => {
    await readJson(c, request);
    return json(c, { code: 'RES_OK', statusCode: 200 });
  });
}

/** Reads a copy of the body, whose length is already bounded. */
function authenticateAccount(checkPassword: CheckPassword): Authenticate {
  return async (copied) => {
    requireJson(copied.headers.get('content-type'));
    const result = request.safeParse(await parseBody(() => copied.clone().json(), 'is not valid JSON'));
    if (!result.success) throw new Refusal('ERR_INPUT', 'userAccount and userPassword must be non-empty strings');
    const { userAccount: user, userPassword } = result.data;
    if (await checkPassword(user, userPassword)) return { id: `account:${user}`, user };
    throw new Refusal('ERR_UNAUTHENTICATED', 'wrong account or password');
  };
}

/** A number for RTC, always the same for a user. From 1 to 2^31-1 as in the original: apps read it as an int. */
async function rtcUidOf(user: string): Promise<string> {
  const number = Number.parseInt((await sha256Hex(user)).slice(0, 8), 16);
  return String(number % 0x7fff_ffff || 0x7fff_ffff);
}
