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

/** Manages the block lists of users. A user gets no messages from users on the list, at most 500. */
export interface ChatBlocks {
  /** "Adding a user to the block list": any number, 50 per request. */
  add(userId: string, blockedIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Removing a user from the block list". */
  remove(userId: string, blockedId: string, options?: CallOptions): Promise<void>;
  /** "Retrieving the block list". */
  list(userId: string, options?: ListOptions): ChatListing<string>;
}

/** Documented for a page; no limit is documented for a request that adds users. */
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
