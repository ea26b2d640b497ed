/** A user's own block list ("Contact management"). */
import { requireInteger } from '../../checks.ts';
import { type Json, readStrings } from '../answer.ts';
import {
  actInBatches,
  type ById,
  type ChatActionResult,
  type ChatListing,
  type ListOptions,
  listWith,
} from '../lists.ts';
import { type CallOptions, type ChatCaller, nothing, pathOf, requireUserId, requireUserIds } from '../operation.ts';
import type { RateLimit } from '../pace.ts';
import { readUserIds } from './members.ts';

/** Manages users' block lists. A user receives no messages from users on the list, which has at most 500 entries. */
export interface ChatBlocks {
  /** "Adding a user to the block list": any number, 50 per request. */
  add(userId: string, blockedIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Removing a user from the block list". */
  remove(userId: string, blockedId: string, options?: CallOptions): Promise<void>;
  /** "Retrieving the block list". */
  list(userId: string, options?: ListOptions): ChatListing<string>;
}

/** The documented page size. No maximum is documented for adding users, so this applies there too. */
const MAX_PAGE = 50;

const LIMIT: RateLimit = { calls: 50 };

/**
 * Manages block lists with a client.
 *
 * @example
 * ```ts
 * await chatBlocks(chat).add('alice', ['mallory']);
 * ```
 */
export function chatBlocks(chat: ChatCaller): ChatBlocks {
  const pathFor = (userId: string, ...segments: readonly string[]) =>
    pathOf('users', requireUserId(userId), 'blocks', 'users', ...segments);

  return {
    add: async (userId, blockedIds, options) =>
      actInBatches('chatBlocks.add', requireUserIds(blockedIds, 'blockedIds'), MAX_PAGE, (usernames) =>
        chat.call(
          {
            name: 'chatBlocks.add',
            method: 'POST',
            path: pathFor(userId),
            body: { usernames },
            read: readAdded,
            limit: LIMIT,
          },
          options,
        ),
      ),
    remove: async (userId, blockedId, options) => {
      const path = pathFor(userId, requireUserId(blockedId, 'blockedId'));
      return chat.call({ name: 'chatBlocks.remove', method: 'DELETE', path, read: nothing, limit: LIMIT }, options);
    },
    list: (userId, options) =>
      listWith(
        chat,
        (pageSize = MAX_PAGE, cursor) => ({
          name: 'chatBlocks.list',
          method: 'GET',
          path: pathFor(userId),
          query: { pageSize: requireInteger(pageSize, 1, MAX_PAGE, 'pageSize'), cursor },
          read: readUserIds,
          limit: LIMIT,
        }),
        options,
      ),
  };
}

function readAdded({ data }: Json): ById<true> {
  return new Map(readStrings(data, 'data').map((userId) => [userId, true]));
}
