/**
 * Agora Chat tokens: user tokens to log in with the SDK, app tokens to call the RESTful API.
 * Chat's rules apply, which are stricter than the format's: at most 24 hours, and valid Chat user IDs only.
 */
import { AGORA_MAX_LIFETIME, fieldError, requireString } from '../checks.ts';
import { CHAT_USER_ID_MAX, isChatUserId } from '../services/chat.ts';
import { issueToken } from '../token/build.ts';
import { type TokenKind, tokenKind } from '../token/kind.ts';
import { type AppCredentials, type Issue, requireDuration } from '../token/options.ts';

/** Options of {@link buildChatUserToken}. */
export interface ChatUserTokenOptions extends AppCredentials, Issue {
  /** The Chat user who may log in: 1 to 64 characters of a-z, 0-9, `_`, `-` and `.`. */
  readonly userId: string;
}

/** Options of {@link buildChatAppToken}. */
export interface ChatAppTokenOptions extends AppCredentials, Issue {}

/**
 * Builds a token that lets one user log in to the Chat SDK.
 *
 * @throws TokenError `ERR_INPUT` if an option is missing, unknown, of the wrong type or out of range, such as a lifetime of
 *   more than 86400 seconds or a user ID that Chat does not allow.
 * @example
 * ```ts
 * const token = buildChatUserToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   userId: 'alice',
 *   expiresIn: 3600,
 * });
 * ```
 */
export function buildChatUserToken(options: ChatUserTokenOptions): string {
  return issueToken(chatUser, options);
}

/**
 * Builds a token for the Chat RESTful API. It grants full control of the Chat project: never send it to a client.
 *
 * @throws TokenError `ERR_INPUT` if an option is missing, unknown, of the wrong type or out of range, such as a lifetime of
 *   more than 86400 seconds.
 * @example
 * ```ts
 * const token = buildChatAppToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   expiresIn: 3600,
 * });
 * ```
 */
export function buildChatAppToken(options: ChatAppTokenOptions): string {
  return issueToken(chatApp, options);
}

/** The `user` privilege, valid as long as the token. */
export const chatUser: TokenKind<Issue & { readonly userId: string }> = /* @__PURE__ */ tokenKind(
  ['userId'],
  ({ userId, expiresIn }) => [
    {
      service: 'chat',
      userId: requireChatUserId(userId),
      privileges: { user: chatLifetime(expiresIn) },
    },
  ],
);

/** The `app` privilege, valid as long as the token, and no user. */
export const chatApp: TokenKind<Issue> = /* @__PURE__ */ tokenKind([], ({ expiresIn }) => [
  { service: 'chat', userId: '', privileges: { app: chatLifetime(expiresIn) } },
]);

function chatLifetime(expiresIn: unknown): number {
  return requireDuration(expiresIn, 1, AGORA_MAX_LIFETIME, 'expiresIn');
}

function requireChatUserId(value: unknown): string {
  const userId = requireString(value, 'userId');
  if (isChatUserId(userId)) return userId;
  throw fieldError(
    'ERR_INPUT',
    'userId',
    isChatUserId(userId.toLowerCase())
      ? 'has upper-case letters, but Chat user IDs are stored in lower case; pass userId.toLowerCase()'
      : `must be 1 to ${CHAT_USER_ID_MAX} characters of a-z, 0-9, "_", "-" and "."`,
  );
}
