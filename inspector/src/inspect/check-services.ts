/** What can be asked of each service, for the form: the library takes no field that a service has not. */
import type { Requirement } from 'accesstoken2';

interface Asked {
  /** The field that says who. */
  readonly subject?: string;
  /** The field that says where. */
  readonly place?: string;
  /** Those with a name; any may be asked for by number. */
  readonly privileges: readonly string[];
}

type ServiceName = Requirement['service'];

export const services: Readonly<Record<ServiceName, Asked>> = {
  chat: { subject: 'userId', privileges: ['user', 'app'] },
  rtc: {
    subject: 'uid',
    place: 'channelName',
    privileges: ['joinChannel', 'publishAudio', 'publishVideo', 'publishData'],
  },
  rtm: { subject: 'userId', privileges: ['login'] },
  rtm2: { subject: 'userId', privileges: ['login'] },
  streaming: { subject: 'account', place: 'channelName', privileges: ['publishMixStream', 'publishRawStream'] },
  fpa: { privileges: ['login'] },
  fcdn: { subject: 'account', place: 'channelName', privileges: ['publish', 'play'] },
  apaas: { subject: 'userUuid', place: 'roomUuid', privileges: ['roomUser', 'user', 'app'] },
  convoai: { privileges: [] },
  stt: { privileges: [] },
};

export function serviceNamed(name: string): Asked | undefined {
  return Object.hasOwn(services, name) ? services[name as ServiceName] : undefined;
}
