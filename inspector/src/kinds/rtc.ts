/** Calls, by role or by single privileges, alone or with what goes along with them: RTM, ConvoAI, speech to text. */
import type { RtcGrant } from 'accesstoken2';
import type { RtcRole } from '../samples/recipe.ts';
import { anyServices, type Kind, kind, official } from './kind.ts';

const PRIVILEGES = ['joinChannel', 'publishAudio', 'publishVideo', 'publishData'] as const;

export const rtcKinds: readonly Kind[] = [
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

/** RTC and RTM with a third service, which has neither fields nor privileges. */
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

/** A subscriber may join, and no more. */
function rtcGrant(channelName: string, uid: string, role: RtcRole, all: RtcGrant['privileges']): RtcGrant {
  const privileges = role === 'publisher' ? all : { joinChannel: all.joinChannel ?? 0 };
  return { service: 'rtc', channelName, uid, privileges };
}

function isNumber(uid: string | number): boolean {
  return typeof uid === 'number';
}
