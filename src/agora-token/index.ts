/**
 * accesstoken2/agora-token: the names, arguments and tokens of npm `agora-token`, on this library's own code.
 * What differs, and why: docs/migrating-from-agora-token.md.
 */
export { ApaasTokenBuilder } from './apaas.ts';
export { ChatTokenBuilder } from './chat.ts';
export { ConvoAITokenBuilder } from './convoai.ts';
export { EducationTokenBuilder } from './education.ts';
export { FpaTokenBuilder } from './fpa.ts';
export { RtcTokenBuilder } from './rtc.ts';
export { RtcRole } from './rtc-role.ts';
export { RtmTokenBuilder } from './rtm.ts';
export { Rtm2Permissions } from './rtm2-permissions.ts';
export { SttTokenBuilder } from './stt.ts';
