/** User attributes: the profile that other users see, such as name and picture ("User attributes management"). */
import { requireArray, requireRecord, requireString } from '../../checks.ts';
import { InvalidAnswer, ownField, readNumber, readObject } from '../answer.ts';
import { type ChatBatchResult, inBatches } from '../lists.ts';
import { type CallOptions, type ChatCaller, nothing, pathOf, requireUserId, requireUserIds } from '../operation.ts';

/**
 * A user's attributes, at most 2 KB together. The SDKs show `nickname`, `avatarurl`, `phone`, `mail`, `gender`
 * (`0`, `1`, `2`), `sign`, `birth` and `ext`; other names are defined by the app.
 */
export type ChatAttributes = Readonly<Record<string, string>>;

/** Manages user attributes. */
export interface ChatUserAttributes {
  /** "Setting user attributes": sets the given attributes and keeps all others. */
  set(userId: string, attributes: ChatAttributes, options?: CallOptions): Promise<void>;
  /** "Retrieving user attributes": all attributes of a user; none if the user does not exist. */
  get(userId: string, options?: CallOptions): Promise<ChatAttributes>;
  /** "Retrieving the user attributes of multiple users": the named attributes of any number of users, 100 per request. */
  getMany(
    userIds: readonly string[],
    names: readonly string[],
    options?: CallOptions,
  ): Promise<ChatBatchResult<ChatAttributes>>;
  /** "Deleting user attributes": all attributes of a user. */
  delete(userId: string, options?: CallOptions): Promise<void>;
  /** "Retrieving the total size of user attributes in the app", in bytes. */
  totalSize(options?: CallOptions): Promise<number>;
}

const MAX_USERS = 100;

/**
 * Manages user attributes with a client.
 *
 * @example
 * ```ts
 * await chatUserAttributes(chat).set('alice', { nickname: 'Alice', avatarurl: 'https://example.com/alice.png' });
 * ```
 */
export function chatUserAttributes(chat: ChatCaller): ChatUserAttributes {
  return {
    set: async (userId, attributes, options) =>
      chat.call(
        {
          name: 'chatUserAttributes.set',
          method: 'PUT',
          path: pathOf('metadata', 'user', requireUserId(userId)),
          form: requireAttributes(attributes),
          read: nothing,
        },
        options,
      ),
    get: async (userId, options) =>
      chat.call(
        {
          name: 'chatUserAttributes.get',
          method: 'GET',
          path: pathOf('metadata', 'user', requireUserId(userId)),
          read: ({ data }) => readAttributes(data),
        },
        options,
      ),
    getMany: async (userIds, names, options) => {
      const properties = requireArray(names, 'names').map((name, index) => requireString(name, `names[${index}]`));
      return inBatches('chatUserAttributes.getMany', requireUserIds(userIds), MAX_USERS, String, (targets) =>
        chat.call(
          {
            name: 'chatUserAttributes.getMany',
            method: 'POST',
            path: '/metadata/user/get',
            body: { targets, properties },
            // The API omits users without any of these attributes.
            read: ({ data }) => {
              const byUser = readObject(data, 'data');
              return new Map(targets.map((userId) => [userId, readAttributes(ownField(byUser, userId) ?? {})]));
            },
          },
          options,
        ),
      );
    },
    delete: async (userId, options) =>
      chat.call(
        {
          name: 'chatUserAttributes.delete',
          method: 'DELETE',
          path: pathOf('metadata', 'user', requireUserId(userId)),
          read: ({ data }) => {
            if (data !== true) throw new InvalidAnswer('data');
          },
        },
        options,
      ),
    totalSize: async (options) =>
      chat.call(
        {
          name: 'chatUserAttributes.totalSize',
          method: 'GET',
          path: '/metadata/user/capacity',
          read: ({ data }) => readNumber(data, 'data'),
        },
        options,
      ),
  };
}

function requireAttributes(value: unknown): ChatAttributes {
  const attributes = requireRecord(value, 'attributes');
  for (const [name, text] of Object.entries(attributes)) requireString(text, `attributes.${name}`);
  return attributes as ChatAttributes;
}

function readAttributes(value: unknown): ChatAttributes {
  const attributes = readObject(value, 'data');
  return Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, String(text)]));
}
