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
export type { RtcAndRtmBuilder } from './rtc-and-rtm.ts';
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

/** All of them in one object: ES modules in Node.js can import the official package only by its default export. */
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
  // A literal, which bundlers drop if it is not used.
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
