/** Users' online status, per device ("Presence"). The feature must be enabled in Agora Console. */
import { optionNames, requireInteger, requireOptions, requireString } from '../../checks.ts';
import { InvalidAnswer, isJson, type Json, readFields, readList, readNumber, readObject } from '../answer.ts';
import {
  actInBatches,
  type ById,
  type ChatActionResult,
  type ChatBatchResult,
  type ChatListing,
  inBatches,
  type ListOptions,
  listByNumber,
} from '../lists.ts';
import {
  type CallOptions,
  type ChatCaller,
  type ChatOperation,
  pathOf,
  requireId,
  requireUserId,
  requireUserIds,
} from '../operation.ts';
import type { RateLimit } from '../pace.ts';

/** A user's presence. */
export interface ChatPresenceState {
  readonly userId: string;
  /** By device: 0 is offline, 1 is online, other numbers are defined by the app. */
  readonly devices: Readonly<Record<string, number>>;
  /** Custom text, such as "in a meeting". */
  readonly ext: string;
  /** When the user was last online, in Unix seconds. */
  readonly lastOnlineAt: number;
}

/** A subscription to a user's presence. */
export interface ChatPresenceSubscription {
  readonly userId: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** The presence that `set` sets. */
export interface NewChatPresence {
  /** The device's ID, such as `android_34f0bbf7-8eab-46db-b572-b56b02405690`. */
  readonly device: string;
  /** 0 is offline, 1 is online, other numbers are defined by the app. */
  readonly status: number;
  /** Custom text, at most 1,024 bytes. Default: empty. */
  readonly ext?: string;
}

/** Manages presence. */
export interface ChatPresence {
  /** "Set the presence status of a user", on one device. */
  set(userId: string, presence: NewChatPresence, options?: CallOptions): Promise<void>;
  /** "Retrieve the presence status of multiple users", as `userId` sees it: any number, 100 per request. */
  get(userId: string, userIds: readonly string[], options?: CallOptions): Promise<ChatBatchResult<ChatPresenceState>>;
  /** "Subscribe to the presence status of multiple users": any number, 100 per request, for at most 30 days. */
  subscribe(
    userId: string,
    userIds: readonly string[],
    seconds: number,
    options?: CallOptions,
  ): Promise<ChatBatchResult<ChatPresenceState>>;
  /** "Unsubscribe from the presence status of multiple users": any number, 100 per request. */
  unsubscribe(userId: string, userIds: readonly string[], options?: CallOptions): Promise<ChatActionResult>;
  /** "Retrieve the subscriptions of a user". */
  listSubscriptions(userId: string, options?: ListOptions): ChatListing<ChatPresenceSubscription>;
}

const MAX_USERS = 100;
const MAX_PAGE = 500;
const LONGEST_SUBSCRIPTION = 2_592_000;
const LIMIT: RateLimit = { calls: 50 };

/**
 * Manages presence with a client.
 *
 * @example
 * ```ts
 * const { results } = await chatPresence(chat).get('alice', ['bob', 'carol']);
 * ```
 */
export function chatPresence(chat: ChatCaller): ChatPresence {
  const onUser = <Output>(
    name: string,
    method: ChatOperation<Output>['method'],
    userId: string,
    segments: readonly string[],
    read: ChatOperation<Output>['read'],
    more: Partial<ChatOperation<Output>> = {},
  ): ChatOperation<Output> => {
    const path = pathOf('users', requireUserId(userId), 'presence', ...segments);
    return { name: `chatPresence.${name}`, method, path, read, limit: LIMIT, ...more };
  };

  return {
    set: async (userId, presence, options) => {
      const { device, status, ext = '' } = requireOptions(presence, presenceNames, 'presence');
      const segments = [requireId(device, 'device'), String(requireInteger(status, 0, 2_147_483_647, 'status'))];
      const body = { ext: requireString(ext, 'ext') };
      return chat.call(onUser('set', 'POST', userId, segments, expectOk, { body }), options);
    },
    get: async (userId, userIds, options) =>
      inBatches('chatPresence.get', requireUserIds(userIds), MAX_USERS, String, (usernames) =>
        chat.call(onUser('get', 'POST', userId, [], readStates, { body: { usernames } }), options),
      ),
    subscribe: async (userId, userIds, seconds, options) => {
      const expiry = String(requireInteger(seconds, 1, LONGEST_SUBSCRIPTION, 'seconds'));
      return inBatches('chatPresence.subscribe', requireUserIds(userIds), MAX_USERS, String, (usernames) =>
        chat.call(onUser('subscribe', 'POST', userId, [expiry], readStates, { body: { usernames } }), options),
      );
    },
    unsubscribe: async (userId, userIds, options) =>
      actInBatches('chatPresence.unsubscribe', requireUserIds(userIds), MAX_USERS, (batch) => {
        const read = (answer: Json): ById<true> => {
          expectOk(answer);
          return new Map(batch.map((id) => [id, true]));
        };
        // The documentation's table describes an object with `users`; its example sends this list.
        return chat.call(onUser('unsubscribe', 'DELETE', userId, [], read, { body: batch }), options);
      }),
    listSubscriptions: (userId, options) =>
      listByNumber(
        chat,
        {
          maxPageSize: MAX_PAGE,
          operation: (pageNum, pageSize, read) =>
            onUser('listSubscriptions', 'GET', userId, ['sublist'], read, { query: { pageNum, pageSize } }),
          readEntries: ({ result }) => readList(readObject(result, 'result').sublist, 'sublist'),
          readItem: readSubscription,
        },
        options,
      ),
  };
}

const presenceNames = /* @__PURE__ */ optionNames(['device', 'status', 'ext']);

function expectOk({ result }: Json): void {
  if (result !== 'ok') throw new InvalidAnswer('result');
}

function readStates({ result }: Json): ById<ChatPresenceState> {
  return new Map(
    readList(result, 'result').map((entry) => [readFields(entry, 'result', { uid: 'string' }).uid, readState(entry)]),
  );
}

function readState(entry: unknown): ChatPresenceState {
  const { uid, ext } = readFields(entry, 'result', { uid: 'string', ext: 'string?' });
  const { status, last_time: lastTime } = readObject(entry, 'result');
  // Here a user without a device has an empty list.
  const devices = Object.entries(isJson(status) ? status : {});
  return {
    userId: uid,
    devices: Object.fromEntries(devices.map(([device, number]) => [device, readNumber(number, 'status')])),
    ext: ext ?? '',
    lastOnlineAt: readNumber(lastTime, 'last_time'),
  };
}

function readSubscription(entry: unknown): ChatPresenceSubscription {
  const { uid } = readFields(entry, 'sublist', { uid: 'string' });
  return { userId: uid, expiresAt: readNumber(readObject(entry, 'sublist').expiry, 'expiry') };
}
