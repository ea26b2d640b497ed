/** The builders that take an RTC user and an RTM user: `buildTokenWithRtm2`, ConvoAI and STT. */
import type { ServiceGrant } from '../services/registry.ts';
import { lifetime, privilegeSeconds, userOrAny } from './arguments.ts';
import { publisherPrivileges, rtcGrant, subscriberPrivileges } from './rtc-grants.ts';
import { isPublisher } from './rtc-role.ts';
import { signToken } from './sign.ts';

/**
 * Builds a token for RTC and RTM, each with its own user and expiries.
 *
 * @param appId - The app's ID: 32 hexadecimal digits.
 * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
 * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
 * @param rtcAccount - The user's account, or the number 0 for any user.
 * @param rtcRole - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
 * @param rtcTokenExpire - Seconds from now until the token expires, at least 1.
 * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: with the token.
 * @param pubAudioPrivilegeExpire - The same for sending audio.
 * @param pubVideoPrivilegeExpire - The same for sending video.
 * @param pubDataStreamPrivilegeExpire - The same for sending data.
 * @param rtmUserId - The user who may log in to RTM: up to 64 bytes.
 * @param rtmTokenExpire - Seconds from now until the RTM login expires; 0: with the token.
 */
export type RtcAndRtmBuilder = (
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
) => string;

/**
 * Makes a builder whose tokens also contain the grants `others`.
 * @__NO_SIDE_EFFECTS__
 */
export function rtcAndRtmBuilder(...others: readonly ServiceGrant[]): RtcAndRtmBuilder {
  return (
    appId,
    appCertificate,
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
  ) =>
    signToken(appId, appCertificate, () => {
      const expiries = {
        joinChannelPrivilegeExpire,
        pubAudioPrivilegeExpire,
        pubVideoPrivilegeExpire,
        pubDataStreamPrivilegeExpire,
      };
      return {
        expiresIn: lifetime(rtcTokenExpire, 'rtcTokenExpire'),
        services: [
          rtcGrant(
            channelName,
            userOrAny(rtcAccount, 'rtcAccount'),
            isPublisher(rtcRole, 'rtcRole') ? publisherPrivileges(expiries) : subscriberPrivileges(expiries),
          ),
          {
            service: 'rtm',
            userId: userOrAny(rtmUserId, 'rtmUserId'),
            privileges: { login: privilegeSeconds(rtmTokenExpire, 'rtmTokenExpire') },
          },
          ...others,
        ],
      };
    });
}
