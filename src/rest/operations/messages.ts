/** Sending messages, and messages waiting for offline users ("Message management" in the API's documentation). */
import { fieldError, optionNames, requireInteger, requireOptions, requireRecord, requireString } from '../../checks.ts';
import { InvalidAnswer, type Json, ownField, readFields, readNumber, readObject } from '../answer.ts';
import { type ById, type ChatBatchResult, inBatches } from '../lists.ts';
import {
  type CallOptions,
  type ChatCaller,
  type ChatOperation,
  pathOf,
  requireId,
  requireIds,
  requireUserId,
  requireUserIds,
} from '../operation.ts';
import type { RateLimit } from '../pace.ts';

/** A file that was uploaded with `chatFiles`, or any other URL that the recipients can load. */
export interface ChatFileContent {
  /** The file's URL. */
  readonly url: string;
  /** The name that recipients see. */
  readonly name?: string;
  /** The `shareSecret` of an upload with restricted access. */
  readonly secret?: string;
}

/** The content of a message. */
export type ChatMessage =
  | { readonly type: 'text'; readonly text: string }
  /** A command for the app; users do not see it. */
  | { readonly type: 'command'; readonly action: string }
  /** A custom message with at most 16 fields. */
  | { readonly type: 'custom'; readonly event: string; readonly fields?: Readonly<Record<string, string>> }
  | ({ readonly type: 'file' } & ChatFileContent)
  | ({ readonly type: 'image'; readonly width?: number; readonly height?: number } & ChatFileContent)
  /** `duration` in seconds. */
  | ({ readonly type: 'voice'; readonly duration?: number } & ChatFileContent)
  /** `duration` in seconds, `size` in bytes. */
  | ({
      readonly type: 'video';
      readonly duration?: number;
      readonly size?: number;
      readonly thumbnailUrl?: string;
      readonly thumbnailSecret?: string;
    } & ChatFileContent)
  | { readonly type: 'location'; readonly latitude: string; readonly longitude: string; readonly address: string };

/** Options of every message. */
export interface SendOptions extends CallOptions {
  /** The user who sends the message. Default: `admin`. */
  readonly from?: string;
  /** Custom fields of the app. */
  readonly ext?: Json;
  /** Whether to deliver the message to online users only. Default: false. */
  readonly onlineOnly?: boolean;
  /** Whether to deliver the message to the sender's own devices too. Default: false. */
  readonly syncDevice?: boolean;
}

/** Options of a message to chat rooms. */
export interface SendToRoomsOptions extends SendOptions {
  /** Under load, messages of low priority are dropped first. Default: `normal`. */
  readonly priority?: 'high' | 'normal' | 'low';
}

/** Whether an offline message has reached its user. */
export type OfflineMessageStatus = 'delivered' | 'undelivered';

/** Sends messages and counts offline messages. */
export interface ChatMessages {
  /** "Send a one-to-one message": to any number of users, 600 per request; 6,000 users a minute. Resolves with message IDs. */
  sendToUsers(
    userIds: readonly string[],
    message: ChatMessage,
    options?: SendOptions,
  ): Promise<ChatBatchResult<string>>;
  /** "Send a group message": to any number of groups, 3 per request; 20 groups a second. Resolves with message IDs. */
  sendToGroups(
    groupIds: readonly string[],
    message: ChatMessage,
    options?: SendOptions,
  ): Promise<ChatBatchResult<string>>;
  /** "Send a chat room message": to any number of rooms, 10 per request; 100 rooms a second. Resolves with message IDs. */
  sendToRooms(
    roomIds: readonly string[],
    message: ChatMessage,
    options?: SendToRoomsOptions,
  ): Promise<ChatBatchResult<string>>;
  /** "Querying the number of offline messages". */
  offlineCount(userId: string, options?: CallOptions): Promise<number>;
  /** "Querying the delivery state of an offline message". */
  offlineStatus(userId: string, messageId: string, options?: CallOptions): Promise<OfflineMessageStatus>;
}

/** A kind of recipient: recipients per request, and per period. */
interface Target {
  readonly name: string;
  readonly path: string;
  readonly batch: number;
  readonly limit: RateLimit;
}

const toUsers: Target = {
  name: 'chatMessages.sendToUsers',
  path: '/messages/users',
  batch: 600,
  limit: { calls: 6000, seconds: 60 },
};
const toGroups: Target = {
  name: 'chatMessages.sendToGroups',
  path: '/messages/chatgroups',
  batch: 3,
  limit: { calls: 20 },
};
const toRooms: Target = {
  name: 'chatMessages.sendToRooms',
  path: '/messages/chatrooms',
  batch: 10,
  limit: { calls: 100 },
};

/**
 * Sends messages with a client.
 *
 * @example
 * ```ts
 * const { results } = await chatMessages(chat).sendToUsers(['alice'], { type: 'text', text: 'Your order is on its way.' });
 * ```
 */
export function chatMessages(chat: ChatCaller): ChatMessages {
  async function send(target: Target, to: readonly string[], message: ChatMessage, options: SendToRoomsOptions = {}) {
    requireOptions(options, target === toRooms ? roomOptionNames : sendOptionNames);
    const { signal } = options;
    const body = { ...toApiMessage(message), ...toApiOptions(options) };
    return inBatches(target.name, to, target.batch, String, (batch) =>
      chat.call(sendOperation(target, batch, body), { signal }),
    );
  }

  return {
    sendToUsers: async (userIds, message, options) => send(toUsers, requireUserIds(userIds), message, options),
    sendToGroups: async (groupIds, message, options) =>
      send(toGroups, requireIds(groupIds, 'groupIds'), message, options),
    sendToRooms: async (roomIds, message, options) => send(toRooms, requireIds(roomIds, 'roomIds'), message, options),
    offlineCount: async (userId, options) =>
      chat.call(
        {
          name: 'chatMessages.offlineCount',
          method: 'GET',
          path: pathOf('users', requireUserId(userId), 'offline_msg_count'),
          read: ({ data }) => readNumber(ownField(readObject(data, 'data'), userId), 'data'),
        },
        options,
      ),
    offlineStatus: async (userId, messageId, options) =>
      chat.call(
        {
          name: 'chatMessages.offlineStatus',
          method: 'GET',
          path: pathOf('users', requireUserId(userId), 'offline_msg_status', requireId(messageId, 'messageId')),
          read: ({ data }) => {
            const status = ownField(readObject(data, 'data'), messageId);
            if (status !== 'delivered' && status !== 'undelivered') throw new InvalidAnswer('data');
            return status;
          },
        },
        options,
      ),
  };
}

/** Each recipient counts against the limit. A retry could send the message twice. */
function sendOperation(target: Target, to: readonly string[], message: object): ChatOperation<ById<string>> {
  return {
    name: target.name,
    method: 'POST',
    path: target.path,
    body: { to, ...message },
    read: ({ data }) => {
      const ids = readObject(data, 'data');
      return new Map(Object.keys(ids).map((id) => [id, readFields(ids, 'data', { [id]: 'string' })[id] as string]));
    },
    limit: target.limit,
    cost: to.length,
    once: true,
  };
}

const sendOptionNames = /* @__PURE__ */ optionNames(['from', 'ext', 'onlineOnly', 'syncDevice', 'signal']);
const roomOptionNames = /* @__PURE__ */ optionNames(['from', 'ext', 'onlineOnly', 'syncDevice', 'priority', 'signal']);

function toApiOptions({ from, ext, onlineOnly, syncDevice, priority }: SendToRoomsOptions): object {
  if (priority !== undefined && !['high', 'normal', 'low'].includes(priority)) {
    throw fieldError('ERR_INPUT', 'priority', "must be 'high', 'normal' or 'low'");
  }
  return {
    ...(from !== undefined && { from: requireUserId(from, 'from') }),
    ...(ext !== undefined && { ext: requireRecord(ext, 'ext') }),
    ...(onlineOnly === true && { routetype: 'ROUTE_ONLINE' }),
    ...(syncDevice !== undefined && { sync_device: syncDevice === true }),
    ...(priority !== undefined && { chatroom_msg_level: priority }),
  };
}

/** For each field: its name in the API and its check. */
type Fields = Readonly<Record<string, readonly [string, (value: unknown, field: string) => unknown]>>;

const number = (value: unknown, field: string) => requireInteger(value, 0, Number.MAX_SAFE_INTEGER, field);

const fileFields: Fields = {
  url: ['url', requireString],
  name: ['filename', requireString],
  secret: ['secret', requireString],
};

/** For each type: its name in the API, its fields, and whether it also has those of a file. */
const types: Readonly<Record<string, readonly [string, Fields, 'file'?]>> = {
  text: ['txt', { text: ['msg', requireString] }],
  command: ['cmd', { action: ['action', requireString] }],
  custom: ['custom', { event: ['customEvent', requireString], fields: ['customExts', requireRecord] }],
  file: ['file', {}, 'file'],
  image: ['img', { width: ['width', number], height: ['height', number] }, 'file'],
  voice: ['audio', { duration: ['length', number] }, 'file'],
  video: [
    'video',
    {
      duration: ['length', number],
      size: ['file_length', number],
      thumbnailUrl: ['thumb', requireString],
      thumbnailSecret: ['thumb_secret', requireString],
    },
    'file',
  ],
  location: [
    'loc',
    { latitude: ['lat', requireString], longitude: ['lng', requireString], address: ['addr', requireString] },
  ],
};

/** Required fields. */
const required: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'text',
  'action',
  'event',
  'url',
  'latitude',
  'longitude',
  'address',
]);

function toApiMessage(message: ChatMessage): object {
  const type = Object.hasOwn(types, message?.type) ? types[message.type] : undefined;
  if (type === undefined) {
    throw fieldError('ERR_INPUT', 'message.type', `must be one of ${Object.keys(types).join(', ')}`);
  }
  const [name, ownFields, isFile] = type;
  const fields = isFile ? { ...fileFields, ...ownFields } : ownFields;
  const given = requireOptions(message, optionNames(['type', ...Object.keys(fields)]), 'message');
  const body: Record<string, unknown> = {};
  for (const [field, [apiName, check]] of Object.entries(fields)) {
    if (given[field] !== undefined || required.has(field)) body[apiName] = check(given[field], `message.${field}`);
  }
  const { width, height, ...rest } = body;
  const isSized = width !== undefined && height !== undefined;
  return { type: name, body: isSized ? { ...rest, size: { width, height } } : rest };
}
