/** Agora Chat: with a user ID and the privilege `user` it logs a user in, with `app` it calls the RESTful API. */
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

/** The longest Chat user ID, in characters; all of them are ASCII, so bytes are the same. */
export const CHAT_USER_ID_MAX = 64;

/**
 * Whether Agora Chat can have a user of this ID: 1 to 64 characters of a-z, 0-9, `_`, `-` and the dot. Chat user IDs
 * are case-insensitive and stored in lower case, so an ID with upper-case letters is not one; lower-case it first.
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
