/**
 * Every kind of demo token, in the order of the menu. To add one, add an entry here and its label to the texts; the
 * form, the token and the code samples follow from it.
 */
import type { ApaasGrant, RtcGrant } from 'accesstoken2';
import type { RtcRole } from '../samples/recipe.ts';
import { anyServices, type Kind, kind, official } from './kind.ts';

const chatKinds: readonly Kind[] = [
  kind('chat', 'chat-user', ['userId', 'expiresIn'], (options) => ({
    library: { name: 'buildChatUserToken', options },
    official: official('Chat', 'buildUserToken', options.userId, options.expiresIn),
    request: { path: '/generate-user-token', body: { user_uuid: options.userId, expire: options.expiresIn } },
  })),
  kind('chat', 'chat-app', ['expiresIn'], (options) => ({
    library: { name: 'buildChatAppToken', options },
    official: official('Chat', 'buildAppToken', options.expiresIn),
    request: { path: '/generate-app-token', body: { expire: options.expiresIn } },
    callsRest: true,
  })),
];

const PRIVILEGES = ['joinChannel', 'publishAudio', 'publishVideo', 'publishData'] as const;

const rtcKinds: readonly Kind[] = [
  kind('rtc', 'rtc', ['channelName', 'uid', 'role', 'expiresIn', 'privilegesExpireIn'], (options) => ({
    library: { name: 'buildRtcToken', options },
    official: official(
      'Rtc',
      isNumber(options.uid) ? 'buildTokenWithUid' : 'buildTokenWithUserAccount',
      options.channelName,
      options.uid,
      { role: options.role },
      options.expiresIn,
      options.privilegesExpireIn,
    ),
  })),
  kind(
    'rtc',
    'rtc-privileges',
    ['channelName', 'uid', 'expiresIn', ...PRIVILEGES],
    ({ channelName, uid, expiresIn, ...privileges }) => ({
      library: anyServices(expiresIn, [{ service: 'rtc', channelName, uid, privileges }]),
      official: official(
        'Rtc',
        isNumber(uid) ? 'buildTokenWithUidAndPrivilege' : 'BuildTokenWithUserAccountAndPrivilege',
        channelName,
        uid,
        expiresIn,
        ...Object.values(privileges),
      ),
    }),
  ),
  kind(
    'rtc',
    'rtc-rtm',
    ['channelName', 'account', 'role', 'expiresIn', 'privilegesExpireIn'],
    ({ channelName, account, role, expiresIn, privilegesExpireIn: seconds }) => ({
      library: anyServices(expiresIn, [
        rtcGrant(channelName, account, role, Object.fromEntries(PRIVILEGES.map((name) => [name, seconds]))),
        { service: 'rtm', userId: account, privileges: { login: expiresIn } },
      ]),
      official: official('Rtc', 'buildTokenWithRtm', channelName, account, { role }, expiresIn, seconds),
    }),
  ),
  withAgent('convoai', 'ConvoAI'),
  withAgent('stt', 'Stt'),
];

/** RTC and RTM with a third service that has neither fields nor privileges. */
function withAgent(service: 'convoai' | 'stt', builder: 'ConvoAI' | 'Stt'): Kind {
  return kind(
    'others',
    service,
    ['channelName', 'account', 'role', 'expiresIn', ...PRIVILEGES, 'userId', 'login'],
    ({ channelName, account, role, expiresIn, userId, login, ...privileges }) => ({
      library: anyServices(expiresIn, [
        rtcGrant(channelName, account, role, privileges),
        { service: 'rtm', userId, privileges: { login } },
        { service, privileges: {} },
      ]),
      official: official(
        builder,
        'buildToken',
        channelName,
        account,
        { role },
        expiresIn,
        ...Object.values(privileges),
        userId,
        login,
      ),
    }),
  );
}

/** Subscribers may only join. */
function rtcGrant(channelName: string, uid: string, role: RtcRole, all: RtcGrant['privileges']): RtcGrant {
  const privileges = role === 'publisher' ? all : { joinChannel: all.joinChannel ?? 0 };
  return { service: 'rtc', channelName, uid, privileges };
}

function isNumber(uid: string | number): boolean {
  return typeof uid === 'number';
}

const rtmKinds: readonly Kind[] = [
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

const apaasKinds: readonly Kind[] = [
  kind('apaas', 'apaas-user', ['userUuid', 'expiresIn'], ({ userUuid, expiresIn }) => ({
    library: anyServices(expiresIn, [outsideRooms(userUuid, { user: expiresIn })]),
    official: official('Apaas', 'buildUserToken', userUuid, expiresIn),
  })),
  kind('apaas', 'apaas-app', ['expiresIn'], ({ expiresIn }) => ({
    library: anyServices(expiresIn, [outsideRooms('', { app: expiresIn })]),
    official: official('Apaas', 'buildAppToken', expiresIn),
  })),
];

function outsideRooms(userUuid: string, privileges: ApaasGrant['privileges']): ApaasGrant {
  return { service: 'apaas', roomUuid: '', role: -1, userUuid, privileges };
}

/** FPA tokens always last a day: Agora's builder has no argument for the lifetime. */
const FPA_LIFETIME = 86_400;

const otherKinds: readonly Kind[] = [
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

export const kinds: readonly Kind[] = [...chatKinds, ...rtcKinds, ...rtmKinds, ...apaasKinds, ...otherKinds];
