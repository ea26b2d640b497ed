/** What Agora Chat asks of its tokens beyond the format: user ids of few characters, and at most 24 hours. */
import type { ChatGrant } from '../services/chat.ts';
import { looksAbsolute } from '../token/options.ts';
import type { FindingCode } from './finding.ts';
import type { GrantRule } from './grants.ts';
import { counted, durationWords } from './words.ts';

/** Agora's maximum for Chat tokens, in seconds. */
const MAX_LIFETIME = 86_400;

/** Agora's maximum for Chat user ids, in characters. */
const USER_ID_MAX = 64;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export const chatRules: readonly GrantRule[] = [
  {
    code: 'lifetime-over-24h',
    find: ({ service }, { expiresIn }) =>
      service === 'chat' && expiresIn > MAX_LIFETIME && !looksAbsolute(expiresIn)
        ? `It is made for ${durationWords(expiresIn)}, but Chat ends tokens after 24 hours.`
        : undefined,
  },
  rule('user-and-app', ({ privileges }) =>
    'user' in privileges && 'app' in privileges ? 'One Chat grant is both a user token and an app token.' : undefined,
  ),
  rule('user-upper-case', ({ userId }) =>
    /[A-Z]/.test(userId) ? 'Its Chat user id has upper-case letters, which Chat does not keep apart.' : undefined,
  ),
  rule('user-characters', ({ userId }) => {
    const count = userId.length - userId.replace(/[^A-Za-z0-9_.-]/g, '').length;
    return count > 0
      ? `Its Chat user id has ${counted(count, 'character')} outside a-z, 0-9, _, - and the dot.`
      : undefined;
  }),
  rule('user-length', ({ userId }) =>
    userId.length > USER_ID_MAX ? `Its Chat user id is ${userId.length} characters long.` : undefined,
  ),
  rule('user-uuid', ({ userId }) => (UUID.test(userId) ? 'Its Chat user id is shaped like a uuid.' : undefined)),
];

/** @__NO_SIDE_EFFECTS__ */
function rule(code: FindingCode, find: (chat: ChatGrant) => string | undefined): GrantRule {
  return { code, find: (service) => (service.service === 'chat' ? find(service) : undefined) };
}
