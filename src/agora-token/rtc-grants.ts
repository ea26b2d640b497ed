/** The RTC grants of several builders. The arguments have the same names as in the builders. */
import type { RtcGrant } from '../services/rtc.ts';
import { name, privilegeSeconds } from './arguments.ts';
import { isPublisher } from './rtc-role.ts';

type RtcPrivileges = RtcGrant['privileges'];

/** Grants one channel to one user, or to any user if `uid` is ''. */
export function rtcGrant(channelName: string, uid: string, privileges: RtcPrivileges): RtcGrant {
  return { service: 'rtc', channelName: name(channelName, 'channelName'), uid, privileges };
}

/** The privileges of a role, all with the same expiry. */
export function rolePrivileges(role: number, privilegeExpire: number): RtcPrivileges {
  const seconds = privilegeSeconds(privilegeExpire, 'privilegeExpire');
  return isPublisher(role, 'role')
    ? { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds }
    : { joinChannel: seconds };
}

/** An expiry for each privilege: seconds from now, 0 for as long as the token. */
export interface PrivilegeExpiries {
  readonly joinChannelPrivilegeExpire: number;
  readonly pubAudioPrivilegeExpire: number;
  readonly pubVideoPrivilegeExpire: number;
  readonly pubDataStreamPrivilegeExpire: number;
}

/** The privileges to join and to send, each with its own expiry. */
export function publisherPrivileges(expiries: PrivilegeExpiries): RtcPrivileges {
  const { pubAudioPrivilegeExpire, pubVideoPrivilegeExpire, pubDataStreamPrivilegeExpire } = expiries;
  return {
    ...subscriberPrivileges(expiries),
    publishAudio: privilegeSeconds(pubAudioPrivilegeExpire, 'pubAudioPrivilegeExpire'),
    publishVideo: privilegeSeconds(pubVideoPrivilegeExpire, 'pubVideoPrivilegeExpire'),
    publishData: privilegeSeconds(pubDataStreamPrivilegeExpire, 'pubDataStreamPrivilegeExpire'),
  };
}

/** The privilege to join. The other expiries are not used. */
export function subscriberPrivileges({ joinChannelPrivilegeExpire }: PrivilegeExpiries): RtcPrivileges {
  return { joinChannel: privilegeSeconds(joinChannelPrivilegeExpire, 'joinChannelPrivilegeExpire') };
}
