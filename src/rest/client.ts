/** The client for the Chat RESTful API: user management, and `call` for everything else. */
import { fieldError, optionNames, requireOptions, typeError } from '../checks.ts';
import { isJson, type Json } from './answer.ts';
import { isChatRestError } from './errors.ts';
import { type ChatFailure, type ChatListing, inBatches, type ListOptions, listWith } from './lists.ts';
import {
  type CallOptions,
  type ChatCaller,
  type ChatOperation,
  type HttpMethod,
  type Query,
  requirePath,
  requireUserIds,
} from './operation.ts';
import type { ChatUser, ChatUserStatus, NewChatUser } from './operations/users.ts';
import * as users from './operations/users.ts';
import type { ChatRestClientOptions } from './options.ts';
import { createTransport } from './transport.ts';

/** Options of `createUser`. */
export interface CreateOptions extends CallOptions {
  /**
   * What to do if the user already exists. `fail` (default) rejects. `accept` resolves with that user, unchanged, and
   * makes the call safe to retry if it is unknown whether the first attempt succeeded.
   */
  readonly ifExists?: 'fail' | 'accept';
}

/** The result of `createUsers`; each user is in one of the two lists. */
export interface CreateUsersResult {
  /** New users. */
  readonly created: readonly ChatUser[];
  /** With `ERR_USER_EXISTS` for users that already existed. */
  readonly failed: readonly ChatFailure[];
}

/** The result of `getStatuses`; each user is in one of the two. */
export interface StatusesResult {
  /** By user ID. The API reports users that do not exist as `offline`. */
  readonly statuses: ReadonlyMap<string, ChatUserStatus>;
  /** Users whose status is unknown. */
  readonly failed: readonly ChatFailure[];
}

/** Options of `request`. */
export interface RequestOptions extends CallOptions {
  /** Encoded and added to the URL; `undefined` values are omitted. */
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether the request is safe to retry if it is unknown whether the first attempt succeeded. Default: only a `GET`.
   */
  readonly repeatable?: boolean | undefined;
}

/**
 * Calls the Chat RESTful API. Every method rejects with a `ChatRestError`, with the reason of the given
 * signal, or with a `TokenError` (`ERR_INPUT`) if an argument is invalid, in which case nothing was sent.
 */
export interface ChatRestClient extends ChatCaller {
  /** Creates a user. Rejects with `ERR_USER_EXISTS` if the ID is taken, unless `ifExists` is `accept`. */
  createUser(user: NewChatUser, options?: CreateOptions): Promise<ChatUser>;
  /**
   * Creates any number of users, 60 per request. Resolves with the result for each if at least one request succeeded;
   * rejects if the first one failed.
   */
  createUsers(users: readonly NewChatUser[], options?: CallOptions): Promise<CreateUsersResult>;
  /** Gets a user; `ERR_NOT_FOUND` if there is none. */
  getUser(userId: string, options?: CallOptions): Promise<ChatUser>;
  /** All users, oldest first: `for await (const user of client.listUsers())`. */
  listUsers(options?: ListOptions): ChatListing<ChatUser>;
  /** Deletes a user, and the groups and chat rooms that the user owns. */
  deleteUser(userId: string, options?: CallOptions): Promise<void>;
  /** Sets the user's password, in apps whose users log in with one. */
  setPassword(userId: string, password: string, options?: CallOptions): Promise<void>;
  /** Logs the user out everywhere and refuses logins as this user until `activate`. */
  deactivate(userId: string, options?: CallOptions): Promise<void>;
  /** Lets a deactivated user log in again. */
  activate(userId: string, options?: CallOptions): Promise<void>;
  /** Logs the user out everywhere. A user whose token is still valid can log in again immediately. */
  disconnect(userId: string, options?: CallOptions): Promise<void>;
  /** Whether a user is connected now. */
  getStatus(userId: string, options?: CallOptions): Promise<ChatUserStatus>;
  /** Gets the status of any number of users, 100 per request. Batches work as in `createUsers`. */
  getStatuses(userIds: readonly string[], options?: CallOptions): Promise<StatusesResult>;
  /**
   * Calls any other operation, with the same app token, retries and errors. All such calls share a limit of 100 per
   * second. The path is relative to the app, as in the API's documentation; encode its segments.
   *
   * @example
   * ```ts
   * const { data } = await chat.request('GET', '/users/alice/contacts/users');
   * ```
   */
  request(method: HttpMethod, path: string, options?: RequestOptions): Promise<Json>;
}

/**
 * Creates a client for one Chat app. It mints an app token for the first call, caches it, and replaces it before it
 * expires or when the API refuses it.
 *
 * @throws TokenError `ERR_INPUT` if an option is invalid or does not exist.
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
  const { call, stream } = createTransport(options);

  const method =
    <Output>(operation: (userId: string) => ChatOperation<Output>) =>
    async (userId: string, callOptions?: CallOptions) =>
      call(operation(userId), callOptions);

  const getUser = method(users.getUser);

  return {
    call,
    stream,
    async createUser(user, createOptions = {}) {
      requireOptions(createOptions, createOptionNames);
      const { ifExists = 'fail', ...callOptions } = createOptions;
      if (ifExists !== 'fail' && ifExists !== 'accept')
        throw fieldError('ERR_INPUT', 'ifExists', "must be 'fail' or 'accept'");
      try {
        return await call(users.createUser(user, ifExists === 'fail'), callOptions);
      } catch (error) {
        const exists = isChatRestError(error) && error.code === 'ERR_USER_EXISTS';
        if (exists && ifExists === 'accept') return getUser(user.userId, callOptions);
        throw error;
      }
    },
    async createUsers(newUsers, callOptions) {
      // Checks all users before the first request.
      users.createUsers(newUsers);
      const { results, failed } = await inBatches(
        'createUsers',
        newUsers,
        users.MAX_CREATED,
        ({ userId }) => userId,
        (batch) => call(users.createUsers(batch), callOptions),
      );
      return { created: [...results.values()], failed };
    },
    getUser,
    listUsers: (listOptions) => listWith({ call }, users.listUsers, listOptions),
    deleteUser: method(users.deleteUser),
    setPassword: async (userId, password, callOptions) => call(users.setPassword(userId, password), callOptions),
    deactivate: method(users.deactivate),
    activate: method(users.activate),
    disconnect: method(users.disconnect),
    getStatus: method(users.getStatus),
    async getStatuses(userIds, callOptions) {
      const { results, failed } = await inBatches(
        'getStatuses',
        requireUserIds(userIds),
        users.MAX_READ,
        String,
        (batch) => call(users.getStatuses(batch), callOptions),
      );
      return { statuses: results, failed };
    },
    async request(httpMethod, path, requestOptions = {}) {
      requireOptions(requestOptions, requestOptionNames);
      const { query, body, repeatable = httpMethod === 'GET', ...callOptions } = requestOptions;
      if (!methods.has(httpMethod))
        throw fieldError('ERR_INPUT', 'method', `must be one of ${[...methods].join(', ')}`);
      if (query !== undefined && !isJson(query)) throw typeError('query', 'an object', query);
      return call(
        {
          name: `${httpMethod} ${requirePath(path)}`,
          method: httpMethod,
          path,
          body,
          read: (answer) => answer,
          limit: { calls: 100, key: 'request' },
          once: !repeatable,
          ...(query !== undefined && { query }),
        },
        callOptions,
      );
    },
  };
}

const methods: ReadonlySet<unknown> = new Set(['GET', 'POST', 'PUT', 'DELETE']);
const createOptionNames = /* @__PURE__ */ optionNames(['ifExists', 'signal']);
const requestOptionNames = /* @__PURE__ */ optionNames(['query', 'body', 'repeatable', 'signal']);
