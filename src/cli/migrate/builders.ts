/**
 * Where the builders of npm `agora-token` and `agora-access-token` take a time, and what is gone since the latter.
 * A test compares the first table with the parameters of `accesstoken2/agora-token`.
 */

const roleBuilder = { 5: 'tokenExpire', 6: 'privilegeExpire' };
const privilegeBuilder = {
  4: 'tokenExpire',
  5: 'joinChannelPrivilegeExpire',
  6: 'pubAudioPrivilegeExpire',
  7: 'pubVideoPrivilegeExpire',
  8: 'pubDataStreamPrivilegeExpire',
};
const rtcAndRtmBuilder = {
  5: 'rtcTokenExpire',
  6: 'joinChannelPrivilegeExpire',
  7: 'pubAudioPrivilegeExpire',
  8: 'pubVideoPrivilegeExpire',
  9: 'pubDataStreamPrivilegeExpire',
  11: 'rtmTokenExpire',
};

type TimeArguments = Readonly<Record<number, string>>;

/** The name of each argument that is a time, by its position, by builder and method. */
export const TIME_ARGUMENTS: Readonly<Record<string, Readonly<Record<string, TimeArguments>>>> = {
  ApaasTokenBuilder: {
    buildRoomUserToken: { 5: 'expire' },
    buildUserToken: { 3: 'expire' },
    buildAppToken: { 2: 'expire' },
  },
  ChatTokenBuilder: { buildUserToken: { 3: 'expire' }, buildAppToken: { 2: 'expire' } },
  ConvoAITokenBuilder: { buildToken: rtcAndRtmBuilder },
  EducationTokenBuilder: {
    buildRoomUserToken: { 5: 'expire' },
    buildUserToken: { 3: 'expire' },
    buildAppToken: { 2: 'expire' },
  },
  RtcTokenBuilder: {
    buildTokenWithUid: roleBuilder,
    buildTokenWithUserAccount: roleBuilder,
    buildTokenWithRtm: roleBuilder,
    buildTokenWithUidAndPrivilege: privilegeBuilder,
    BuildTokenWithUserAccountAndPrivilege: privilegeBuilder,
    buildTokenWithRtm2: rtcAndRtmBuilder,
  },
  RtmTokenBuilder: { buildToken: { 3: 'expire' }, buildTokenWithPermissions: { 4: 'expire' } },
  SttTokenBuilder: { buildToken: rtcAndRtmBuilder },
};

/** The same for `agora-access-token`, as far as it differs: its RTM builder takes a role before the time. */
export const OLD_TIME_ARGUMENTS: typeof TIME_ARGUMENTS = {
  RtcTokenBuilder: { buildTokenWithUid: { 5: 'tokenExpire' }, buildTokenWithAccount: { 5: 'tokenExpire' } },
  RtmTokenBuilder: { buildToken: { 4: 'expire' } },
};

/** What code written for `agora-access-token` uses that exists no longer, and what to write instead. */
export const GONE: Readonly<Record<string, string>> = {
  'RtcTokenBuilder.buildTokenWithAccount': 'call buildTokenWithUserAccount',
  'RtcRole.ATTENDEE': 'pass RtcRole.PUBLISHER',
  'RtcRole.ADMIN': 'pass RtcRole.PUBLISHER',
  'RtmTokenBuilder.buildToken': 'leave out the role: buildToken(appId, appCertificate, userId, expire)',
};

/** Modules inside the old packages whose exports the drop-in has, with the names that changed. */
const SAME_NAMES = ['ApaasTokenBuilder', 'ChatTokenBuilder', 'EducationTokenBuilder', 'FpaTokenBuilder'];

export const DEEP_IMPORTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'agora-token/src/RtcTokenBuilder2': { Role: 'RtcRole' },
  'agora-token/src/RtmTokenBuilder2': {},
  ...Object.fromEntries(SAME_NAMES.map((name) => [`agora-token/src/${name}`, {}])),
};
