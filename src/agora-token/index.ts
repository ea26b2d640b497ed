/**
 * The names, arguments and tokens of npm `agora-token`, on this library's own code.
 * [What differs, and why](https://github.com/accesstoken2/accesstoken2/blob/main/docs/migrating-from-agora-token.md).
 * @module accesstoken2/agora-token
 */
import { ApaasTokenBuilder } from './apaas.ts';
import { ChatTokenBuilder } from './chat.ts';
import { ConvoAITokenBuilder } from './convoai.ts';
import { EducationTokenBuilder } from './education.ts';
import { FpaTokenBuilder } from './fpa.ts';
import { RtcTokenBuilder } from './rtc.ts';
import { RtcRole } from './rtc-role.ts';
import { RtmTokenBuilder } from './rtm.ts';
import { Rtm2Permissions } from './rtm2-permissions.ts';
import { SttTokenBuilder } from './stt.ts';

export { isTokenError, TokenError, type TokenErrorCode, type TokenErrorDetails } from '../errors.ts';
export {
  ApaasTokenBuilder,
  ChatTokenBuilder,
  ConvoAITokenBuilder,
  EducationTokenBuilder,
  FpaTokenBuilder,
  RtcRole,
  RtcTokenBuilder,
  Rtm2Permissions,
  RtmTokenBuilder,
  SttTokenBuilder,
};

/**
 * All of them as one object, for a default import: the only form in which Node.js lets ES modules import the official
 * package.
 */
const agoraToken: {
  readonly ApaasTokenBuilder: typeof ApaasTokenBuilder;
  readonly ChatTokenBuilder: typeof ChatTokenBuilder;
  readonly ConvoAITokenBuilder: typeof ConvoAITokenBuilder;
  readonly EducationTokenBuilder: typeof EducationTokenBuilder;
  readonly FpaTokenBuilder: typeof FpaTokenBuilder;
  readonly RtcRole: typeof RtcRole;
  readonly RtcTokenBuilder: typeof RtcTokenBuilder;
  readonly Rtm2Permissions: typeof Rtm2Permissions;
  readonly RtmTokenBuilder: typeof RtmTokenBuilder;
  readonly SttTokenBuilder: typeof SttTokenBuilder;
} = {
  // A literal, which bundlers drop where it is not used.
  ApaasTokenBuilder,
  ChatTokenBuilder,
  ConvoAITokenBuilder,
  EducationTokenBuilder,
  FpaTokenBuilder,
  RtcRole,
  RtcTokenBuilder,
  Rtm2Permissions,
  RtmTokenBuilder,
  SttTokenBuilder,
};
export default agoraToken;
