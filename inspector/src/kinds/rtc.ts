/** Calls, by role or by single privileges, alone or with what goes along with them: RTM, ConvoAI, speech to text. */
import type { RtcGrant, ServiceGrant } from 'accesstoken2';
import type { Argument, BuilderName, OfficialCall, RtcRole } from '../samples/recipe.ts';
import { integer, type Kind, kind, role, text, uid } from './kind.ts';

export const rtcKinds: readonly Kind[] = [
  kind({
    id: 'rtc',
    group: 'rtc',
    fields: {
      channelName: text('lobby'),
      uid: uid('42'),
      role: role(),
      expiresIn: integer(3600),
      privilegesExpireIn: integer(0),
    },
    recipe: (values) => ({
      library: { name: 'buildRtcToken', options: values },
      official: rtcCall(
        typeof values.uid === 'number' ? 'buildTokenWithUid' : 'buildTokenWithUserAccount',
        values.channelName,
        values.uid,
        { role: values.role },
        values.expiresIn,
        values.privilegesExpireIn,
      ),
    }),
  }),
  kind({
    id: 'rtc-privileges',
    group: 'rtc',
    fields: {
      channelName: text('lobby'),
      uid: uid('42'),
      expiresIn: integer(3600),
      joinChannel: integer(3600),
      publishAudio: integer(1800),
      publishVideo: integer(900),
      publishData: integer(600),
    },
    recipe: ({ channelName, uid, expiresIn, ...privileges }) => ({
      library: {
        name: 'buildToken',
        options: { expiresIn, services: [{ service: 'rtc', channelName, uid, privileges }] },
      },
      official: rtcCall(
        typeof uid === 'number' ? 'buildTokenWithUidAndPrivilege' : 'BuildTokenWithUserAccountAndPrivilege',
        channelName,
        uid,
        expiresIn,
        ...Object.values(privileges),
      ),
    }),
  }),
  kind({
    id: 'rtc-rtm',
    group: 'rtc',
    fields: {
      channelName: text('lobby'),
      account: text('alice'),
      role: role(),
      expiresIn: integer(3600),
      privilegesExpireIn: integer(0),
    },
    recipe: ({ channelName, account, role, expiresIn, privilegesExpireIn: seconds }) => ({
      library: {
        name: 'buildToken',
        options: {
          expiresIn,
          services: [
            { service: 'rtc', channelName, uid: account, privileges: rolePrivileges(role, everything(seconds)) },
            { service: 'rtm', userId: account, privileges: { login: expiresIn } },
          ],
        },
      },
      official: rtcCall('buildTokenWithRtm', channelName, account, { role }, expiresIn, seconds),
    }),
  }),
  withAgent('convoai', 'ConvoAITokenBuilder', { service: 'convoai', privileges: {} }),
  withAgent('stt', 'SttTokenBuilder', { service: 'stt', privileges: {} }),
];

/** RTC and RTM with a third service, which has neither fields nor privileges. */
function withAgent(id: 'convoai' | 'stt', builder: BuilderName, agent: ServiceGrant): Kind {
  return kind({
    id,
    group: 'others',
    fields: {
      channelName: text('lobby'),
      account: text('alice'),
      role: role(),
      expiresIn: integer(3600),
      joinChannel: integer(3600),
      publishAudio: integer(3600),
      publishVideo: integer(3600),
      publishData: integer(3600),
      userId: text('alice'),
      login: integer(3600),
    },
    recipe: ({ channelName, account, role, expiresIn, userId, login, ...privileges }) => ({
      library: {
        name: 'buildToken',
        options: {
          expiresIn,
          services: [
            { service: 'rtc', channelName, uid: account, privileges: rolePrivileges(role, privileges) },
            { service: 'rtm', userId, privileges: { login } },
            agent,
          ],
        },
      },
      official: {
        builder,
        method: 'buildToken',
        args: [channelName, account, { role }, expiresIn, ...Object.values(privileges), userId, login],
      },
    }),
  });
}

function rtcCall(method: string, ...args: readonly Argument[]): OfficialCall {
  return { builder: 'RtcTokenBuilder', method, args };
}

function rolePrivileges(role: RtcRole, all: RtcGrant['privileges']): RtcGrant['privileges'] {
  return role === 'publisher' ? all : { joinChannel: all.joinChannel ?? 0 };
}

function everything(seconds: number): RtcGrant['privileges'] {
  return { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds };
}
