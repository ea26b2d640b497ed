/** The RTC grants of several builders, and that of RTC and RTM together. Arguments keep the builders' names for them. */
import type { ServiceGrant } from '../services/registry.ts';
import type { RtcGrant } from '../services/rtc.ts';
import { lifetime, name, privilegeSeconds, userOrAny } from './arguments.ts';
import { isPublisher } from './rtc-role.ts';
import type { Contents } from './sign.ts';

type RtcPrivileges = RtcGrant['privileges'];

/** The grant of one channel to one user, who is '' where it is any. */
export function rtcGrant(channelName: string, uid: string, privileges: RtcPrivileges): RtcGrant {
  return { service: 'rtc', channelName: name(channelName, 'channelName'), uid, privileges };
}

/** A role's privileges, which end together. */
export function rolePrivileges(role: number, privilegeExpire: number): RtcPrivileges {
  const seconds = privilegeSeconds(privilegeExpire, 'privilegeExpire');
  return isPublisher(role, 'role')
    ? { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds }
    : { joinChannel: seconds };
}

/** An end for each privilege: seconds from now, 0 for none of its own. */
export interface PrivilegeExpiries {
  readonly joinChannelPrivilegeExpire: number;
  readonly pubAudioPrivilegeExpire: number;
  readonly pubVideoPrivilegeExpire: number;
  readonly pubDataStreamPrivilegeExpire: number;
}

/** To join and to send, each with its own end. */
export function publisherPrivileges(expiries: PrivilegeExpiries): RtcPrivileges {
  const { pubAudioPrivilegeExpire, pubVideoPrivilegeExpire, pubDataStreamPrivilegeExpire } = expiries;
  return {
    ...subscriberPrivileges(expiries),
    publishAudio: privilegeSeconds(pubAudioPrivilegeExpire, 'pubAudioPrivilegeExpire'),
    publishVideo: privilegeSeconds(pubVideoPrivilegeExpire, 'pubVideoPrivilegeExpire'),
    publishData: privilegeSeconds(pubDataStreamPrivilegeExpire, 'pubDataStreamPrivilegeExpire'),
  };
}

/** To join. The other ends are not looked at: they do not go into the token. */
function subscriberPrivileges({ joinChannelPrivilegeExpire }: PrivilegeExpiries): RtcPrivileges {
  return { joinChannel: privilegeSeconds(joinChannelPrivilegeExpire, 'joinChannelPrivilegeExpire') };
}

/** The arguments behind the ids that `buildTokenWithRtm2` and the ConvoAI and STT builders share. */
export interface RtcAndRtmArguments extends PrivilegeExpiries {
  readonly channelName: string;
  readonly rtcAccount: string | number;
  readonly rtcRole: number;
  readonly rtcTokenExpire: number;
  readonly rtmUserId: string | number;
  readonly rtmTokenExpire: number;
}

/** A token for a user of RTC and a user of RTM, and for what stands behind them. */
export function rtcAndRtm(given: RtcAndRtmArguments, ...others: readonly ServiceGrant[]): Contents {
  return {
    expiresIn: lifetime(given.rtcTokenExpire, 'rtcTokenExpire'),
    services: [
      rtcGrant(
        given.channelName,
        userOrAny(given.rtcAccount, 'rtcAccount'),
        isPublisher(given.rtcRole, 'rtcRole') ? publisherPrivileges(given) : subscriberPrivileges(given),
      ),
      {
        service: 'rtm',
        userId: userOrAny(given.rtmUserId, 'rtmUserId'),
        privileges: { login: privilegeSeconds(given.rtmTokenExpire, 'rtmTokenExpire') },
      },
      ...others,
    ],
  };
}
