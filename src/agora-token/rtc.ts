/** RTC (voice and video calls): who may join which channel and send to it, also with a login to RTM. */
import { lifetime, uidOrAny, userOrAny } from './arguments.ts';
import { type RtcAndRtmBuilder, rtcAndRtmBuilder } from './rtc-and-rtm.ts';
import { publisherPrivileges, rolePrivileges, rtcGrant } from './rtc-grants.ts';
import { signToken } from './sign.ts';

/**
 * Builds tokens for RTC: who may join which channel and send to it.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class RtcTokenBuilder {
  /**
   * A token that lets an integer uid join a channel.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param uid - The user: 1 to 4294967295, or 0 for any user. A string is used as it is: '0' is the user named 0.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param privilegeExpire - Seconds from now until the privileges expire; 0 or a later time: with the token.
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
   * A token that lets a user account join a channel.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param privilegeExpire - Seconds from now until the privileges expire; 0 or a later time: with the token.
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
   * A token that lets an integer uid join a channel and send, with an expiry for each privilege.
   * All four privileges are granted, even with the expiry 0.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param uid - The user: 1 to 4294967295, or 0 for any user. A string is used as it is: '0' is the user named 0.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: with the token.
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
   * A token that lets a user account join a channel and send, with an expiry for each privilege.
   * All four privileges are granted, even with the expiry 0. The official package has the capital letter too.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param tokenExpire - Seconds from now until the token expires, at least 1.
   * @param joinChannelPrivilegeExpire - Seconds from now until the user may no longer join; 0: with the token.
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
   * A token that lets a user account join a channel and log in to RTM under the same name.
   *
   * @param appId - The app's ID: 32 hexadecimal digits.
   * @param appCertificate - The app's certificate: 32 hexadecimal digits, secret.
   * @param channelName - The channel that may be joined. Agora's SDKs take names of up to 64 bytes.
   * @param account - The user's account, or the number 0 for any user.
   * @param role - `RtcRole.PUBLISHER` to join and send, `RtcRole.SUBSCRIBER` to join.
   * @param tokenExpire - Seconds from now until the token and the RTM login expire, at least 1.
   * @param privilegeExpire - Seconds from now until the RTC privileges expire; 0 or a later time: with the token.
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

  /** A token for RTC and RTM, each with its own user. Despite its name, it grants RTM (service 2), not RTM 2 (service 8). */
  static buildTokenWithRtm2: RtcAndRtmBuilder = /* @__PURE__ */ rtcAndRtmBuilder();
}
