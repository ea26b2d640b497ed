/** What the library knows about each service, by name. */

interface Description {
  readonly service: string;
  readonly type: number;
  readonly fields: readonly string[];
  readonly privileges: Readonly<Record<string, number>>;
}

const serviceCatalog: readonly Description[] = [
  {
    service: 'rtc',
    type: 1,
    fields: ['channelName', 'uid'],
    privileges: { joinChannel: 1, publishAudio: 2, publishVideo: 3, publishData: 4 },
  },
  { service: 'rtm', type: 2, fields: ['userId'], privileges: { login: 1 } },
  {
    service: 'streaming',
    type: 3,
    fields: ['channelName', 'account'],
    privileges: { publishMixStream: 1, publishRawStream: 2 },
  },
  { service: 'fpa', type: 4, fields: [], privileges: { login: 1 } },
  { service: 'chat', type: 5, fields: ['userId'], privileges: { user: 1, app: 2 } },
  { service: 'fcdn', type: 6, fields: ['channelName', 'account'], privileges: { publish: 1, play: 2 } },
  {
    service: 'apaas',
    type: 7,
    fields: ['roomUuid', 'userUuid', 'role'],
    privileges: { roomUser: 1, user: 2, app: 3 },
  },
  { service: 'rtm2', type: 8, fields: ['userId', 'permissions'], privileges: { login: 1 } },
  { service: 'convoai', type: 9, fields: [], privileges: {} },
  { service: 'stt', type: 10, fields: [], privileges: {} },
];

export function describeService(name: string): Description | undefined {
  return serviceCatalog.find(({ service }) => service === name);
}

export const serviceNames: readonly string[] = serviceCatalog.map(({ service }) => service);
