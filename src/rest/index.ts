/**
 * The Chat RESTful API for back ends, with app tokens that are minted, kept and renewed by themselves.
 * @module accesstoken2/rest
 */

// The public face: names only, no logic.
export { isTokenError, type TokenError, type TokenErrorCode } from '../errors.ts';
export type { ChatUser, ChatUserStatus } from './answer.ts';
export {
  type AppToken,
  type AppTokenProvider,
  type AppTokenProviderOptions,
  createAppTokenProvider,
} from './app-token-provider.ts';
export type { ChatUserFailure } from './batch.ts';
export {
  type ChatRestClient,
  type CreateOptions,
  type CreateUsersResult,
  createChatRestClient,
  type ListOptions,
  type StatusesResult,
} from './client.ts';
export { ChatRestError, type ChatRestErrorCode, type ChatRestErrorDetails } from './errors.ts';
export type { ChatUserPage, NewChatUser } from './operations.ts';
export type { ChatAppAddress, ChatAppTokens, ChatRestClientOptions } from './options.ts';
export type { AbortSignalLike, Clock, Fetch, FetchInit, FetchResponse } from './platform.ts';
export type { CallOptions } from './transport.ts';
