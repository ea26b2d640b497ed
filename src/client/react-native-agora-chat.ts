/**
 * The adapter for Agora's React Native SDK, npm `react-native-agora-chat`. Takes the client by its shape and imports
 * nothing of the SDK. What is not in its documentation was observed with 1.3.5; docs/client.md tells it.
 */
import { type ChatAdapter, translate } from './adapter.ts';
import { ChatSessionError, type ChatSessionErrorCode } from './errors.ts';

/** The part of a `ChatClient` that is used. */
export interface ReactNativeChatClient {
  loginWithToken(userId: string, token: string): Promise<unknown>;
  renewAgoraToken(token: string): Promise<unknown>;
  logout(unbindDeviceToken?: boolean): Promise<unknown>;
  addConnectionListener(listener: ReactNativeConnectionListener): void;
  removeConnectionListener(listener: ReactNativeConnectionListener): void;
}

/** The events of the SDK that are listened for. */
export interface ReactNativeConnectionListener {
  onTokenWillExpire?(): void;
  onTokenDidExpire?(): void;
  onUserAuthenticationFailed?(): void;
  onUserDidLoginFromOtherDevice?(): void;
  onUserDidRemoveFromServer?(): void;
  onUserDidChangePassword?(): void;
  onUserDidLoginTooManyDevice?(): void;
  onUserKickedByOtherDevice?(): void;
  onUserDidForbidByServer?(): void;
  onAppActiveNumberReachLimit?(): void;
}

/** What the native error codes mean for a session; those not listed are tried again. */
const codes: Readonly<Record<number, ChatSessionErrorCode>> = {
  8: 'ERR_FORBIDDEN', // active users over the app's limit
  104: 'ERR_TOKEN_REFUSED',
  108: 'ERR_TOKEN_EXPIRED',
  202: 'ERR_TOKEN_REFUSED', // authentication failed
  204: 'ERR_NO_SUCH_USER',
  206: 'ERR_KICKED', // login on another device
  207: 'ERR_KICKED', // removed
  214: 'ERR_KICKED', // too many devices
  216: 'ERR_KICKED', // password changed
  217: 'ERR_KICKED', // by another device
  305: 'ERR_FORBIDDEN', // banned
};

/** What the events mean. */
const events: Readonly<
  Record<Exclude<keyof ReactNativeConnectionListener, 'onTokenWillExpire'>, ChatSessionErrorCode>
> = {
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
  /** `Platform.OS`. On iOS the SDK does not carry out a renewal, but says that it has: there a new login takes its place. */
  readonly os: string;
}

/**
 * Wraps the client of npm `react-native-agora-chat` for `createChatSession`. Initialise it with `autoLogin: false`: the
 * session logs in.
 *
 * @param client - What `ChatClient.getInstance()` gives.
 * @param options - The platform that it runs on.
 */
export function reactNativeAgoraChat(client: ReactNativeChatClient, { os }: ReactNativeAgoraChatOptions): ChatAdapter {
  return {
    login: (userId, token) => translate(client.loginWithToken(userId, token), toError),
    ...(os === 'ios' ? {} : { renew: (token) => translate(client.renewAgoraToken(token), toError) }),
    async logout(intent) {
      // Push notifications stop for a user who leaves, if there is a network to say so.
      const unbind = intent === 'done';
      await client.logout(unbind).catch(() => (unbind ? client.logout(false) : undefined));
    },
    listen(listener) {
      const handler: ReactNativeConnectionListener = { onTokenWillExpire: () => listener('will-expire') };
      for (const [event, code] of Object.entries(events)) {
        handler[event as keyof typeof events] = () => listener(new ChatSessionError(code));
      }
      client.addConnectionListener(handler);
      return () => client.removeConnectionListener(handler);
    },
  };
}

function toError(thrown: unknown): ChatSessionError | undefined {
  // The SDK's ChatError is no Error.
  const code = codes[(Object(thrown) as { code: number }).code];
  return code && new ChatSessionError(code, { cause: thrown });
}
