/** Agora Chat: the privilege `user` logs one user in to the SDK, `app` calls the RESTful API. */
import { text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of Agora Chat. */
export interface ChatGrant {
  readonly service: 'chat';
  /** The Chat user ID; empty in an app token. */
  readonly userId: string;
  /** `user`: logs in to the SDK as the user. `app`: calls the RESTful API. */
  readonly privileges: Privileges<'user' | 'app'>;
}

export const chat: Service<ChatGrant> = service<ChatGrant>({
  type: 5,
  name: 'chat',
  fields: { privileges: privileges({ user: 1, app: 2 }), userId: text },
});

/** The maximum length of a Chat user ID, in characters. All of them are ASCII, so it is the same in bytes. */
export const CHAT_USER_ID_MAX = 64;

/**
 * Whether a value is a valid Chat user ID: 1 to 64 characters of a-z, 0-9, `_`, `-` and `.`. Chat user IDs are
 * case-insensitive and stored in lower case; an ID with upper-case letters is invalid here, so lower-case it first.
 *
 * @param value - The ID.
 * @returns True for an ID that the builders of Chat tokens accept.
 * @example
 * ```ts
 * isChatUserId('alice'); // true
 * isChatUserId('Alice@example.com'); // false
 * ```
 */
export function isChatUserId(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9_.-]{1,64}$/.test(value);
}
