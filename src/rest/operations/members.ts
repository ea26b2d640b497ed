/**
 * Operations that groups and chat rooms share: members, admins, mutes and blocks. The API documents each twice, for
 * `/chatgroups` and for `/chatrooms`; the section names here are those for groups.
 */
import { requireInteger } from '../../checks.ts';
import { InvalidAnswer, type Json, readFields, readList, readObject, readStrings } from '../answer.ts';
import type { ChatRestError } from '../errors.ts';
import {
  actInBatches,
  type ById,
  type ChatActionResult,
  type ChatBatchResult,
  type ChatListing,
  inBatches,
  type ListOptions,
  listByNumber,
  listWith,
  readCursor,
  readPage,
} from '../lists.ts';
import {
  type AnswerContext,
  type CallOptions,
  type ChatCaller,
  type ChatOperation,
  type HttpMethod,
  pathOf,
  requireId,
  requireUserId,
  requireUserIds,
} from '../operation.ts';

/** A member of a group or room. The API does not distinguish admins from other members here. */
export interface ChatMember {
  readonly userId: string;
  readonly role: 'owner' | 'member';
}

/** A member who cannot send messages. */
export interface ChatMutedMember {
  readonly userId: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** How long to mute: seconds, or until the mute is lifted. */
export type MuteDuration = number | 'forever';

/** The members of groups or rooms. */
export interface ChatMembers {
  /** "Retrieving group members": the owner and all members. */
  listMembers(id: string, options?: ListOptions): ChatListing<ChatMember>;
  /** "Adding multiple users": any number, 60 per request. */
  addMembers(id: string, userIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Removing multiple members": any number, 60 per request, 100 for rooms. */
  removeMembers(id: string, userIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Retrieving group admin list". */
  listAdmins(id: string, options?: CallOptions): Promise<readonly string[]>;
  /** "Adding a group admin": a member becomes an admin, at most 99 of them. */
  addAdmin(id: string, userId: string, options?: CallOptions): Promise<void>;
  /** "Removing a group admin": an admin becomes a member. */
  removeAdmin(id: string, userId: string, options?: CallOptions): Promise<void>;
  /** "Muting a member": any number, 60 per request. Resolves with the Unix time at which each mute ends. */
  mute(
    id: string,
    userIds: readonly string[],
    duration: MuteDuration,
    options?: CallOptions,
  ): Promise<ChatBatchResult<number>>;
  /** "Unmuting a member": any number, 60 per request. */
  unmute(id: string, userIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Retrieving the mute list". */
  listMuted(id: string, options?: CallOptions): Promise<readonly ChatMutedMember[]>;
  /** "Muting all members", apart from those on the allow list. */
  muteAll(id: string, options?: CallOptions): Promise<void>;
  /** "Unmuting all members". */
  unmuteAll(id: string, options?: CallOptions): Promise<void>;
  /** "Adding multiple users to the blocklist": removes members and keeps them out; 60 per request. */
  block(id: string, userIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Removing multiple users from the blocklist": any number, 60 per request. */
  unblock(id: string, userIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Retrieving the blocklist". */
  listBlocked(id: string, options?: ListOptions): ChatListing<string>;
}

/** How the API differs for groups and rooms. */
export interface MembersOf {
  /** For errors. */
  readonly name: 'chatGroups' | 'chatRooms';
  readonly path: 'chatgroups' | 'chatrooms';
  readonly idField: 'groupId' | 'roomId';
  readonly maxRemoved: number;
  readonly maxPage: number;
  /** Undefined if the blocklist is not paginated. */
  readonly maxBlockedPage: number | undefined;
}

/** Users per request, unless an operation says otherwise. */
const MAX_USERS = 60;

/** Ten years. */
const LONGEST_MUTE = 315_360_000;

/** Makes an operation on one group or room, whose path is that of the group or room followed by `segments`. */
type OperationOn = <Output>(
  name: string,
  method: HttpMethod,
  id: string,
  segments: readonly string[],
  read: ChatOperation<Output>['read'],
  more?: Partial<ChatOperation<Output>>,
) => ChatOperation<Output>;

export function operationOn({ name: area, path, idField }: MembersOf): OperationOn {
  return (name, method, id, segments, read, more) => ({
    name: `${area}.${name}`,
    method,
    path: pathOf(path, requireId(id, idField), ...segments),
    read,
    ...more,
  });
}

export function membersOf(chat: ChatCaller, kind: MembersOf): ChatMembers {
  const operation = operationOn(kind);
  return {
    listMembers: (id, options) =>
      listByNumber(
        chat,
        {
          maxPageSize: kind.maxPage,
          operation: (pagenum, pagesize, read) =>
            operation('listMembers', 'GET', id, ['users'], read, { query: { pagenum, pagesize } }),
          readEntries: ({ data }) => readList(data, 'data'),
          readItem: readMember,
        },
        options,
      ),
    addMembers: async (id, userIds, options) =>
      actInBatches(`${kind.name}.addMembers`, requireUserIds(userIds), MAX_USERS, (usernames) =>
        chat.call(
          operation('addMembers', 'POST', id, ['users'], readAdded, { body: { usernames }, once: true }),
          options,
        ),
      ),
    removeMembers: async (id, userIds, options) =>
      actInBatches(`${kind.name}.removeMembers`, requireUserIds(userIds), kind.maxRemoved, (batch) =>
        chat.call(operation('removeMembers', 'DELETE', id, ['users', batch.join()], readDone), options),
      ),
    listAdmins: async (id, options) =>
      chat.call(
        operation('listAdmins', 'GET', id, ['admin'], ({ data }) => readStrings(data, 'data')),
        options,
      ),
    addAdmin: async (id, userId, options) =>
      chat.call(
        operation('addAdmin', 'POST', id, ['admin'], readSuccess, {
          body: { newadmin: requireUserId(userId) },
          once: true,
        }),
        options,
      ),
    removeAdmin: async (id, userId, options) =>
      chat.call(operation('removeAdmin', 'DELETE', id, ['admin', requireUserId(userId)], readSuccess), options),
    mute: async (id, userIds, duration, options) => {
      const milliseconds = duration === 'forever' ? -1 : requireInteger(duration, 1, LONGEST_MUTE, 'duration') * 1000;
      return inBatches(`${kind.name}.mute`, requireUserIds(userIds), MAX_USERS, String, (usernames) => {
        const body = { usernames, mute_duration: milliseconds };
        return chat.call(operation('mute', 'POST', id, ['mute'], readMuted, { body }), options);
      });
    },
    unmute: async (id, userIds, options) =>
      actInBatches(`${kind.name}.unmute`, requireUserIds(userIds), MAX_USERS, (batch) =>
        chat.call(operation('unmute', 'DELETE', id, ['mute', batch.join()], readDone), options),
      ),
    listMuted: async (id, options) =>
      chat.call(
        operation('listMuted', 'GET', id, ['mute'], ({ data }) =>
          readList(data, 'data').map((entry) => {
            const { user, expire } = readFields(entry, 'data', { user: 'string', expire: 'number' });
            return { userId: user, expiresAt: expire / 1000 };
          }),
        ),
        options,
      ),
    muteAll: async (id, options) =>
      chat.call(operation('muteAll', 'POST', id, ['ban'], expectData('mute', true)), options),
    unmuteAll: async (id, options) =>
      chat.call(operation('unmuteAll', 'DELETE', id, ['ban'], expectData('mute', false)), options),
    block: async (id, userIds, options) =>
      actInBatches(`${kind.name}.block`, requireUserIds(userIds), MAX_USERS, (usernames) =>
        chat.call(operation('block', 'POST', id, ['blocks', 'users'], readDone, { body: { usernames } }), options),
      ),
    unblock: async (id, userIds, options) =>
      actInBatches(`${kind.name}.unblock`, requireUserIds(userIds), MAX_USERS, (batch) =>
        chat.call(operation('unblock', 'DELETE', id, ['blocks', 'users', batch.join()], readDone), options),
      ),
    listBlocked: (id, options) =>
      listWith(
        chat,
        (pageSize = kind.maxBlockedPage, cursor) => {
          const { maxBlockedPage } = kind;
          const query =
            maxBlockedPage === undefined
              ? {}
              : { pageSize: requireInteger(pageSize, 1, maxBlockedPage, 'pageSize'), cursor };
          return operation('listBlocked', 'GET', id, ['blocks', 'users'], readUserIds, { query });
        },
        options,
      ),
  };
}

/** A page of user IDs, with its cursor. */
export function readUserIds(answer: Json, context: AnswerContext): ReturnType<typeof readPage<string>> {
  const read = (entry: unknown) => {
    if (typeof entry !== 'string') throw new InvalidAnswer('data');
    return entry;
  };
  return readPage(readList(answer.data, 'data'), readCursor(answer), read, context);
}

/** A member as the API writes it: `{ "owner": "alice" }` or `{ "member": "bob" }`. */
export function readMember(entry: unknown): ChatMember {
  const { owner, member } = readFields(entry, 'data', { owner: 'string?', member: 'string?' });
  if (owner !== undefined) return { userId: owner, role: 'owner' };
  if (member !== undefined) return { userId: member, role: 'member' };
  throw new InvalidAnswer('member');
}

/** Requires a field of `data` to have the value that confirms the operation. */
export function expectData(field: string, value: unknown): (answer: Json) => void {
  return ({ data }) => {
    if (readObject(data, 'data')[field] !== value) throw new InvalidAnswer(field);
  };
}

/** The response to an update has `true` for each field that was changed. */
export function expectNoFailure({ data }: Json): void {
  for (const [field, value] of Object.entries(readObject(data, 'data'))) {
    if (value === false) throw new InvalidAnswer(field, `'${field}' was not changed`);
  }
}

function readSuccess({ data }: Json): void {
  const { result } = readObject(data, 'data');
  if (result !== 'success' && result !== true) throw new InvalidAnswer('result');
}

function readAdded({ data }: Json): ById<true> {
  const { newmembers } = readObject(data, 'data');
  return new Map(readStrings(newmembers, 'newmembers').map((userId) => [userId, true]));
}

/** One entry per user; for a single user the API returns an object instead of a list. */
function readEntries<Result>(
  { data }: Json,
  { refused }: AnswerContext,
  readResult: (entry: unknown) => Result,
): ById<Result> {
  const outcomes = new Map<string, Result | ChatRestError>();
  for (const entry of [data].flat()) {
    const { user, result, reason } = readFields(entry, 'data', {
      user: 'string',
      result: 'boolean',
      reason: 'string?',
    });
    outcomes.set(user, result ? readResult(entry) : refused(reason));
  }
  return outcomes;
}

const readDone = (answer: Json, context: AnswerContext) => readEntries<true>(answer, context, () => true);

const readMuted = (answer: Json, context: AnswerContext) =>
  readEntries(answer, context, (entry) => readFields(entry, 'data', { expire: 'number' }).expire / 1000);
