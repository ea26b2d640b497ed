/**
 * Build, read and verify Agora AccessToken2 ("007…") tokens.
 * @module accesstoken2
 */

// The public API: exports only, no logic.
export { type ApaasRoomUserTokenOptions, buildApaasRoomUserToken } from './builders/apaas.ts';
export { apaasChatId } from './builders/apaas-chat-id.ts';
export {
  buildChatAppToken,
  buildChatUserToken,
  type ChatAppTokenOptions,
  type ChatUserTokenOptions,
} from './builders/chat.ts';
export { createTokenIssuer, type TokenIssuer } from './builders/issuer.ts';
export { buildRtcToken, type RtcTokenOptions, type RtcTokenRequest } from './builders/rtc.ts';
export { buildRtmToken, type RtmTokenOptions, type RtmTokenRequest } from './builders/rtm.ts';
export { isTokenError, TokenError, type TokenErrorCode, type TokenErrorDetails } from './errors.ts';
export {
  type ExplainOptions,
  explainToken,
  type Finding,
  type FindingCode,
  type FindingSeverity,
} from './explain/explain.ts';
export type { ApaasGrant } from './services/apaas.ts';
export { type ChatGrant, isChatUserId } from './services/chat.ts';
export type { ConvoaiGrant } from './services/convoai.ts';
export type { FcdnGrant } from './services/fcdn.ts';
export type { FpaGrant } from './services/fpa.ts';
export {
  type DecodedService,
  type ServiceDescription,
  type ServiceGrant,
  serviceCatalog,
} from './services/registry.ts';
export type { RtcGrant, RtcService } from './services/rtc.ts';
export type { RtmGrant } from './services/rtm.ts';
export type { Rtm2Access, Rtm2Grant, Rtm2Permissions, Rtm2Resource } from './services/rtm2.ts';
export type { Privileges } from './services/service.ts';
export type { StreamingGrant } from './services/streaming.ts';
export type { SttGrant } from './services/stt.ts';
export { type BuildTokenOptions, buildToken } from './token/build.ts';
export type { UnknownContent } from './token/content.ts';
export type { AppCredentials, Issue } from './token/options.ts';
export { type DecodedToken, type DecodeOptions, decodeToken } from './token/parse.ts';
export type { Requirement } from './token/require.ts';
export { type RequirementFor, type VerifiedToken, type VerifyOptions, verifyToken } from './token/verify.ts';
export type { FieldKind } from './wire/codecs.ts';
