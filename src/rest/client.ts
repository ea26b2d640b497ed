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
   * What to do if the user exists already. `fail`, the default: reject. `accept`: resolve with that user, unchanged.
   * Only then may the call be carried out twice, and is repeated if nobody knows whether the first try succeeded.
   */
  readonly ifExists?: 'fail' | 'accept';
}

/** What became of the users of `createUsers`; each is in one of the two. */
export interface CreateUsersResult {
  /** New users. */
  readonly created: readonly ChatUser[];
  /** With `ERR_USER_EXISTS` for users that existed already. */
  readonly failed: readonly ChatFailure[];
}

/** What `getStatuses` found out; each user is in one of the two. */
export interface StatusesResult {
  /** By user ID. The API says `offline` for users that do not exist. */
  readonly statuses: ReadonlyMap<string, ChatUserStatus>;
  /** Users whose status is unknown. */
  readonly failed: readonly ChatFailure[];
}

/** Options of `request`. */
export interface RequestOptions extends CallOptions {
  /** Added to the URL, encoded; `undefined` values are left out. */
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether the request may be carried out twice, and so is repeated if nobody knows whether the first try succeeded.
   * Default: only a `GET`.
   */
  readonly repeatable?: boolean | undefined;
}

/**
 * Calls the Chat RESTful API. Every method rejects with a `ChatRestError`, with the reason of the signal that was
 * passed, or with a `TokenError` (`ERR_INPUT`) if an argument is invalid; then nothing was sent.
 */
export interface ChatRestClient extends ChatCaller {
  /** Creates a user. Rejects with `ERR_USER_EXISTS` if the ID is taken, unless `ifExists` is `accept`. */
  createUser(user: NewChatUser, options?: CreateOptions): Promise<ChatUser>;
  /**
   * Creates any number of users, 60 per request. Resolves with what became of each, once the API has answered at least
   * one request; rejects if it answered none.
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
  /** Logs the user out everywhere. With a token that is still valid the user may log in again at once. */
  disconnect(userId: string, options?: CallOptions): Promise<void>;
  /** Whether a user is connected now. */
  getStatus(userId: string, options?: CallOptions): Promise<ChatUserStatus>;
  /** As `createUsers`, for the status of any number of users, 100 per request. */
  getStatuses(userIds: readonly string[], options?: CallOptions): Promise<StatusesResult>;
  /**
   * Any other operation, with the same app token, retries, rate limit and errors: 100 calls per second together. The
   * path is below the app, as in the API's documentation; encode what you put into it.
   *
   * @example
   * ```ts
   * const { data } = await chat.request('GET', '/users/alice/contacts/users');
   * ```
   */
  request(method: HttpMethod, path: string, options?: RequestOptions): Promise<Json>;
}

/**
 * Makes a client for one Chat app. It mints its app token when the first call needs one, caches it, and replaces it in
 * time or when the API refuses it.
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
      // All are checked before the first is sent.
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
