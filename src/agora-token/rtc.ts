/** RTC (voice and video calls): who may join which channel and send into it, alone or with a login to RTM. */
import { lifetime, uidOrAny, userOrAny } from './arguments.ts';
import { type RtcAndRtmBuilder, rtcAndRtmBuilder } from './rtc-and-rtm.ts';
import { publisherPrivileges, rolePrivileges, rtcGrant } from './rtc-grants.ts';
import { signToken } from './sign.ts';

/**
 * Builds tokens for RTC: who may join which channel, and send into it.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class RtcTokenBuilder {
  /**
   * A token with which an integer uid joins a channel.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param uid - The user: 1 to 4294967295, or 0 for any user. A string is used as it is: '0' is the user named 0.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param privilegeExpire - Seconds from now until the privileges expire; 0: as long as the token, and never longer.
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
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param privilegeExpire - Seconds from now until the privileges expire; 0: as long as the token, and never longer.
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
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param uid - The user: 1 to 4294967295, or 0 for any user. A string is used as it is: '0' is the user named 0.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: as long as the token.
   * @param pubAudioPrivilegeExpire - The same for sending audio.
   * @param pubVideoPrivilegeExpire - The same for sending video.
   * @param pubDataStreamPrivilegeExpire - The same for sending data.
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
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: as long as the token.
   * @param pubAudioPrivilegeExpire - The same for sending audio.
   * @param pubVideoPrivilegeExpire - The same for sending video.
   * @param pubDataStreamPrivilegeExpire - The same for sending data.
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
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token and the RTM login expire, at least 1.
   * @param privilegeExpire - Seconds from now until the RTC privileges end; 0: as long as the token, and never longer.
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

  /** A token for RTC and RTM, each with its own user. Despite its name it is for RTM's service 2, not 8. */
  static buildTokenWithRtm2: RtcAndRtmBuilder = /* @__PURE__ */ rtcAndRtmBuilder();
}
