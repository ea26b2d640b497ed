/** Agora Chat's rules beyond the format: valid user IDs, and one purpose per token. */
import { CHAT_USER_ID_MAX, type ChatGrant } from '../services/chat.ts';
import type { FindingCode } from './finding.ts';
import type { GrantRule } from './grants.ts';
import { counted } from './words.ts';

/** A UUID, which the RESTful API gives to every Chat user. */
export const UUID: RegExp = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export const chatRules: readonly GrantRule[] = [
  rule('user-and-app', ({ privileges }) =>
    'user' in privileges && 'app' in privileges ? 'Its Chat grant has both privileges, user and app.' : undefined,
  ),
  rule('app-token', ({ userId, privileges }) =>
    userId === '' && 'app' in privileges ? 'It is an app token, for the Chat RESTful API.' : undefined,
  ),
  rule('user-upper-case', ({ userId }) =>
    /[A-Z]/.test(userId)
      ? 'Its Chat user ID has upper-case letters, but Chat user IDs are case-insensitive.'
      : undefined,
  ),
  rule('user-characters', ({ userId }) => {
    const count = userId.length - userId.replace(/[^A-Za-z0-9_.-]/g, '').length;
    return count > 0 ? `Its Chat user ID has ${counted(count, 'character')} that Chat does not allow.` : undefined;
  }),
  rule('user-length', ({ userId }) =>
    userId.length > CHAT_USER_ID_MAX ? `Its Chat user ID is ${userId.length} characters long.` : undefined,
  ),
  rule('user-uuid', ({ userId }) => (UUID.test(userId) ? 'Its Chat user ID is a UUID.' : undefined)),
];

/** @__NO_SIDE_EFFECTS__ */
function rule(code: FindingCode, find: (chat: ChatGrant) => string | undefined): GrantRule {
  return { code, find: (service) => (service.service === 'chat' ? find(service) : undefined) };
}
