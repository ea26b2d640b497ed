/**
 * The Chat RESTful API for back ends, with app tokens that are minted, cached and renewed automatically.
 * @module accesstoken2/rest
 */

// Exports only, no logic.
export { isTokenError, type TokenError, type TokenErrorCode } from '../errors.ts';

export type { Json } from './answer.ts';

export {
  type AppToken,
  type AppTokenProvider,
  type AppTokenProviderOptions,
  createAppTokenProvider,
} from './app-token-provider.ts';
export {
  type ChatRestClient,
  type CreateOptions,
  type CreateUsersResult,
  createChatRestClient,
  type RequestOptions,
  type StatusesResult,
} from './client.ts';
export { ChatRestError, type ChatRestErrorCode, type ChatRestErrorDetails, isChatRestError } from './errors.ts';
export type { ChatActionResult, ChatBatchResult, ChatFailure, ChatListing, ChatPage, ListOptions } from './lists.ts';
export type {
  AnswerContext,
  CallOptions,
  ChatCaller,
  ChatOperation,
  ChatStreamOperation,
  HttpMethod,
  Query,
} from './operation.ts';
export { type ChatBlocks, chatBlocks } from './operations/blocks.ts';
export {
  type ChatFile,
  type ChatFiles,
  chatFiles,
  type DownloadOptions,
  type UploadOptions,
} from './operations/files.ts';
export {
  type ChatGroup,
  type ChatGroupChanges,
  type ChatGroupSummary,
  type ChatGroups,
  chatGroups,
  type JoinedChatGroup,
  type NewChatGroup,
} from './operations/groups.ts';
export type { ChatMember, ChatMembers, ChatMutedMember, MuteDuration } from './operations/members.ts';
export {
  type ChatFileContent,
  type ChatMessage,
  type ChatMessages,
  chatMessages,
  type OfflineMessageStatus,
  type SendOptions,
  type SendToRoomsOptions,
} from './operations/messages.ts';
export { type ChatMute, type ChatMuteDurations, type ChatMutes, chatMutes } from './operations/mutes.ts';
export {
  type ChatPresence,
  type ChatPresenceState,
  type ChatPresenceSubscription,
  chatPresence,
  type NewChatPresence,
} from './operations/presence.ts';
export {
  type ChatConversation,
  type ChatPush,
  type ChatPushChanges,
  type ChatPushMode,
  type ChatPushSettings,
  type CurrentChatPushSettings,
  chatPush,
  type PushOptions,
} from './operations/push.ts';
export {
  type ChatRoom,
  type ChatRoomChanges,
  type ChatRoomSummary,
  type ChatRooms,
  chatRooms,
  type JoinedChatRoom,
  type NewChatRoom,
} from './operations/rooms.ts';
export { type ChatAttributes, type ChatUserAttributes, chatUserAttributes } from './operations/user-attributes.ts';
export type { ChatUser, ChatUserStatus, NewChatUser } from './operations/users.ts';
export type { ChatAppAddress, ChatAppTokens, ChatRestClientOptions } from './options.ts';
export type { RateLimit } from './pace.ts';
export type {
  AbortSignalLike,
  BlobLike,
  BodyReader,
  Clock,
  Fetch,
  FetchBlob,
  FetchForm,
  FetchInit,
  FetchResponse,
} from './platform.ts';
export type { Quote } from './refusals.ts';
