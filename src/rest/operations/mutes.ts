/** App-wide mutes ("Global mute"). */
import { optionNames, requireInteger, requireOptions } from '../../checks.ts';
import { readFields, readList, readObject } from '../answer.ts';
import { type ChatListing, type ListOptions, listByNumber } from '../lists.ts';
import { type CallOptions, type ChatCaller, pathOf, requireUserId } from '../operation.ts';
import { expectData, type MuteDuration } from './members.ts';

/** How long a user cannot send each kind of message; 0 if the user is not muted. */
export interface ChatMuteDurations {
  /** One-to-one messages. */
  readonly users?: MuteDuration;
  /** Group messages. */
  readonly groups?: MuteDuration;
  /** Chat room messages. */
  readonly rooms?: MuteDuration;
}

/** A muted user, with the remaining time of each mute. */
export interface ChatMute extends ChatMuteDurations {
  readonly userId: string;
}

/** Mutes users in the whole app. */
export interface ChatMutes {
  /** "Globally mute a specified user": seconds for each kind of message, 0 to unmute; kinds not given do not change. */
  set(userId: string, durations: ChatMuteDurations, options?: CallOptions): Promise<void>;
  /** "Query the detailed information of global-mute". */
  get(userId: string, options?: CallOptions): Promise<Required<ChatMute>>;
  /** "Retrieve all globally muted users". A user may appear once for each kind of message. */
  list(options?: ListOptions): ChatListing<ChatMute>;
}

const MAX_PAGE = 50;

/** The documented maximum, in seconds. */
const LONGEST = 2_147_483_647;

/**
 * Mutes users with a client.
 *
 * @example
 * ```ts
 * await chatMutes(chat).set('mallory', { users: 3600, groups: 'forever', rooms: 'forever' });
 * ```
 */
export function chatMutes(chat: ChatCaller): ChatMutes {
  return {
    set: async (userId, durations, options) => {
      const { users, groups, rooms } = requireOptions(durations, durationNames, 'durations');
      const body = {
        username: requireUserId(userId),
        ...(users !== undefined && { chat: toSeconds(users, 'users') }),
        ...(groups !== undefined && { groupchat: toSeconds(groups, 'groups') }),
        ...(rooms !== undefined && { chatroom: toSeconds(rooms, 'rooms') }),
      };
      const read = expectData('result', 'ok');
      return chat.call({ name: 'chatMutes.set', method: 'POST', path: '/mutes', body, read }, options);
    },
    get: async (userId, options) =>
      chat.call(
        {
          name: 'chatMutes.get',
          method: 'GET',
          path: pathOf('mutes', requireUserId(userId)),
          read: ({ data }) => {
            const mute = readFields(data, 'data', { chat: 'number', groupchat: 'number', chatroom: 'number' });
            return {
              userId,
              users: toDuration(mute.chat),
              groups: toDuration(mute.groupchat),
              rooms: toDuration(mute.chatroom),
            };
          },
        },
        options,
      ),
    list: (options) =>
      listByNumber(
        chat,
        {
          maxPageSize: MAX_PAGE,
          operation: (pageNum, pageSize, read) => ({
            name: 'chatMutes.list',
            method: 'GET',
            path: '/mutes',
            query: { pageNum, pageSize },
            read,
          }),
          readEntries: ({ data }) => readList(readObject(data, 'data').data, 'data'),
          readItem: readMute,
        },
        options,
      ),
  };
}

const durationNames = /* @__PURE__ */ optionNames(['users', 'groups', 'rooms']);

function toSeconds(duration: unknown, field: string): number {
  return duration === 'forever' ? -1 : requireInteger(duration, 0, LONGEST, field);
}

function toDuration(seconds: number): MuteDuration {
  return seconds < 0 ? 'forever' : seconds;
}

function readMute(entry: unknown): ChatMute {
  const { username, chat, groupchat, chatroom } = readFields(entry, 'data', {
    username: 'string',
    chat: 'number?',
    groupchat: 'number?',
    chatroom: 'number?',
  });
  return {
    userId: username,
    ...(chat !== undefined && { users: toDuration(chat) }),
    ...(groupchat !== undefined && { groups: toDuration(groupchat) }),
    ...(chatroom !== undefined && { rooms: toDuration(chatroom) }),
  };
}
