/**
 * A drop-in replacement for npm `agora-token`: the same names, arguments and tokens.
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

/** All builders as one object, since ES modules in Node.js can only import the official package's default export. */
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
  // An object literal, so that bundlers drop it if it is unused.
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
