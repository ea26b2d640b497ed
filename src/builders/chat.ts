/**
 * Agora Chat tokens: user tokens to log in with the SDK, app tokens to call the RESTful API.
 * Stricter than the format, since these rules are Chat's: at most 24 hours, user ids of 1 to 64 bytes.
 */
import type { ChatGrant } from '../services/chat.ts';
import { issueToken } from '../token/build.ts';
import { type AppCredentials, type Issue, requireDuration } from '../token/options.ts';
import { requireName } from './names.ts';

/** Agora's maximum for Chat tokens: 24 hours, in seconds. */
const CHAT_MAX_LIFETIME = 86_400;

/** Agora's maximum for Chat user ids, in bytes of UTF-8. */
const USER_ID_MAX_BYTES = 64;

/** Options of {@link buildChatUserToken}. */
export interface ChatUserTokenOptions extends AppCredentials, Issue {
  /** The Chat user who may log in: 1 to 64 bytes. */
  readonly userId: string;
}

/** Options of {@link buildChatAppToken}. */
export interface ChatAppTokenOptions extends AppCredentials, Issue {}

/**
 * Builds a token with which one user logs in to the Chat SDK.
 *
 * @throws TypeError where a value has the wrong JavaScript type.
 * @throws TokenError `ERR_INPUT` where an id, the user or the lifetime (1 to 86400 seconds) is out of range.
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
  return issueToken(options, [chatUserGrant(options.userId, options.expiresIn)]);
}

/**
 * Builds a token for the Chat RESTful API. It is full control of the Chat project: it must not reach a client.
 *
 * @throws TypeError where a value has the wrong JavaScript type.
 * @throws TokenError `ERR_INPUT` where an id or the lifetime (1 to 86400 seconds) is out of range.
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
  return issueToken(options, [chatAppGrant(options.expiresIn)]);
}

/** The `user` privilege for as long as the token lives. */
export function chatUserGrant(userId: string, expiresIn: number): ChatGrant {
  return {
    service: 'chat',
    userId: requireName(userId, USER_ID_MAX_BYTES, 'userId'),
    privileges: { user: requireDuration(expiresIn, CHAT_MAX_LIFETIME, 'expiresIn') },
  };
}

/** The `app` privilege for as long as the token lives, and no user. */
export function chatAppGrant(expiresIn: number): ChatGrant {
  return {
    service: 'chat',
    userId: '',
    privileges: { app: requireDuration(expiresIn, CHAT_MAX_LIFETIME, 'expiresIn') },
  };
}
