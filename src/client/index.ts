/**
 * A Chat session on top of Agora's SDKs that never loses its token.
 * @module accesstoken2/client
 */

export { isTokenError, type TokenError, type TokenErrorCode } from '../errors.ts';
// The public face: names only, no logic.
export type { ChatAdapter, ChatAdapterEvent } from './adapter.ts';
export { type AgoraChatConnection, type AgoraChatEventHandler, agoraChatWeb } from './agora-chat-web.ts';
export type { TokenDialect } from './dialects.ts';
export type { Listener } from './emitter.ts';
export {
  type TokenEndpointOptions,
  type TokenFetchInit,
  TokenRequestError,
  type TokenResponse,
  tokenEndpoint,
} from './endpoint.ts';
export { ChatSessionError, type ChatSessionErrorCode, type ChatSessionErrorDetails } from './errors.ts';
export type { FetchToken, TokenReason, TokenRequest } from './fetch-lease.ts';
export { type AppStateLike, onAppState, type PlatformSignal, type SessionHost } from './host.ts';
export {
  type ReactNativeAgoraChatOptions,
  type ReactNativeChatClient,
  type ReactNativeConnectionListener,
  reactNativeAgoraChat,
} from './react-native-agora-chat.ts';
export {
  type ChatSession,
  type ChatSessionEvents,
  type ChatSessionOptions,
  type ChatSessionState,
  createChatSession,
} from './session.ts';
