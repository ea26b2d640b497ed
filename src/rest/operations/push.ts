/** Users' push notification settings ("Configure push notifications"). */
import { fieldError, optionNames, requireInteger, requireOptions, requireString } from '../../checks.ts';
import { type Json, readFields } from '../answer.ts';
import {
  type CallOptions,
  type ChatCaller,
  type ChatOperation,
  nothing,
  pathOf,
  requireId,
  requireUserId,
} from '../operation.ts';

/** A conversation with a user or in a group. */
export type ChatConversation = { readonly userId: string } | { readonly groupId: string };

/** Which messages are pushed: all, mentions only or none; `default` in a conversation is the setting of the whole app. */
export type ChatPushMode = 'default' | 'all' | 'mentions' | 'none';

/** Push settings of a user, for the whole app or for one conversation. */
export interface ChatPushSettings {
  readonly mode?: ChatPushMode;
  /** A daily time without notifications, such as `22:00-07:00`; only for the whole app. An empty string removes it. */
  readonly quietHours?: string;
}

/** Changes to push settings. */
export interface ChatPushChanges extends ChatPushSettings {
  /** Seconds from now without notifications: 0 to 604,800, seven days. */
  readonly quietFor?: number;
}

/** Push settings, as returned by `get`. */
export interface CurrentChatPushSettings extends ChatPushSettings {
  /** No notifications until this Unix time in seconds; absent if none is set. */
  readonly quietUntil?: number;
}

/** Options of the settings. */
export interface PushOptions extends CallOptions {
  /** The conversation that the settings are for. Default: the whole app. */
  readonly conversation?: ChatConversation;
}

/** Manages push settings. */
export interface ChatPush {
  /** "Set the display name in push notifications": at most 100 characters. */
  setNickname(userId: string, nickname: string, options?: CallOptions): Promise<void>;
  /** "Set the display style in push notifications": whether they show sender and content. */
  setDisplayStyle(userId: string, style: 'notice' | 'content', options?: CallOptions): Promise<void>;
  /** "Set up push notifications". */
  set(userId: string, changes: ChatPushChanges, options?: PushOptions): Promise<void>;
  /** "Retrieve the settings of push notifications". */
  get(userId: string, options?: PushOptions): Promise<CurrentChatPushSettings>;
  /** "Set the preferred language of push notifications": a code such as `EN`, or an empty string for none. */
  setLanguage(userId: string, language: string, options?: CallOptions): Promise<void>;
  /** "Retrieve the preferred language of push notifications"; empty if none is set. */
  getLanguage(userId: string, options?: CallOptions): Promise<string>;
}

const modes = { default: 'DEFAULT', all: 'ALL', mentions: 'AT', none: 'NONE' } as const;
const MAX_QUIET = 604_800;
const MAX_NICKNAME = 100;

/** Name and style share one limit. */
const DISPLAY_LIMIT = { calls: 100, key: 'chatPush.display' } as const;

/**
 * Manages push settings with a client.
 *
 * @example
 * ```ts
 * await chatPush(chat).set('alice', { mode: 'mentions', quietHours: '22:00-07:00' });
 * ```
 */
export function chatPush(chat: ChatCaller): ChatPush {
  const onUser = <Output>(
    name: string,
    method: ChatOperation<Output>['method'],
    userId: string,
    segments: readonly string[],
    read: (answer: Json) => Output,
    more: Partial<ChatOperation<Output>> = {},
  ): ChatOperation<Output> => {
    const path = pathOf('users', requireUserId(userId), ...segments);
    return { name: `chatPush.${name}`, method, path, read, ...more };
  };

  return {
    setNickname: async (userId, nickname, options) => {
      if (requireString(nickname, 'nickname').length > MAX_NICKNAME) {
        throw fieldError('ERR_INPUT', 'nickname', `must have at most ${MAX_NICKNAME} characters`);
      }
      return chat.call(
        onUser('setNickname', 'PUT', userId, [], nothing, { body: { nickname }, limit: DISPLAY_LIMIT }),
        options,
      );
    },
    setDisplayStyle: async (userId, style, options) => {
      if (style !== 'notice' && style !== 'content') {
        throw fieldError('ERR_INPUT', 'style', "must be 'notice' or 'content'");
      }
      const body = { notification_display_style: style === 'content' ? 1 : 0 };
      return chat.call(onUser('setDisplayStyle', 'PUT', userId, [], nothing, { body, limit: DISPLAY_LIMIT }), options);
    },
    set: async (userId, changes, options = {}) => {
      requireOptions(options, pushOptionNames);
      const body = toApiSettings(requireOptions(changes, changeNames, 'changes') as ChatPushChanges);
      const segments = segmentsOf(userId, options.conversation);
      return chat.call(onUser('set', 'PUT', userId, segments, nothing, { body }), { signal: options.signal });
    },
    get: async (userId, options = {}) => {
      requireOptions(options, pushOptionNames);
      const segments = segmentsOf(userId, options.conversation);
      return chat.call(onUser('get', 'GET', userId, segments, readSettings), { signal: options.signal });
    },
    setLanguage: async (userId, language, options) => {
      const body = { translationLanguage: requireString(language, 'language') };
      return chat.call(onUser('setLanguage', 'PUT', userId, ['notification', 'language'], nothing, { body }), options);
    },
    getLanguage: async (userId, options) =>
      chat.call(
        onUser(
          'getLanguage',
          'GET',
          userId,
          ['notification', 'language'],
          ({ data }) => readFields(data, 'data', { language: 'string?' }).language ?? '',
        ),
        options,
      ),
  };
}

const pushOptionNames = /* @__PURE__ */ optionNames(['conversation', 'signal']);
const changeNames = /* @__PURE__ */ optionNames(['mode', 'quietHours', 'quietFor']);

/** The API stores the settings of the whole app under the user's conversation with the same user. */
function segmentsOf(userId: string, conversation: ChatConversation = { userId }): readonly string[] {
  if ('groupId' in conversation) {
    return ['notification', 'chatgroup', requireId(conversation.groupId, 'conversation.groupId')];
  }
  return ['notification', 'user', requireUserId(conversation.userId, 'conversation.userId')];
}

function toApiSettings({ mode, quietHours, quietFor }: ChatPushChanges): object {
  if (mode !== undefined && !Object.hasOwn(modes, mode)) {
    throw fieldError('ERR_INPUT', 'mode', `must be one of ${Object.keys(modes).join(', ')}`);
  }
  if (
    quietHours !== undefined &&
    !/^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$/.test(requireString(quietHours, 'quietHours'))
  ) {
    throw fieldError('ERR_INPUT', 'quietHours', 'must be two times of day, such as 22:00-07:00, or empty');
  }
  return {
    ...(mode !== undefined && { type: modes[mode] }),
    ...(quietHours !== undefined && { ignoreInterval: quietHours }),
    ...(quietFor !== undefined && { ignoreDuration: requireInteger(quietFor, 0, MAX_QUIET, 'quietFor') * 1000 }),
  };
}

function readSettings({ data }: Json): CurrentChatPushSettings {
  const { type, ignoreInterval, ignoreDuration } = readFields(data, 'data', {
    type: 'string?',
    ignoreInterval: 'string?',
    ignoreDuration: 'number?',
  });
  const mode = Object.entries(modes).find(([, name]) => name === type)?.[0] as ChatPushMode | undefined;
  return {
    ...(mode !== undefined && { mode }),
    ...(ignoreInterval && { quietHours: ignoreInterval }),
    // The API takes a duration and returns its end.
    ...(ignoreDuration && { quietUntil: ignoreDuration / 1000 }),
  };
}
