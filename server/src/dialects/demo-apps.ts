/**
 * The back end of Agora's demo apps: an account and a password in, a token out. Accounts are kept elsewhere; here they
 * are only checked, and `register` stores nothing.
 */
import { z } from '@hono/zod-openapi';
import type { Authenticate } from '../auth/authenticate.ts';
import { sha256Hex } from '../auth/secrets.ts';
import type { App, Counter, SayNo } from '../http/context.ts';
import { Refusal, type RefusalCode } from '../refusals.ts';
import { readable, readJson } from './reading.ts';
import { speaking } from './speaking.ts';

/** Whether the account has this password. */
export type CheckPassword = (account: string, password: string) => boolean | Promise<boolean>;

const LOGIN = '/app/chat/user/login';
const REGISTER = '/app/chat/user/register';

const request = z.object({ userAccount: z.string().min(1), userPassword: z.string().min(1) });

const sayNo: SayNo = (c, { code, message, status }) => c.json({ code: resultOf(code), errorInfo: message }, status);

function resultOf(code: RefusalCode): string {
  return code.replace(/^ERR_/, 'RES_');
}

/** @param guardWith the guard with another authenticator: here the body tells who asks. */
export function demoAppRoutes(
  app: App,
  { guardWith, issue }: Pick<Counter, 'issue'> & { guardWith(authenticate: Authenticate): Counter['guard'] },
  checkPassword: CheckPassword,
): void {
  speaking(app, [LOGIN, REGISTER], () => sayNo);
  const guard = guardWith(authenticateAccount(checkPassword));

  app.on('POST', [LOGIN], ...guard, async (c) => {
    await readJson(c, request);
    const { token, users, expiresAt } = issue(c, { wishes: [{ wish: 'chat-user' }] });
    const chatUserName = users[0] ?? '';
    return c.json({
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
    return c.json({ code: 'RES_OK', statusCode: 200 });
  });
}

/** Reads a copy of the body, which the body limit has bounded before. */
function authenticateAccount(checkPassword: CheckPassword): Authenticate {
  return async (copied) => {
    const result = request.safeParse(await readable(() => copied.clone().json()));
    if (!result.success) throw new Refusal('ERR_INPUT', 'userAccount and userPassword are needed, as texts');
    const { userAccount: user, userPassword } = result.data;
    if (await checkPassword(user, userPassword)) return { id: `account:${user}`, user };
    throw new Refusal('ERR_UNAUTHENTICATED', 'the account or the password is wrong');
  };
}

/** A number for RTC: the same for the same user every time, from 1 to 2^32-1. */
async function rtcUidOf(user: string): Promise<string> {
  return String(Number.parseInt((await sha256Hex(user)).slice(0, 8), 16) || 1);
}
