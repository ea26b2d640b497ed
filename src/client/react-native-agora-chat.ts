/**
 * The adapter for Agora's React Native SDK, npm `react-native-agora-chat`. It declares the part of the client that it
 * uses and imports nothing from the SDK. Undocumented behaviour was observed with 1.3.5.
 */
import { optionNames, requireOptions, requireString } from '../checks.ts';
import { type ChatAdapter, type ChatAdapterEvent, translate } from './adapter.ts';
import { ChatSessionError, type ChatSessionErrorCode } from './errors.ts';

/** The part of a `ChatClient` that the adapter uses. */
export interface ReactNativeChatClient {
  loginWithToken(userId: string, token: string): Promise<unknown>;
  renewAgoraToken(token: string): Promise<unknown>;
  logout(unbindDeviceToken?: boolean): Promise<unknown>;
  addConnectionListener(listener: ReactNativeConnectionListener): void;
  removeConnectionListener(listener: ReactNativeConnectionListener): void;
}

/** The events of the SDK that the adapter listens for. */
export interface ReactNativeConnectionListener {
  onConnected?(): void;
  onDisconnected?(): void;
  onTokenWillExpire?(): void;
  onTokenDidExpire?(): void;
  onUserAuthenticationFailed?(): void;
  onUserDidLoginFromOtherDevice?(deviceName?: string): void;
  onUserDidRemoveFromServer?(): void;
  onUserDidChangePassword?(): void;
  onUserDidLoginTooManyDevice?(): void;
  onUserKickedByOtherDevice?(): void;
  onUserDidForbidByServer?(): void;
  onAppActiveNumberReachLimit?(): void;
}

/** A user is already logged in: by the SDK's own `autoLogin`, or by other code of the app. */
const ALREADY_LOGGED_IN = 200;

/** The native error codes that the session acts on; after any other it tries again. */
const codes: Readonly<Record<number, ChatSessionErrorCode>> = {
  8: 'ERR_FORBIDDEN', // active users over the app's limit
  104: 'ERR_TOKEN_REFUSED',
  108: 'ERR_TOKEN_EXPIRED',
  201: 'ERR_DISCONNECTED', // not logged in (any more)
  202: 'ERR_TOKEN_REFUSED', // authentication failed
  204: 'ERR_NO_SUCH_USER',
  206: 'ERR_KICKED', // login on another device
  207: 'ERR_KICKED', // removed
  214: 'ERR_KICKED', // too many devices
  216: 'ERR_KICKED', // password changed
  217: 'ERR_KICKED', // by another device
  305: 'ERR_FORBIDDEN', // banned
};

/** An event that is not an error. */
type Notice = Exclude<ChatAdapterEvent, ChatSessionError>;

/** What each event means for the session. */
const events: Readonly<Record<keyof ReactNativeConnectionListener, ChatSessionErrorCode | Notice>> = {
  onConnected: 'connected',
  // The SDK keeps trying to reconnect by itself.
  onDisconnected: 'reconnecting',
  onTokenWillExpire: 'will-expire',
  onTokenDidExpire: 'ERR_TOKEN_EXPIRED',
  onUserAuthenticationFailed: 'ERR_TOKEN_REFUSED',
  onUserDidLoginFromOtherDevice: 'ERR_KICKED',
  onUserDidRemoveFromServer: 'ERR_KICKED',
  onUserDidLoginTooManyDevice: 'ERR_KICKED',
  onUserDidChangePassword: 'ERR_KICKED',
  onUserKickedByOtherDevice: 'ERR_KICKED',
  onUserDidForbidByServer: 'ERR_FORBIDDEN',
  onAppActiveNumberReachLimit: 'ERR_FORBIDDEN',
};

/** Options of {@link reactNativeAgoraChat}. */
export interface ReactNativeAgoraChatOptions {
  /**
   * `Platform.OS`. On iOS the SDK's renewal resolves but does nothing, so the session logs in again instead, with a token
   * that it fetched beforehand.
   */
  readonly os: string;
}

const optionsOf = /* @__PURE__ */ optionNames(['os']);

/**
 * Wraps the client of npm `react-native-agora-chat` for `createChatSession`. Initialise it with `autoLogin: false`, since the
 * session logs in.
 *
 * @param client - Returned by `ChatClient.getInstance()`.
 * @param options - The platform that it runs on.
 */
export function reactNativeAgoraChat(client: ReactNativeChatClient, options: ReactNativeAgoraChatOptions): ChatAdapter {
  requireOptions(options, optionsOf);
  const isIos = requireString(options.os, 'os') === 'ios';

  async function logIn(userId: string, token: string): Promise<void> {
    try {
      await client.loginWithToken(userId, token);
    } catch (thrown) {
      if (codeOf(thrown) !== ALREADY_LOGGED_IN) throw thrown;
      // The SDK does not say who is logged in, or with which token.
      await client.logout(false);
      await client.loginWithToken(userId, token);
    }
  }

  return {
    connection: client,
    login: (userId, token) => translate(logIn(userId, token), toError),
    ...(!isIos && { renew: (token: string) => translate(client.renewAgoraToken(token), toError) }),
    async logout(intent) {
      // Stop push notifications for a user who leaves. That fails without a network: log out without it then.
      const unbind = intent === 'done';
      await client.logout(unbind).catch(() => (unbind ? client.logout(false) : undefined));
    },
    listen(listener) {
      const handler: ReactNativeConnectionListener = {};
      for (const [name, event] of Object.entries(events)) {
        handler[name as keyof typeof events] = (deviceName?: unknown) =>
          listener(isCode(event) ? new ChatSessionError(event, { cause: { event: name, deviceName } }) : event);
      }
      client.addConnectionListener(handler);
      return () => client.removeConnectionListener(handler);
    },
  };
}

function isCode(event: ChatSessionErrorCode | Notice): event is ChatSessionErrorCode {
  return event.startsWith('ERR_');
}

function codeOf(thrown: unknown): number {
  // The SDK's ChatError is not an Error.
  return (Object(thrown) as { code: number }).code;
}

function toError(thrown: unknown): ChatSessionError | undefined {
  const code = codes[codeOf(thrown)];
  return code && new ChatSessionError(code, { cause: thrown });
}
