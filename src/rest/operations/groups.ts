/** Chat groups ("Create, delete, and retrieve chat groups" and the pages on their members). */
import { optionNames, requireInteger, requireOptions, typeError } from '../../checks.ts';
import { readFields, readList, readNumber, readObject, withoutAbsent } from '../answer.ts';
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

/** What can be changed about a group. */
export interface ChatGroupChanges {
  /** At most 128 characters. */
  readonly name?: string;
  /** At most 512 characters. */
  readonly description?: string;
  /** The URL of a picture, at most 1,024 characters. */
  readonly avatar?: string;
  /** Whether users can find the group and ask to join. */
  readonly isPublic?: boolean;
  /** Members including the owner. Default: 200; the maximum depends on the plan. */
  readonly maxMembers?: number;
  /** Whether members may invite others. */
  readonly allowsInvites?: boolean;
  /** Whether the owner or an admin must approve users who ask to join. */
  readonly needsApproval?: boolean;
  /** Whether users must accept an invitation. */
  readonly needsConfirmation?: boolean;
  /** Custom data of the app. */
  readonly custom?: string;
}

/** A group to be created. */
export interface NewChatGroup extends ChatGroupChanges {
  /** The owner. */
  readonly owner: string;
  /** Members apart from the owner. */
  readonly members?: readonly string[];
}

/** A group, as returned by `get`. Fields that the API omits are absent. */
export interface ChatGroup {
  readonly groupId: string;
  readonly name: string;
  readonly description?: string;
  readonly avatar?: string;
  readonly owner?: string;
  readonly isPublic?: boolean;
  readonly maxMembers?: number;
  readonly allowsInvites?: boolean;
  readonly needsApproval?: boolean;
  readonly custom?: string;
  /** Whether all members are muted. */
  readonly isMuted?: boolean;
  /** Whether the group is disabled: no one can send or receive messages in it. */
  readonly isDisabled?: boolean;
  /** Unix seconds, with fractions. */
  readonly createdAt?: number;
  /** Including the owner. */
  readonly memberCount: number;
  readonly members: readonly ChatMember[];
}

/** A group in the listing of all groups. */
export interface ChatGroupSummary {
  readonly groupId: string;
  readonly name: string;
  readonly memberCount: number;
  /** Unix seconds, with fractions. */
  readonly modifiedAt: number;
}

/** A group in the listing of a user's groups. */
export interface JoinedChatGroup {
  readonly groupId: string;
  readonly name: string;
}

/** Manages groups. The IDs of the methods of {@link ChatMembers} are group IDs. */
export interface ChatGroups extends ChatMembers {
  /** "Creating a group". Resolves with its ID. */
  create(group: NewChatGroup, options?: CallOptions): Promise<string>;
  /** "Retrieving group details", with up to 10,000 members. */
  get(groupId: string, options?: CallOptions): Promise<ChatGroup>;
  /** "Retrieving all chat groups", newest first. */
  list(options?: ListOptions): ChatListing<ChatGroupSummary>;
  /** "Retrieving all the chat groups a user joins". */
  listJoined(userId: string, options?: ListOptions): ChatListing<JoinedChatGroup>;
  /** "Modifying group information". */
  update(groupId: string, changes: ChatGroupChanges, options?: CallOptions): Promise<void>;
  /** "Transferring group ownership": to another member. */
  transfer(groupId: string, newOwner: string, options?: CallOptions): Promise<void>;
  /** "Deleting a chat group", with its threads. */
  delete(groupId: string, options?: CallOptions): Promise<void>;
  /** "Banning a chat group": no one can send or receive messages in it. */
  disable(groupId: string, options?: CallOptions): Promise<void>;
  /** "Unbanning a chat group". */
  enable(groupId: string, options?: CallOptions): Promise<void>;
}

const MAX_PAGE = 1000;
const MAX_JOINED_PAGE = 20;

const kind: MembersOf = {
  name: 'chatGroups',
  path: 'chatgroups',
  idField: 'groupId',
  maxRemoved: 60,
  maxPage: 100,
  maxBlockedPage: 50,
};

/**
 * Manages groups with a client.
 *
 * @example
 * ```ts
 * const groups = chatGroups(chat);
 * const groupId = await groups.create({ owner: 'alice', name: 'Tea', members: ['bob'] });
 * await groups.mute(groupId, ['bob'], 3600);
 * ```
 */
export function chatGroups(chat: ChatCaller): ChatGroups {
  const onGroup = operationOn(kind);
  return {
    ...membersOf(chat, kind),
    create: async (group, options) =>
      chat.call(
        {
          name: 'chatGroups.create',
          method: 'POST',
          path: '/chatgroups',
          body: toApiGroup(group),
          read: ({ data }) => readFields(data, 'data', { groupid: 'string' }).groupid,
          once: true,
        },
        options,
      ),
    get: async (groupId, options) =>
      chat.call(
        onGroup('get', 'GET', groupId, [], ({ data }) => readGroup(readList(data, 'data')[0])),
        options,
      ),
    list: (options) =>
      listWith(
        chat,
        (pageSize = MAX_PAGE, cursor) => ({
          name: 'chatGroups.list',
          method: 'GET',
          path: '/chatgroups',
          query: { limit: requireInteger(pageSize, 1, MAX_PAGE, 'pageSize'), cursor },
          read: (answer, context) => readPage(readList(answer.data, 'data'), readCursor(answer), readSummary, context),
        }),
        options,
      ),
    listJoined: (userId, options) =>
      listByNumber(
        chat,
        {
          maxPageSize: MAX_JOINED_PAGE,
          operation: (pagenum, pagesize, read) => ({
            name: 'chatGroups.listJoined',
            method: 'GET',
            path: pathOf('users', requireUserId(userId), 'joined_chatgroups'),
            query: { pagesize, pagenum },
            read,
          }),
          readEntries: ({ data }) => readList(data, 'data'),
          readItem: readJoined,
        },
        options,
      ),
    update: async (groupId, changes, options) => {
      const body = toApiChanges(requireOptions(changes, changeNames(), 'changes'));
      return chat.call(onGroup('update', 'PUT', groupId, [], expectNoFailure, { body }), options);
    },
    transfer: async (groupId, newOwner, options) => {
      const body = { newowner: requireUserId(newOwner, 'newOwner') };
      return chat.call(
        onGroup('transfer', 'PUT', groupId, [], expectData('newowner', true), { body, once: true }),
        options,
      );
    },
    delete: async (groupId, options) =>
      chat.call(onGroup('delete', 'DELETE', groupId, [], expectData('success', true)), options),
    disable: async (groupId, options) =>
      chat.call(onGroup('disable', 'POST', groupId, ['disable'], expectData('disabled', true)), options),
    enable: async (groupId, options) =>
      chat.call(onGroup('enable', 'POST', groupId, ['enable'], expectData('disabled', false)), options),
  };
}

/** Each field that can be changed: its name in the API and its type. */
const changeable = {
  name: ['groupname', 'string'],
  description: ['description', 'string'],
  avatar: ['avatar', 'string'],
  isPublic: ['public', 'boolean'],
  maxMembers: ['maxusers', 'number'],
  allowsInvites: ['allowinvites', 'boolean'],
  needsApproval: ['membersonly', 'boolean'],
  needsConfirmation: ['invite_need_confirm', 'boolean'],
  custom: ['custom', 'string'],
} as const;
// Functions, because bundlers do not drop an unused top-level call with a spread argument.
const changeNames = () => optionNames(Object.keys(changeable));
const groupNames = () => optionNames(['owner', 'members', ...Object.keys(changeable)]);

function toApiChanges(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [field, [apiName, type]] of Object.entries(changeable)) {
    const value = changes[field];
    if (value === undefined) continue;
    if (typeof value !== type) throw typeError(field, `a ${type}`, value);
    body[apiName] = type === 'number' ? requireInteger(value, 1, 1_000_000, field) : value;
  }
  return body;
}

function toApiGroup(group: unknown): Record<string, unknown> {
  const { owner, members, ...changes } = requireOptions(group, groupNames(), 'group');
  return {
    ...toApiChanges(changes),
    owner: requireUserId(owner, 'owner'),
    ...(members !== undefined && { members: requireUserIds(members, 'members') }),
  };
}

function readGroup(value: unknown): ChatGroup {
  const group = readFields(value, 'data', {
    id: 'string',
    name: 'string',
    description: 'string?',
    avatar: 'string?',
    owner: 'string?',
    public: 'boolean?',
    maxusers: 'number?',
    allowinvites: 'boolean?',
    membersonly: 'boolean?',
    custom: 'string?',
    mute: 'boolean?',
    disabled: 'boolean?',
    created: 'number?',
    affiliations_count: 'number',
  });
  const members = readList(readObject(value, 'data').affiliations, 'affiliations').map(readMember);
  const owner = group.owner ?? members.find(({ role }) => role === 'owner')?.userId;
  return withoutAbsent({
    groupId: group.id,
    name: group.name,
    description: group.description,
    avatar: group.avatar,
    owner,
    isPublic: group.public,
    maxMembers: group.maxusers,
    allowsInvites: group.allowinvites,
    needsApproval: group.membersonly,
    custom: group.custom,
    isMuted: group.mute,
    isDisabled: group.disabled,
    createdAt: group.created === undefined ? undefined : group.created / 1000,
    memberCount: group.affiliations_count,
    members,
  }) as unknown as ChatGroup;
}

function readSummary(entry: unknown): ChatGroupSummary {
  const { groupid, groupname, affiliations } = readFields(entry, 'data', {
    groupid: 'string',
    groupname: 'string',
    affiliations: 'number',
  });
  const modifiedAt = readNumber(readObject(entry, 'data').lastModified, 'lastModified') / 1000;
  return { groupId: groupid, name: groupname, memberCount: affiliations, modifiedAt };
}

function readJoined(entry: unknown): JoinedChatGroup {
  const { groupid, groupname } = readFields(entry, 'data', { groupid: 'string', groupname: 'string' });
  return { groupId: groupid, name: groupname };
}
