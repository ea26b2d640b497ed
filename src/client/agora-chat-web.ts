/**
 * The adapter for Agora's web SDK, npm `agora-chat`. Takes the connection by its shape and imports nothing of the SDK.
 * What is not in its documentation was observed with 1.4.0; docs/client.md tells it.
 */
import { type ChatAdapter, translate } from './adapter.ts';
import { ChatSessionError, type ChatSessionErrorCode } from './errors.ts';

/** The part of an `agora-chat` connection that is used. */
export interface AgoraChatConnection {
  open(parameters: { user: string; accessToken: string }): Promise<unknown>;
  renewToken(token: string): Promise<unknown>;
  close(): void;
  addEventHandler(id: string, handler: AgoraChatEventHandler): void;
  removeEventHandler(id: string): void;
}

/** The events of the SDK that are listened for. */
export interface AgoraChatEventHandler {
  onTokenWillExpire?: () => void;
  onTokenExpired?: () => void;
  onError?: (error: { type: number }) => void;
  onDisconnected?: (error?: { type: number }) => void;
}

/** What the SDK's error types mean for a session; those not listed are tried again. */
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

/** The type of the disconnection that follows when the SDK has tried to reconnect often enough. */
const DISCONNECTED = 16;

let handlers = 0;

/**
 * Wraps a connection of npm `agora-chat` for `createChatSession`.
 *
 * @param connection - What `new AgoraChat.connection({ appKey })` gives.
 */
export function agoraChatWeb(connection: AgoraChatConnection): ChatAdapter {
  return {
    login: (user, accessToken) => translate(connection.open({ user, accessToken }), toError),
    renew: (token) => translate(connection.renewToken(token), toError),
    logout: () => connection.close(),
    listen(listener) {
      const id = `accesstoken2-${++handlers}`;
      connection.addEventHandler(id, {
        onTokenWillExpire: () => listener('will-expire'),
        onTokenExpired: () => listener(new ChatSessionError('ERR_TOKEN_EXPIRED')),
        onError(thrown) {
          const error = toError(thrown);
          if (error) listener(error);
        },
        onDisconnected(reason) {
          if (reason?.type === DISCONNECTED) listener(new ChatSessionError('ERR_CONNECTION'));
        },
      });
      return () => connection.removeEventHandler(id);
    },
  };
}

function toError(thrown: unknown): ChatSessionError | undefined {
  // The SDK rejects with plain objects.
  const code = codes[(Object(thrown) as { type: number }).type];
  return code && new ChatSessionError(code, { cause: thrown });
}
