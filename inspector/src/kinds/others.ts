/** FPA; the services that Agora has no builder for; and any services together. */
import { integer, type Kind, kind, services, text } from './kind.ts';

/** FPA tokens live for a day, whatever one asks for: Agora's builder has no argument for it. */
const FPA_LIFETIME = 86_400;

export const otherKinds: readonly Kind[] = [
  kind({
    id: 'fpa',
    group: 'others',
    fields: {},
    recipe: () => ({
      library: {
        name: 'buildToken',
        options: { expiresIn: FPA_LIFETIME, services: [{ service: 'fpa', privileges: { login: 0 } }] },
      },
      official: { builder: 'FpaTokenBuilder', method: 'buildToken', args: [] },
    }),
  }),
  kind({
    id: 'streaming',
    group: 'others',
    fields: {
      channelName: text('lobby'),
      account: text('alice'),
      expiresIn: integer(3600),
      publishMixStream: integer(3600),
      publishRawStream: integer(600),
    },
    recipe: ({ channelName, account, expiresIn, ...privileges }) => ({
      library: {
        name: 'buildToken',
        options: { expiresIn, services: [{ service: 'streaming', channelName, account, privileges }] },
      },
    }),
  }),
  kind({
    id: 'fcdn',
    group: 'others',
    fields: {
      channelName: text('lobby'),
      account: text('alice'),
      expiresIn: integer(3600),
      publish: integer(3600),
      play: integer(600),
    },
    recipe: ({ channelName, account, expiresIn, ...privileges }) => ({
      library: {
        name: 'buildToken',
        options: { expiresIn, services: [{ service: 'fcdn', channelName, account, privileges }] },
      },
    }),
  }),
  kind({
    id: 'custom',
    group: 'others',
    fields: {
      services: services([
        { service: 'chat', userId: 'alice', privileges: { user: 3600 } },
        { service: 'rtc', channelName: 'lobby', uid: 42, privileges: { joinChannel: 3600, publishAudio: 600 } },
      ]),
      expiresIn: integer(3600),
    },
    recipe: ({ services, expiresIn }) => ({ library: { name: 'buildToken', options: { expiresIn, services } } }),
  }),
];
