/** RTM, Agora's signalling service: a login, with permissions in its second version. */
import { type Kind, kind, official } from './kind.ts';

export const rtmKinds: readonly Kind[] = [
  kind('rtm', 'rtm', ['userId', 'expiresIn'], (options) => ({
    library: { name: 'buildRtmToken', options },
    official: official('Rtm', 'buildToken', options.userId, options.expiresIn),
  })),
  kind('rtm', 'rtm2', ['userId', 'permissions', 'expiresIn'], (options) => ({
    library: { name: 'buildRtmToken', options },
    official: official(
      'Rtm',
      'buildTokenWithPermissions',
      options.userId,
      { permissions: options.permissions },
      options.expiresIn,
    ),
  })),
];
