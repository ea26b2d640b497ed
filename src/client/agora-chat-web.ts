/**
 * The adapter for Agora's web SDK, npm `agora-chat`. It declares the part of the connection that it uses and imports
 * nothing from the SDK. Undocumented behaviour was observed with 1.4.0.
 */
import { type ChatAdapter, translate } from './adapter.ts';
import { ChatSessionError, type ChatSessionErrorCode } from './errors.ts';

/** The part of an `agora-chat` connection, or of its `MiniCore`, that the adapter uses. */
export interface AgoraChatConnection {
  /** A connection reads `user`, a `MiniCore` reads `username`. */
  open(parameters: { user: string; username: string; accessToken: string }): Promise<unknown>;
  renewToken(token: string): Promise<unknown>;
  close(): void;
  isOpened(): boolean;
  addEventHandler(id: string, handler: AgoraChatEventHandler): void;
  /** Missing from the types of `MiniCore`. */
  removeEventHandler?(id: string): void;
}

/** The events of the SDK that the adapter listens for. */
export interface AgoraChatEventHandler {
  onTokenWillExpire?: () => void;
  onTokenExpired?: () => void;
  onError?: (error: { type: number }) => void;
  onConnected?: () => void;
  onReconnecting?: () => void;
  onDisconnected?: (error?: { type: number }) => void;
}

/** The SDK's error types that the session acts on; after any other it tries again. */
const codes: Readonly<Record<number, ChatSessionErrorCode>> = {
  2: 'ERR_TOKEN_REFUSED',
  28: 'ERR_TOKEN_REFUSED',
  50: 'ERR_FORBIDDEN', // users, or users online, over the app's limit
  56: 'ERR_TOKEN_EXPIRED',
  57: 'ERR_FORBIDDEN', // serving disabled
  204: 'ERR_NO_SUCH_USER',
  206: 'ERR_KICKED', // login on another device
  207: 'ERR_KICKED', // removed
  216: 'ERR_KICKED', // password changed
  217: 'ERR_KICKED', // by another device
};

let handlers = 0;

/**
 * Wraps a connection of npm `agora-chat` for `createChatSession`.
 *
 * @param connection - Returned by `new AgoraChat.connection({ appKey })`, or a `MiniCore`.
 */
export function agoraChatWeb(connection: AgoraChatConnection): ChatAdapter {
  return {
    connection,
    login: (user, accessToken) => translate(connection.open({ user, username: user, accessToken }), toError),
    async renew(token) {
      await translate(connection.renewToken(token), (thrown) =>
        connection.isOpened() ? toError(thrown) : disconnected(thrown),
      );
      // The promise also resolves if the connection was closed before a late response.
      if (!connection.isOpened()) throw disconnected();
    },
    logout: () => connection.close(),
    listen(listener) {
      const id = `accesstoken2-${++handlers}`;
      connection.addEventHandler(id, {
        onTokenWillExpire: () => listener('will-expire'),
        onTokenExpired: () => listener(new ChatSessionError('ERR_TOKEN_EXPIRED')),
        onReconnecting: () => listener('reconnecting'),
        onConnected: () => listener('connected'),
        onError(thrown) {
          const error = toError(thrown);
          if (error) listener(error);
        },
        // The SDK gave up reconnecting, or other code called `close`.
        onDisconnected: (reason) => listener(toError(reason) ?? disconnected(reason)),
      });
      return () => connection.removeEventHandler?.(id);
    },
  };
}

function disconnected(cause?: unknown): ChatSessionError {
  return new ChatSessionError('ERR_DISCONNECTED', { cause });
}

function toError(thrown: unknown): ChatSessionError | undefined {
  // The SDK rejects with plain objects.
  const code = codes[(Object(thrown) as { type: number }).type];
  return code && new ChatSessionError(code, { cause: thrown });
}
