/** ConvoAI (conversational AI), on top of RTC and RTM. */
import { rtcAndRtm } from './rtc-grants.ts';
import { signToken } from './sign.ts';

/** Builds tokens for ConvoAI with RTC and RTM. */
export class ConvoAITokenBuilder {
  /**
   * A token for RTC, RTM and ConvoAI. The ConvoAI grant has no end of its own.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param rtcAccount - The user's account, or the number 0 for any user.
   * @param rtcRole - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param rtcTokenExpire - Seconds from now until the token ends, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: as long as the token.
   * @param pubAudioPrivilegeExpire - The same for sending audio.
   * @param pubVideoPrivilegeExpire - The same for sending video.
   * @param pubDataStreamPrivilegeExpire - The same for sending data.
   * @param rtmUserId - The user who may log in to RTM: up to 64 bytes.
   * @param rtmTokenExpire - Seconds from now until the RTM login ends; 0: as long as the token.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildToken(
    appId: string,
    appCertificate: string,
    channelName: string,
    rtcAccount: string | number,
    rtcRole: number,
    rtcTokenExpire: number,
    joinChannelPrivilegeExpire: number,
    pubAudioPrivilegeExpire: number,
    pubVideoPrivilegeExpire: number,
    pubDataStreamPrivilegeExpire: number,
    rtmUserId: string | number,
    rtmTokenExpire: number,
  ): string {
    const given = {
      channelName,
      rtcAccount,
      rtcRole,
      rtcTokenExpire,
      joinChannelPrivilegeExpire,
      pubAudioPrivilegeExpire,
      pubVideoPrivilegeExpire,
      pubDataStreamPrivilegeExpire,
      rtmUserId,
      rtmTokenExpire,
    };
    return signToken(appId, appCertificate, () => rtcAndRtm(given, { service: 'convoai', privileges: {} }));
  }
}
