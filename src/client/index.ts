/**
 * A session on top of Agora's Chat SDKs that logs in and keeps its token valid.
 * @module accesstoken2/client
 */

// The public API: exports only, no logic.
export { isTokenError, type TokenError, type TokenErrorCode, type TokenErrorDetails } from '../errors.ts';
export type { ChatAdapter, ChatAdapterEvent } from './adapter.ts';
export { type AgoraChatConnection, type AgoraChatEventHandler, agoraChatWeb } from './agora-chat-web.ts';
export type { TokenDialect, TokenParameters } from './dialects.ts';
export type { Listener } from './emitter.ts';
export {
  type Address,
  type TokenEndpointOptions,
  type TokenFetchInit,
  type TokenRequestBody,
  TokenRequestError,
  type TokenRequestErrorDetails,
  type TokenResponse,
  tokenEndpoint,
} from './endpoint.ts';
export { ChatSessionError, type ChatSessionErrorCode, type ChatSessionErrorDetails } from './errors.ts';
export type { FetchToken, TokenReason, TokenRequest } from './fetch-lease.ts';
export { type AbortSignalLike, type AppStateLike, onAppState, type PlatformSignal, type SessionHost } from './host.ts';
export {
  type ReactNativeAgoraChatOptions,
  type ReactNativeChatClient,
  type ReactNativeConnectionListener,
  reactNativeAgoraChat,
} from './react-native-agora-chat.ts';
export { createChatSession } from './session.ts';
export type {
  ChatLoginOptions,
  ChatSession,
  ChatSessionEvents,
  ChatSessionOptions,
  ChatSessionState,
} from './types.ts';
