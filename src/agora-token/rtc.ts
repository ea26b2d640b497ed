/** RTC (voice and video calls): who may join which channel and send into it, alone or with a login to RTM. */
import { lifetime, uidOrAny, userOrAny } from './arguments.ts';
import { publisherPrivileges, rolePrivileges, rtcAndRtm, rtcGrant } from './rtc-grants.ts';
import { signToken } from './sign.ts';

/** Builds tokens for RTC: who may join which channel, and send into it. */
export class RtcTokenBuilder {
  /**
   * A token with which an integer uid joins a channel.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param uid - The user: 1 to 4294967295, or 0 for any user. A text stays as it is: '0' is a user of that name.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token ends, at least 1.
   * @param privilegeExpire - Seconds from now until the privileges end; 0: as long as the token, and never longer.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   * @example
   * ```ts
   * const token = RtcTokenBuilder.buildTokenWithUid(appId, appCertificate, 'lobby', 42, RtcRole.PUBLISHER, 3600, 3600);
   * ```
   */
  static buildTokenWithUid(
    appId: string,
    appCertificate: string,
    channelName: string,
    uid: string | number,
    role: number,
    tokenExpire: number,
    privilegeExpire: number = 0,
  ): string {
    return signToken(appId, appCertificate, () => ({
      expiresIn: lifetime(tokenExpire, 'tokenExpire'),
      services: [rtcGrant(channelName, uidOrAny(uid, 'uid'), rolePrivileges(role, privilegeExpire))],
    }));
  }

  /**
   * A token with which a user account joins a channel.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token ends, at least 1.
   * @param privilegeExpire - Seconds from now until the privileges end; 0: as long as the token, and never longer.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildTokenWithUserAccount(
    appId: string,
    appCertificate: string,
    channelName: string,
    account: string | number,
    role: number,
    tokenExpire: number,
    privilegeExpire: number = 0,
  ): string {
    return signToken(appId, appCertificate, () => ({
      expiresIn: lifetime(tokenExpire, 'tokenExpire'),
      services: [rtcGrant(channelName, userOrAny(account, 'account'), rolePrivileges(role, privilegeExpire))],
    }));
  }

  /**
   * A token with which an integer uid joins a channel and sends, with an end for each privilege.
   * All four are granted, those with the end 0 too.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param uid - The user: 1 to 4294967295, or 0 for any user. A text stays as it is: '0' is a user of that name.
   * @param tokenExpire - Seconds from now until the token ends, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: as long as the token.
   * @param pubAudioPrivilegeExpire - The same for sending audio.
   * @param pubVideoPrivilegeExpire - The same for sending video.
   * @param pubDataStreamPrivilegeExpire - The same for sending data.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildTokenWithUidAndPrivilege(
    appId: string,
    appCertificate: string,
    channelName: string,
    uid: string | number,
    tokenExpire: number,
    joinChannelPrivilegeExpire: number,
    pubAudioPrivilegeExpire: number,
    pubVideoPrivilegeExpire: number,
    pubDataStreamPrivilegeExpire: number,
  ): string {
    const expiries = {
      joinChannelPrivilegeExpire,
      pubAudioPrivilegeExpire,
      pubVideoPrivilegeExpire,
      pubDataStreamPrivilegeExpire,
    };
    return signToken(appId, appCertificate, () => ({
      expiresIn: lifetime(tokenExpire, 'tokenExpire'),
      services: [rtcGrant(channelName, uidOrAny(uid, 'uid'), publisherPrivileges(expiries))],
    }));
  }

  /**
   * A token with which a user account joins a channel and sends, with an end for each privilege.
   * All four are granted, those with the end 0 too. The capital letter is the official package's.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param tokenExpire - Seconds from now until the token ends, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: as long as the token.
   * @param pubAudioPrivilegeExpire - The same for sending audio.
   * @param pubVideoPrivilegeExpire - The same for sending video.
   * @param pubDataStreamPrivilegeExpire - The same for sending data.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static BuildTokenWithUserAccountAndPrivilege(
    appId: string,
    appCertificate: string,
    channelName: string,
    account: string | number,
    tokenExpire: number,
    joinChannelPrivilegeExpire: number,
    pubAudioPrivilegeExpire: number,
    pubVideoPrivilegeExpire: number,
    pubDataStreamPrivilegeExpire: number,
  ): string {
    const expiries = {
      joinChannelPrivilegeExpire,
      pubAudioPrivilegeExpire,
      pubVideoPrivilegeExpire,
      pubDataStreamPrivilegeExpire,
    };
    return signToken(appId, appCertificate, () => ({
      expiresIn: lifetime(tokenExpire, 'tokenExpire'),
      services: [rtcGrant(channelName, userOrAny(account, 'account'), publisherPrivileges(expiries))],
    }));
  }

  /**
   * A token with which a user account joins a channel and logs in to RTM under the same name.
   *
   * @param appId - The app's id: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token and the RTM login end, at least 1.
   * @param privilegeExpire - Seconds from now until the RTC privileges end; 0: as long as the token, and never longer.
   * @returns The token, or '' where `appId` or `appCertificate` is not 32 hexadecimal digits.
   * @throws TypeError where a value has the wrong JavaScript type.
   * @throws TokenError `ERR_INPUT` where a value names no user, no channel or no time of the kind that is asked for.
   */
  static buildTokenWithRtm(
    appId: string,
    appCertificate: string,
    channelName: string,
    account: string | number,
    role: number,
    tokenExpire: number,
    privilegeExpire: number = 0,
  ): string {
    return signToken(appId, appCertificate, () => {
      const expiresIn = lifetime(tokenExpire, 'tokenExpire');
      const userId = userOrAny(account, 'account');
      return {
        expiresIn,
        services: [
          rtcGrant(channelName, userId, rolePrivileges(role, privilegeExpire)),
          { service: 'rtm', userId, privileges: { login: expiresIn } },
        ],
      };
    });
  }

  /**
   * A token for RTC and RTM, each with a user and ends of its own. Despite its name it is for RTM's service 2, not 8.
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
  static buildTokenWithRtm2(
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
    return signToken(appId, appCertificate, () =>
      rtcAndRtm({
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
      }),
    );
  }
}
