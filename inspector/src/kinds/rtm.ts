/** RTM, Agora's signalling service: a login, with permissions in its second version. */
import { integer, type Kind, kind, permissions, text } from './kind.ts';

export const rtmKinds: readonly Kind[] = [
  kind({
    id: 'rtm',
    group: 'rtm',
    fields: { userId: text('alice'), expiresIn: integer(3600) },
    recipe: ({ userId, expiresIn }) => ({
      library: { name: 'buildRtmToken', options: { userId, expiresIn } },
      official: { builder: 'RtmTokenBuilder', method: 'buildToken', args: [userId, expiresIn] },
    }),
  }),
  kind({
    id: 'rtm2',
    group: 'rtm',
    fields: {
      userId: text('alice'),
      permissions: permissions({ messageChannels: { read: ['lobby', 'news'], write: ['lobby'] } }),
      expiresIn: integer(3600),
    },
    recipe: ({ userId, permissions, expiresIn }) => ({
      library: { name: 'buildRtmToken', options: { userId, permissions, expiresIn } },
      official: {
        builder: 'RtmTokenBuilder',
        method: 'buildTokenWithPermissions',
        args: [userId, { permissions }, expiresIn],
      },
    }),
  }),
];
