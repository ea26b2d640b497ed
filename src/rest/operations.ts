/**
 * The operations of the Chat RESTful API's user management, each defined once: how it is asked, how often, whether it
 * may be repeated, how its answer is read. Bulk deletion is left out on purpose: it deletes whoever is oldest.
 */
import {
  type ChatUser,
  type ChatUserStatus,
  readFields,
  readFirstUser,
  readList,
  readObject,
  readStatus,
  readUsers,
  responseError,
} from './answer.ts';
import type { ByUser } from './batch.ts';
import { requireInteger, requireUserId } from './checks.ts';
import { ChatRestError } from './errors.ts';
import type { Operation } from './operation.ts';

/** A user to be created. */
export interface NewChatUser {
  /** 1 to 64 of `a-z 0-9 _ - .` */
  readonly userId: string;
  /** Only for apps whose users log in with a password. With tokens none is needed. */
  readonly password?: string;
  /** What push notifications call the user. */
  readonly nickname?: string;
}

/** One page of users, oldest first. */
export interface ChatUserPage {
  /** The users of this page. */
  readonly users: readonly ChatUser[];
  /** Where the next page begins; absent on the last. */
  readonly cursor?: string;
}

/** The most users that one request may create; and those that one may list, or ask the status of. */
export const MAX_CREATED = 60;
export const MAX_READ = 100;

export const createUser = (user: NewChatUser, once: boolean): Operation<ChatUser> => ({
  name: 'createUser',
  method: 'POST',
  path: '/users',
  body: toApiUser(user),
  read: readFirstUser,
  once,
});

export const createUsers = (users: readonly NewChatUser[]): Operation<ByUser<ChatUser>> => ({
  name: 'createUsers',
  method: 'POST',
  path: '/users',
  body: users.map(toApiUser),
  read: (answer, quote) => {
    const refused = readList(answer.data, 'data').map((entry) => {
      const { username, registerUserFailReason: reason } = readFields(entry, 'data', { username: 'string' });
      // The API gives a sentence and no code.
      const code = /already exists/.test(`${reason}`) ? 'ERR_USER_EXISTS' : 'ERR_BAD_REQUEST';
      return [username, new ChatRestError(code, 'createUsers: refused', { apiDescription: quote(reason) })] as const;
    });
    const created = readUsers(answer).map((user) => [user.userId, user] as const);
    return new Map<string, ChatUser | ChatRestError>([...refused, ...created]);
  },
  once: true,
});

export const getUser = (userId: string): Operation<ChatUser> => onUser('getUser', 'GET', userId, '', readFirstUser);

export const listUsers = (limit: number, cursor: string | undefined): Operation<ChatUserPage> => ({
  name: 'listUsers',
  method: 'GET',
  path: `/users?limit=${requireInteger(limit, 1, MAX_READ, 'pageSize')}${
    cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
  }`,
  read: (answer) => ({
    users: readUsers(answer),
    ...(answer.cursor !== undefined && { cursor: readFields(answer, 'body', { cursor: 'string' }).cursor }),
  }),
});

export const deleteUser = (userId: string): Operation<void> => onUser('deleteUser', 'DELETE', userId, '', nothing);

export const setPassword = (userId: string, password: string): Operation<void> => ({
  ...onUser('setPassword', 'PUT', userId, '/password', nothing),
  body: { newpassword: password },
});

export const deactivate = (userId: string): Operation<void> =>
  onUser('deactivate', 'POST', userId, '/deactivate', nothing);

export const activate = (userId: string): Operation<void> => onUser('activate', 'POST', userId, '/activate', nothing);

export const disconnect = (userId: string): Operation<void> =>
  onUser('disconnect', 'GET', userId, '/disconnect', ({ data }) => {
    if (readObject(data, 'data').result !== true) throw responseError('result');
  });

export const getStatus = (userId: string): Operation<ChatUserStatus> =>
  onUser('getStatus', 'GET', userId, '/status', ({ data }) =>
    readStatus(new Map(Object.entries(readObject(data, 'data'))).get(userId)),
  );

export const getStatuses = (userIds: readonly string[]): Operation<ByUser<ChatUserStatus>> => ({
  name: 'getStatuses',
  method: 'POST',
  path: '/users/batch/status',
  body: { usernames: userIds.map(requireUserId) },
  read: ({ data }) =>
    new Map(
      readList(data, 'data')
        .flatMap((entry) => Object.entries(readObject(entry, 'data')))
        .map(([userId, status]) => [userId, readStatus(status)]),
    ),
  rate: 50,
});

function onUser<Output>(
  name: string,
  method: Operation<Output>['method'],
  userId: string,
  suffix: string,
  read: Operation<Output>['read'],
): Operation<Output> {
  return { name, method, path: `/users/${encodeURIComponent(requireUserId(userId))}${suffix}`, read };
}

function toApiUser({ userId, password, nickname }: NewChatUser): unknown {
  return { username: requireUserId(userId), password, nickname };
}

function nothing(): void {}
