/**
 * User management ("User system registration" in the API's documentation): requests, limits, retries and responses.
 * Bulk deletion is omitted on purpose: it deletes the oldest users.
 */
import { optionNames, requireArray, requireInteger, requireOptions, requireString } from '../../checks.ts';
import { InvalidAnswer, type Json, ownField, readFields, readList, readObject } from '../answer.ts';
import type { ChatRestError } from '../errors.ts';
import { type ById, type ChatPage, readCursor, readPage } from '../lists.ts';
import { type ChatOperation, nothing, pathOf, requireUserId } from '../operation.ts';

/** A user to be created. */
export interface NewChatUser {
  /** 1 to 64 characters of `a-z 0-9 _ - .` */
  readonly userId: string;
  /** Only for apps whose users log in with a password; not needed with tokens. */
  readonly password?: string;
  /** The name in push notifications. */
  readonly nickname?: string;
}

/** A user of the Chat app. */
export interface ChatUser {
  /** The ID that the user logs in with. */
  readonly userId: string;
  /** The API's own ID of the user. */
  readonly uuid: string;
  /** The name in push notifications. */
  readonly nickname?: string;
  /** False while the user is deactivated. */
  readonly activated: boolean;
  /** Unix seconds, with fractions. */
  readonly createdAt: number;
  /** Unix seconds, with fractions. */
  readonly modifiedAt: number;
}

/** Whether a user is connected. */
export type ChatUserStatus = 'online' | 'offline';

/** Maximum users per request: to create, and to list or get the status of. */
export const MAX_CREATED = 60;
export const MAX_READ = 100;

/** "Registering a user". A retry could fail because the user exists, so it is retried only if an existing user is accepted. */
export const createUser = (user: NewChatUser, once: boolean): ChatOperation<ChatUser> => ({
  name: 'createUser',
  method: 'POST',
  path: '/users',
  body: toApiUser(user, 'user'),
  read: readFirstUser,
  once,
});

/** "Registering multiple users": users that exist are reported one by one, with status 200. */
export const createUsers = (users: readonly NewChatUser[]): ChatOperation<ById<ChatUser>> => ({
  name: 'createUsers',
  method: 'POST',
  path: '/users',
  body: requireArray(users, 'users').map((user, index) => toApiUser(user, `users[${index}]`)),
  read: (answer, { refused }) => {
    const outcomes = new Map<string, ChatUser | ChatRestError>();
    for (const entry of readList(answer.data, 'data')) {
      const { username, registerUserFailReason: reason } = readFields(entry, 'data', {
        username: 'string',
        registerUserFailReason: 'string?',
      });
      // The API returns a sentence instead of a code.
      outcomes.set(username, refused(reason, /already exists/.test(`${reason}`) ? 'ERR_USER_EXISTS' : undefined));
    }
    for (const user of readList(answer.entities, 'entities').map(readUser)) outcomes.set(user.userId, user);
    return outcomes;
  },
  once: true,
});

/** "Retrieving a user". */
export const getUser = (userId: string): ChatOperation<ChatUser> => onUser('getUser', 'GET', userId, [], readFirstUser);

/** "Retrieving multiple users", oldest first. */
export const listUsers = (pageSize: number = MAX_READ, cursor?: string): ChatOperation<ChatPage<ChatUser>> => ({
  name: 'listUsers',
  method: 'GET',
  path: '/users',
  query: {
    limit: requireInteger(pageSize, 1, MAX_READ, 'pageSize'),
    cursor: cursor === undefined ? undefined : requireString(cursor, 'cursor'),
  },
  read: (answer, context) => readPage(readList(answer.entities, 'entities'), readCursor(answer), readUser, context),
});

/** "Deleting a user". A retry may report that the user does not exist. */
export const deleteUser = (userId: string): ChatOperation<void> => onUser('deleteUser', 'DELETE', userId, [], nothing);

/** "Modifying the user password". */
export const setPassword = (userId: string, password: string): ChatOperation<void> => ({
  ...onUser('setPassword', 'PUT', userId, ['password'], nothing),
  body: { newpassword: requireString(password, 'password') },
});

/** "Banning a user". */
export const deactivate = (userId: string): ChatOperation<void> =>
  onUser('deactivate', 'POST', userId, ['deactivate'], nothing);

/** "Unbanning a user". */
export const activate = (userId: string): ChatOperation<void> =>
  onUser('activate', 'POST', userId, ['activate'], nothing);

/** "Forcing a user offline". */
export const disconnect = (userId: string): ChatOperation<void> =>
  onUser('disconnect', 'GET', userId, ['disconnect'], ({ data }) => {
    if (readObject(data, 'data').result !== true) throw new InvalidAnswer('result');
  });

/** "Querying online state". */
export const getStatus = (userId: string): ChatOperation<ChatUserStatus> =>
  onUser('getStatus', 'GET', userId, ['status'], ({ data }) => readStatus(ownField(readObject(data, 'data'), userId)));

/** "Querying the online state of multiple users": 50 calls per second. */
export const getStatuses = (userIds: readonly string[]): ChatOperation<ById<ChatUserStatus>> => ({
  name: 'getStatuses',
  method: 'POST',
  path: '/users/batch/status',
  body: { usernames: userIds },
  read: ({ data }) =>
    new Map(
      readList(data, 'data')
        .flatMap((entry) => Object.entries(readObject(entry, 'data')))
        .map(([userId, status]) => [userId, readStatus(status)]),
    ),
  limit: { calls: 50 },
});

function onUser<Output>(
  name: string,
  method: ChatOperation<Output>['method'],
  userId: string,
  segments: readonly string[],
  read: ChatOperation<Output>['read'],
): ChatOperation<Output> {
  return { name, method, path: pathOf('users', requireUserId(userId), ...segments), read };
}

const userNames = /* @__PURE__ */ optionNames(['userId', 'password', 'nickname']);

function toApiUser(user: unknown, field: string): unknown {
  const { userId, password, nickname } = requireOptions(user, userNames, field);
  return {
    username: requireUserId(userId),
    ...(password !== undefined && { password: requireString(password, 'password') }),
    ...(nickname !== undefined && { nickname: requireString(nickname, 'nickname') }),
  };
}

/** The API uses milliseconds, this library seconds. */
function readUser(value: unknown): ChatUser {
  const { username, nickname, created, modified, ...user } = readFields(value, 'entities', {
    username: 'string',
    uuid: 'string',
    nickname: 'string?',
    activated: 'boolean',
    created: 'number',
    modified: 'number',
  });
  return {
    userId: username,
    ...user,
    ...(nickname !== undefined && { nickname }),
    createdAt: created / 1000,
    modifiedAt: modified / 1000,
  };
}

function readFirstUser({ entities }: Json): ChatUser {
  return readUser(readList(entities, 'entities')[0]);
}

function readStatus(value: unknown): ChatUserStatus {
  if (value !== 'online' && value !== 'offline') throw new InvalidAnswer('data');
  return value;
}
