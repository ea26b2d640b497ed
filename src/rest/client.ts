/** The client for the Chat RESTful API: what back ends call. Each method is one operation, or several in a row. */
import { type ChatUser, type ChatUserStatus, responseError } from './answer.ts';
import { type ChatUserFailure, inBatches } from './batch.ts';
import { ChatRestError } from './errors.ts';
import type { Operation } from './operation.ts';
import type { ChatUserPage, NewChatUser } from './operations.ts';
import * as operations from './operations.ts';
import type { ChatRestClientOptions } from './options.ts';
import { type CallOptions, createTransport } from './transport.ts';

/** Options of `createUser`. */
export interface CreateOptions extends CallOptions {
  /**
   * What it means that the user exists already. `fail`, the default: an error. `accept`: the call gives that user, as
   * it is. Only then it may be carried out twice, and is repeated where nobody knows if the first try succeeded.
   */
  readonly ifExists?: 'fail' | 'accept';
}

/** Options of `listUsers`. */
export interface ListOptions extends CallOptions {
  /** Users per request: 1 to 100, the default. */
  readonly pageSize?: number;
  /** Where to begin: the `cursor` of a page. Default: at the oldest user. */
  readonly cursor?: string | undefined;
}

/** What became of the users of `createUsers`; each is in one of the two. */
export interface CreateUsersResult {
  /** Those who are new. */
  readonly created: readonly ChatUser[];
  /** With `ERR_USER_EXISTS` for those who existed already. */
  readonly failed: readonly ChatUserFailure[];
}

/** What `getStatuses` found out; each user is in one of the two. */
export interface StatusesResult {
  /** By user id. The API says `offline` for users who do not exist. */
  readonly statuses: ReadonlyMap<string, ChatUserStatus>;
  /** Those whose status could not be had. */
  readonly failed: readonly ChatUserFailure[];
}

/**
 * Calls the Chat RESTful API. Every method rejects with a `ChatRestError` (or the reason of the signal given), and
 * with a `TypeError` where an argument has the wrong JavaScript type.
 */
export interface ChatRestClient {
  /** Creates a user. Rejects with `ERR_USER_EXISTS` where there is one of that id, unless `ifExists` is `accept`. */
  createUser(user: NewChatUser, options?: CreateOptions): Promise<ChatUser>;
  /**
   * Creates any number of users, 60 in a request. Resolves with what became of each, once the API has answered at
   * least one request; rejects where it answered none.
   */
  createUsers(users: readonly NewChatUser[], options?: CallOptions): Promise<CreateUsersResult>;
  /** One user; `ERR_USER_NOT_FOUND` where there is none. */
  getUser(userId: string, options?: CallOptions): Promise<ChatUser>;
  /** All users, oldest first, page by page as they are asked for: `for await (const user of client.listUsers())`. */
  listUsers(options?: ListOptions): AsyncGenerator<ChatUser, void, undefined>;
  /** One page, for those who keep the cursor themselves. */
  listUsersPage(options?: ListOptions): Promise<ChatUserPage>;
  /** Deletes a user, and the groups and chat rooms that the user owns. */
  deleteUser(userId: string, options?: CallOptions): Promise<void>;
  /** Gives the user another password, in apps whose users log in with one. */
  setPassword(userId: string, password: string, options?: CallOptions): Promise<void>;
  /** Logs the user out everywhere and lets nobody log in as this user until `activate`. */
  deactivate(userId: string, options?: CallOptions): Promise<void>;
  /** Lets a deactivated user log in again. */
  activate(userId: string, options?: CallOptions): Promise<void>;
  /** Logs the user out everywhere. With a token that is still valid the user may log in again at once. */
  disconnect(userId: string, options?: CallOptions): Promise<void>;
  /** Whether a user is connected now. */
  getStatus(userId: string, options?: CallOptions): Promise<ChatUserStatus>;
  /** As `createUsers`, for the status of any number of users, 100 in a request. */
  getStatuses(userIds: readonly string[], options?: CallOptions): Promise<StatusesResult>;
}

/**
 * Makes a client for one Chat app. It mints its app token when the first call needs one, keeps it, and replaces it in
 * time or when the API refuses it.
 *
 * @throws TypeError where an option has the wrong JavaScript type.
 * @throws ChatRestError `ERR_INPUT` where the address or a number is wrong.
 * @throws TokenError `ERR_INPUT` where a credential is not 32 hexadecimal digits.
 * @example
 * ```ts
 * const chat = createChatRestClient({
 *   host: 'a61.chat.agora.io',
 *   orgName: '61717166',
 *   appName: '1069763',
 *   credentials: { appId: '970CA35de60c44645bbae8a215061b33', appCertificate: '5CFd2fd1755d40ecb72977518be15d3b' },
 * });
 * ```
 */
export function createChatRestClient(options: ChatRestClientOptions): ChatRestClient {
  const call = createTransport(options);

  const method =
    <Output>(operation: (userId: string) => Operation<Output>) =>
    async (userId: string, callOptions?: CallOptions) =>
      call(operation(userId), callOptions);

  const listUsersPage: ChatRestClient['listUsersPage'] = async (listOptions = {}) =>
    call(operations.listUsers(listOptions.pageSize ?? operations.MAX_READ, listOptions.cursor), listOptions);

  const getUser = method(operations.getUser);

  return {
    async createUser(user, createOptions) {
      const isAccepted = createOptions?.ifExists === 'accept';
      try {
        return await call(operations.createUser(user, !isAccepted), createOptions);
      } catch (error) {
        const exists = error instanceof ChatRestError && error.code === 'ERR_USER_EXISTS';
        if (isAccepted && exists) return getUser(user.userId, createOptions);
        throw error;
      }
    },
    async createUsers(users, callOptions) {
      // All are checked before the first is sent.
      operations.createUsers(users);
      const { results, failed } = await inBatches(
        users,
        operations.MAX_CREATED,
        ({ userId }) => userId,
        (batch) => call(operations.createUsers(batch), callOptions),
      );
      return { created: [...results.values()], failed };
    },
    getUser,
    async *listUsers(listOptions = {}) {
      let { cursor } = listOptions;
      do {
        const page = await listUsersPage({ ...listOptions, cursor });
        yield* page.users;
        if (page.cursor && page.cursor === cursor) throw responseError('cursor');
        cursor = page.cursor;
      } while (cursor);
    },
    listUsersPage,
    deleteUser: method(operations.deleteUser),
    setPassword: async (userId, password, callOptions) => call(operations.setPassword(userId, password), callOptions),
    deactivate: method(operations.deactivate),
    activate: method(operations.activate),
    disconnect: method(operations.disconnect),
    getStatus: method(operations.getStatus),
    async getStatuses(userIds, callOptions) {
      operations.getStatuses(userIds);
      const { results, failed } = await inBatches([...new Set(userIds)], operations.MAX_READ, String, (batch) =>
        call(operations.getStatuses(batch), callOptions),
      );
      return { statuses: results, failed };
    },
  };
}
