/** Chat rooms ("Manage chat rooms" and the pages on their members). */
import { optionNames, requireArray, requireInteger, requireOptions, requireString } from '../../checks.ts';
import { readFields, readList, readObject, withoutAbsent } from '../answer.ts';
import { type ChatListing, type ListOptions, listByNumber, listWith, readCursor, readPage } from '../lists.ts';
import { type CallOptions, type ChatCaller, pathOf, requireUserId, requireUserIds } from '../operation.ts';
import {
  type ChatMember,
  type ChatMembers,
  expectData,
  expectNoFailure,
  type MembersOf,
  membersOf,
  operationOn,
  readMember,
} from './members.ts';

/** What can be changed about a room. */
export interface ChatRoomChanges {
  /** At most 128 characters. */
  readonly name?: string;
  /** At most 512 characters. */
  readonly description?: string;
  /** Members including the owner: 1 to 10,000. Default: 1,000. */
  readonly maxMembers?: number;
}

/** A room to be created. */
export interface NewChatRoom extends ChatRoomChanges {
  readonly name: string;
  readonly description: string;
  /** The owner. */
  readonly owner: string;
  /** Members apart from the owner. */
  readonly members?: readonly string[];
}

/** A room, as returned by `get`. Fields that the API omits are absent. */
export interface ChatRoom {
  readonly roomId: string;
  readonly name: string;
  readonly description?: string;
  readonly owner?: string;
  readonly maxMembers?: number;
  readonly custom?: string;
  /** Whether all members are muted. */
  readonly isMuted?: boolean;
  /** Unix seconds, with fractions. */
  readonly createdAt?: number;
  /** Including the owner. */
  readonly memberCount: number;
  readonly members: readonly ChatMember[];
}

/** A room in the listing of all rooms. */
export interface ChatRoomSummary {
  readonly roomId: string;
  readonly name: string;
  readonly owner: string;
  readonly memberCount: number;
}

/** A room in the listing of a user's rooms. */
export interface JoinedChatRoom {
  readonly roomId: string;
  readonly name: string;
}

/** Manages rooms. The IDs of the methods of {@link ChatMembers} are room IDs. */
export interface ChatRooms extends ChatMembers {
  /** "Creating a chat room". Resolves with its ID. */
  create(room: NewChatRoom, options?: CallOptions): Promise<string>;
  /** "Retrieving detailed information of the specified chat rooms". */
  get(roomId: string, options?: CallOptions): Promise<ChatRoom>;
  /** "Retrieving basic information of all chat rooms", newest first. */
  list(options?: ListOptions): ChatListing<ChatRoomSummary>;
  /** "Retrieving chat rooms that a user joins". */
  listJoined(userId: string, options?: ListOptions): ChatListing<JoinedChatRoom>;
  /** "Modifying chat room information". */
  update(roomId: string, changes: ChatRoomChanges, options?: CallOptions): Promise<void>;
  /** "Deleting the specified chat room". */
  delete(roomId: string, options?: CallOptions): Promise<void>;
}

const MAX_PAGE = 100;
const MAX_JOINED_PAGE = 1000;

const kind: MembersOf = {
  name: 'chatRooms',
  path: 'chatrooms',
  idField: 'roomId',
  maxRemoved: 100,
  maxPage: 1000,
  maxBlockedPage: undefined,
};

/**
 * Manages chat rooms with a client.
 *
 * @example
 * ```ts
 * const roomId = await chatRooms(chat).create({ owner: 'alice', name: 'Live', description: 'The evening show' });
 * ```
 */
export function chatRooms(chat: ChatCaller): ChatRooms {
  const onRoom = operationOn(kind);
  return {
    ...membersOf(chat, kind),
    create: async (room, options) =>
      chat.call(
        {
          name: 'chatRooms.create',
          method: 'POST',
          path: '/chatrooms',
          body: toApiRoom(room),
          read: ({ data }) => readFields(data, 'data', { id: 'string' }).id,
          limit: { calls: 50 },
          once: true,
        },
        options,
      ),
    get: async (roomId, options) =>
      chat.call(
        onRoom('get', 'GET', roomId, [], ({ data }) => readRoom(readList(data, 'data')[0])),
        options,
      ),
    list: (options) =>
      listWith(
        chat,
        (pageSize = MAX_PAGE, cursor) => ({
          name: 'chatRooms.list',
          method: 'GET',
          path: '/chatrooms',
          query: { limit: requireInteger(pageSize, 1, MAX_PAGE, 'pageSize'), cursor },
          read: (answer, context) => readPage(readList(answer.data, 'data'), readCursor(answer), readSummary, context),
          limit: { calls: 50 },
        }),
        options,
      ),
    listJoined: (userId, options) =>
      listByNumber(
        chat,
        {
          maxPageSize: MAX_JOINED_PAGE,
          operation: (pagenum, pagesize, read) => ({
            name: 'chatRooms.listJoined',
            method: 'GET',
            path: pathOf('users', requireUserId(userId), 'joined_chatrooms'),
            query: { pagenum, pagesize },
            read,
            limit: { calls: 50 },
          }),
          readEntries: ({ data }) => readList(data, 'data'),
          readItem: readJoined,
        },
        options,
      ),
    update: async (roomId, changes, options) => {
      const body = toApiChanges(requireOptions(changes, changeNames, 'changes'));
      return chat.call(onRoom('update', 'PUT', roomId, [], expectNoFailure, { body }), options);
    },
    delete: async (roomId, options) =>
      chat.call(onRoom('delete', 'DELETE', roomId, [], expectData('success', true)), options),
  };
}

const changeNames = /* @__PURE__ */ optionNames(['name', 'description', 'maxMembers']);
const roomNames = /* @__PURE__ */ optionNames(['name', 'description', 'maxMembers', 'owner', 'members']);

function toApiChanges({ name, description, maxMembers }: Readonly<Record<string, unknown>>): object {
  return {
    ...(name !== undefined && { name: requireString(name, 'name') }),
    ...(description !== undefined && { description: requireString(description, 'description') }),
    ...(maxMembers !== undefined && { maxusers: requireInteger(maxMembers, 1, 10_000, 'maxMembers') }),
  };
}

function toApiRoom(room: unknown): object {
  const { owner, members, ...changes } = requireOptions(room, roomNames, 'room');
  requireString(changes.name, 'name');
  requireString(changes.description, 'description');
  const hasMembers = members !== undefined && requireArray(members, 'members').length > 0;
  return {
    ...toApiChanges(changes),
    owner: requireUserId(owner, 'owner'),
    ...(hasMembers && { members: requireUserIds(members, 'members') }),
  };
}

function readRoom(value: unknown): ChatRoom {
  const room = readFields(value, 'data', {
    id: 'string',
    name: 'string',
    description: 'string?',
    owner: 'string?',
    maxusers: 'number?',
    custom: 'string?',
    mute: 'boolean?',
    created: 'number?',
    affiliations_count: 'number',
  });
  const members = readList(readObject(value, 'data').affiliations, 'affiliations').map(readMember);
  return withoutAbsent({
    roomId: room.id,
    name: room.name,
    description: room.description,
    owner: room.owner ?? members.find(({ role }) => role === 'owner')?.userId,
    maxMembers: room.maxusers,
    custom: room.custom,
    isMuted: room.mute,
    createdAt: room.created === undefined ? undefined : room.created / 1000,
    memberCount: room.affiliations_count,
    members,
  }) as unknown as ChatRoom;
}

function readSummary(entry: unknown): ChatRoomSummary {
  const { id, name, owner, affiliations_count } = readFields(entry, 'data', {
    id: 'string',
    name: 'string',
    owner: 'string',
    affiliations_count: 'number',
  });
  return { roomId: id, name, owner, memberCount: affiliations_count };
}

function readJoined(entry: unknown): JoinedChatRoom {
  const { id, name } = readFields(entry, 'data', { id: 'string', name: 'string' });
  return { roomId: id, name };
}
