/** FPA; the services that Agora has no builder for; and any services together. */
import { anyServices, type Kind, kind, official } from './kind.ts';

/** FPA tokens live for a day, whatever one asks for: Agora's builder has no argument for it. */
const FPA_LIFETIME = 86_400;

export const otherKinds: readonly Kind[] = [
  kind('others', 'fpa', [], () => ({
    library: anyServices(FPA_LIFETIME, [{ service: 'fpa', privileges: { login: 0 } }]),
    official: official('Fpa', 'buildToken'),
  })),
  kind(
    'others',
    'streaming',
    ['channelName', 'account', 'expiresIn', 'publishMixStream', 'publishRawStream'],
    ({ channelName, account, expiresIn, ...privileges }) => ({
      library: anyServices(expiresIn, [{ service: 'streaming', channelName, account, privileges }]),
    }),
  ),
  kind(
    'others',
    'fcdn',
    ['channelName', 'account', 'expiresIn', 'publish', 'play'],
    ({ channelName, account, expiresIn, ...privileges }) => ({
      library: anyServices(expiresIn, [{ service: 'fcdn', channelName, account, privileges }]),
    }),
  ),
  kind('others', 'custom', ['services', 'expiresIn'], ({ services, expiresIn }) => ({
    library: anyServices(expiresIn, services),
  })),
];
