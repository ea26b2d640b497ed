/**
 * The intended differences between the drop-in and npm agora-token: for every row of the tables in
 * docs/migrating-from-agora-token.md one or more calls, with the outcome in both packages.
 */
import { expect } from 'vitest';
import { decodeToken } from '../../../src/index.ts';
import { call as callMethod, type Library, official } from '../../support/agora-token.ts';
import { appCertificate, appId } from '../../support/credentials.ts';
import { pinned } from '../../support/pinned.ts';

/** The relevant content of a token; or the name of what was thrown, with its code and field if any. */
export type Outcome =
  | { readonly expiresIn?: number; readonly services?: readonly object[] }
  | { readonly thrown: string; readonly code?: string; readonly field?: string; readonly message?: string };

export interface Case {
  readonly call: (library: Library) => string;
  readonly official: Outcome;
  readonly dropIn: Outcome;
}

/** A value of the wrong JavaScript type: the message begins with the argument's name. */
const badType = (argument: string): Outcome => ({
  thrown: 'TokenError',
  code: 'ERR_INPUT',
  message: expect.stringMatching(`^${argument}(\\.details)? must be `),
});
const refused = (field: string): Outcome => ({ thrown: 'TokenError', code: 'ERR_INPUT', field });
const outOfRange: Outcome = { thrown: 'RangeError', code: 'ERR_OUT_OF_RANGE' };
const typeError: Outcome = { thrown: 'TypeError' };
const invalidType: Outcome = { thrown: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };

export function outcomeOf(action: () => string): Outcome {
  try {
    const { expiresIn, services } = decodeToken(action(), { maxPayload: 2 ** 24 });
    return { expiresIn, services };
  } catch (error) {
    const { name, code, field, message } = error as Error & { code?: string; field?: string };
    return { thrown: name, message, ...(code !== undefined && { code }), ...(field !== undefined && { field }) };
  }
}

type Arguments = Readonly<Record<string, unknown>>;

/** A call of one method with usual arguments, except for those changed. */
function caller(builder: string, method: string, usual: Arguments): (changes: Arguments) => Case['call'] {
  return (changes) => (library) => {
    const given = Object.entries(usual).map(([name, value]) => (name in changes ? changes[name] : value));
    return callMethod(library, builder, method, [appId, appCertificate, ...given]);
  };
}

const publisher = 1;
const uid = caller('RtcTokenBuilder', 'buildTokenWithUid', {
  channelName: 'lobby',
  uid: 42,
  role: publisher,
  tokenExpire: 600,
  privilegeExpire: 60,
});
const account = caller('RtcTokenBuilder', 'buildTokenWithUserAccount', {
  channelName: 'lobby',
  account: 'alice',
  role: publisher,
  tokenExpire: 600,
  privilegeExpire: 60,
});
const withRtm = caller('RtcTokenBuilder', 'buildTokenWithRtm', {
  channelName: 'lobby',
  account: 'alice',
  role: publisher,
  tokenExpire: 600,
  privilegeExpire: 60,
});
const rtcAndRtm = {
  channelName: 'lobby',
  rtcAccount: 'alice',
  rtcRole: publisher,
  rtcTokenExpire: 600,
  joinChannelPrivilegeExpire: 1,
  pubAudioPrivilegeExpire: 2,
  pubVideoPrivilegeExpire: 3,
  pubDataStreamPrivilegeExpire: 4,
  rtmUserId: 'alice',
  rtmTokenExpire: 5,
};
const rtm2 = caller('RtcTokenBuilder', 'buildTokenWithRtm2', rtcAndRtm);
const convoai = caller('ConvoAITokenBuilder', 'buildToken', rtcAndRtm);
const stt = caller('SttTokenBuilder', 'buildToken', rtcAndRtm);
const rtm = caller('RtmTokenBuilder', 'buildToken', { userId: 'alice', expire: 600 });
const permitted = caller('RtmTokenBuilder', 'buildTokenWithPermissions', {
  userId: 'alice',
  permissions: new official.Rtm2Permissions(),
  expire: 600,
});
const chat = caller('ChatTokenBuilder', 'buildUserToken', { userId: 'alice', expire: 600 });
const chatApp = caller('ChatTokenBuilder', 'buildAppToken', { expire: 600 });
const room = caller('ApaasTokenBuilder', 'buildRoomUserToken', {
  roomUuid: 'room',
  userUuid: 'alice',
  role: 2,
  expire: 600,
});
const apaasUser = caller('EducationTokenBuilder', 'buildUserToken', { userUuid: 'alice', expire: 600 });

/** A token for RTM 2 whose permissions are added with these arguments. */
function permitting(...given: readonly unknown[]): Case['call'] {
  return (library) => {
    const permissions = new library.Rtm2Permissions();
    (permissions.add as (...all: unknown[]) => void)(...given);
    return permitted({ permissions })(library);
  };
}

const absoluteTime = 1_700_003_600;
const everyPrivilege = (seconds: number) => ({
  joinChannel: seconds,
  publishAudio: seconds,
  publishVideo: seconds,
  publishData: seconds,
});

/** The drop-in refuses what the official package signs. */
export const refusedHere: Readonly<Record<string, readonly Case[]>> = {
  'the app ID as the certificate': [
    {
      call: (library) => callMethod(library, 'ChatTokenBuilder', 'buildAppToken', [appId, appId, 600]),
      official: { expiresIn: 600 },
      // '' as for any other bad ID, which is not a token.
      dropIn: { thrown: 'TokenError', code: 'ERR_VERSION' },
    },
  ],
  'anything while the clock reads a time before 2020': [
    {
      call: (library) => pinned(0, 0.5, () => chat({})(library)),
      official: { expiresIn: 600 },
      dropIn: refused('issuedAt'),
    },
  ],
  'a time that is missing or not a number': [
    { call: chat({ expire: undefined }), official: { expiresIn: 0 }, dropIn: badType('expire') },
    { call: chat({ expire: null }), official: { expiresIn: 0 }, dropIn: badType('expire') },
    { call: chat({ expire: '' }), official: { expiresIn: 0 }, dropIn: badType('expire') },
    { call: chat({ expire: true }), official: { expiresIn: 1 }, dropIn: badType('expire') },
    { call: chat({ expire: [600] }), official: { expiresIn: 600 }, dropIn: badType('expire') },
    { call: chat({ expire: Number.NaN }), official: { expiresIn: 0 }, dropIn: refused('expire') },
    { call: chat({ expire: '600s' }), official: { expiresIn: 0 }, dropIn: refused('expire') },
    {
      call: account({ privilegeExpire: null }),
      official: { services: [{ privileges: everyPrivilege(0) }] },
      dropIn: badType('privilegeExpire'),
    },
    {
      call: rtm2({ pubAudioPrivilegeExpire: undefined }),
      official: { services: [{ privileges: { publishAudio: 0 } }, {}] },
      dropIn: badType('pubAudioPrivilegeExpire'),
    },
    {
      call: rtm2({ rtmTokenExpire: Number.NaN }),
      official: { services: [{}, { privileges: { login: 0 } }] },
      dropIn: refused('rtmTokenExpire'),
    },
  ],
  'a point in time instead of a duration': [
    { call: chat({ expire: absoluteTime }), official: { expiresIn: absoluteTime }, dropIn: refused('expire') },
    { call: uid({ tokenExpire: 1e9 }), official: { expiresIn: 1e9 }, dropIn: refused('tokenExpire') },
    {
      call: uid({ privilegeExpire: `${absoluteTime}` }),
      official: { services: [{ privileges: everyPrivilege(absoluteTime) }] },
      dropIn: refused('privilegeExpire'),
    },
  ],
  'a token lifetime of 0, or less than a second': [
    { call: chatApp({ expire: 0 }), official: { expiresIn: 0 }, dropIn: refused('expire') },
    { call: uid({ tokenExpire: '0' }), official: { expiresIn: 0 }, dropIn: refused('tokenExpire') },
    { call: rtm2({ rtcTokenExpire: 0.9 }), official: { expiresIn: 0 }, dropIn: refused('rtcTokenExpire') },
  ],
  'a privilege that expires in less than a second': [
    {
      call: uid({ privilegeExpire: 0.5 }),
      official: { services: [{ privileges: everyPrivilege(0) }] },
      dropIn: refused('privilegeExpire'),
    },
  ],
  'an RTC user who is missing': [
    { call: uid({ uid: undefined }), official: { services: [{ uid: 'undefined' }] }, dropIn: badType('uid') },
    { call: account({ account: null }), official: { services: [{ uid: 'null' }] }, dropIn: badType('account') },
    {
      call: convoai({ rtcAccount: undefined }),
      official: { services: [{ uid: 'undefined' }, {}, {}] },
      dropIn: badType('rtcAccount'),
    },
  ],
  'the empty string as an RTC user': [
    { call: uid({ uid: '' }), official: { services: [{ uid: '' }] }, dropIn: refused('uid') },
    { call: account({ account: '' }), official: { services: [{ uid: '' }] }, dropIn: refused('account') },
  ],
  'a number that is not a valid ID': [
    { call: uid({ uid: -1 }), official: { services: [{ uid: '-1' }] }, dropIn: refused('uid') },
    { call: uid({ uid: Number.NaN }), official: { services: [{ uid: 'NaN' }] }, dropIn: refused('uid') },
    { call: uid({ uid: 2 ** 32 }), official: { services: [{ uid: '4294967296' }] }, dropIn: refused('uid') },
    { call: account({ account: 1.5 }), official: { services: [{ uid: '1.5' }] }, dropIn: refused('account') },
    {
      call: account({ account: 2 ** 53 }),
      official: { services: [{ uid: '9007199254740992' }] },
      dropIn: refused('account'),
    },
    { call: permitted({ userId: -1 }), official: { services: [{ userId: '-1' }] }, dropIn: refused('userId') },
  ],
  '0n as a user': [
    { call: account({ account: 0n }), official: { services: [{ uid: '0' }] }, dropIn: refused('account') },
  ],
  'anything else as a user': [
    { call: uid({ uid: true }), official: { services: [{ uid: 'true' }] }, dropIn: badType('uid') },
    {
      call: account({ account: {} }),
      official: { services: [{ uid: '[object Object]' }] },
      dropIn: badType('account'),
    },
    { call: account({ account: ['alice'] }), official: { services: [{ uid: 'alice' }] }, dropIn: badType('account') },
    { call: rtm({ userId: ['alice'] }), official: { services: [{ userId: '\0' }] }, dropIn: badType('userId') },
  ],
  'an RTM, Chat or aPaaS user who is missing or empty': [
    { call: rtm({ userId: undefined }), official: { services: [{ userId: '' }] }, dropIn: badType('userId') },
    { call: rtm({ userId: '' }), official: { services: [{ userId: '' }] }, dropIn: refused('userId') },
    { call: permitted({ userId: null }), official: { services: [{ userId: '' }] }, dropIn: badType('userId') },
    {
      call: rtm2({ rtmUserId: undefined }),
      official: { services: [{}, { userId: '' }] },
      dropIn: badType('rtmUserId'),
    },
    { call: chat({ userId: null }), official: { services: [{ userId: '' }] }, dropIn: badType('userId') },
    { call: chat({ userId: '' }), official: { services: [{ userId: '' }] }, dropIn: refused('userId') },
    {
      call: apaasUser({ userUuid: undefined }),
      official: { services: [{ userUuid: '' }] },
      dropIn: badType('userUuid'),
    },
    { call: room({ userUuid: '' }), official: { services: [{ userId: '' }, {}, {}] }, dropIn: refused('userUuid') },
  ],
  '0 as a Chat or aPaaS user': [
    { call: chat({ userId: 0 }), official: { services: [{ userId: '' }] }, dropIn: refused('userId') },
    { call: apaasUser({ userUuid: 0 }), official: { services: [{ userUuid: '' }] }, dropIn: refused('userUuid') },
  ],
  'an empty channel': [
    { call: uid({ channelName: '' }), official: { services: [{ channelName: '' }] }, dropIn: refused('channelName') },
    {
      call: stt({ channelName: '' }),
      official: { services: [{ channelName: '' }, {}, {}] },
      dropIn: refused('channelName'),
    },
  ],
  'a room that is missing or empty': [
    {
      call: room({ roomUuid: undefined }),
      official: { services: [{}, {}, { roomUuid: '' }] },
      dropIn: badType('roomUuid'),
    },
    { call: room({ roomUuid: '' }), official: { services: [{}, {}, { roomUuid: '' }] }, dropIn: refused('roomUuid') },
  ],
  'an RTC role that is missing or not an integer': [
    {
      call: uid({ role: undefined }),
      official: { services: [{ privileges: { joinChannel: 60 } }] },
      dropIn: badType('role'),
    },
    {
      call: uid({ role: true }),
      official: { services: [{ privileges: everyPrivilege(60) }] },
      dropIn: badType('role'),
    },
    {
      call: uid({ role: 'publisher' }),
      official: { services: [{ privileges: { joinChannel: 60 } }] },
      dropIn: refused('role'),
    },
    {
      call: convoai({ rtcRole: 1.5 }),
      official: { services: [{ privileges: { joinChannel: 1 } }, {}, {}] },
      dropIn: refused('rtcRole'),
    },
  ],
  'an aPaaS role that is missing or not an integer': [
    { call: room({ role: undefined }), official: { services: [{}, {}, { role: -1 }] }, dropIn: badType('role') },
    { call: room({ role: 'host' }), official: { services: [{}, {}, { role: 0 }] }, dropIn: refused('role') },
    { call: room({ role: 1.9 }), official: { services: [{}, {}, { role: 1 }] }, dropIn: refused('role') },
  ],
  'missing permissions': [
    {
      call: permitted({ permissions: undefined }),
      official: { services: [{ permissions: {} }] },
      dropIn: badType('permissions'),
    },
  ],
  'a string instead of a list of resources': [
    {
      call: permitting(0, 0, 'ab'),
      official: { services: [{ permissions: { messageChannels: { read: ['a', 'b'] } } }] },
      dropIn: badType('resources'),
    },
  ],
  'an unpaired surrogate in a string': [
    { call: chat({ userId: 'a\ud800' }), official: { services: [{ userId: 'a\ufffd' }] }, dropIn: refused('userId') },
    {
      call: uid({ channelName: '\udc00' }),
      official: { services: [{ channelName: '\ufffd' }] },
      dropIn: refused('channelName'),
    },
  ],
  'permissions of more than 1 MiB': [
    {
      call: permitting(
        0,
        0,
        Array.from({ length: 20 }, () => 'a'.repeat(60_000)),
      ),
      official: { services: [{ service: 'rtm2' }] },
      dropIn: { thrown: 'TokenError', code: 'ERR_INPUT' },
    },
  ],
};

/** Both packages make a token, but not the same; or only the drop-in does. */
export const signedOtherwise: Readonly<Record<string, readonly Case[]>> = {
  'the number 0 as an aPaaS role': [
    {
      call: room({ role: 0 }),
      official: { services: [{}, {}, { role: -1 }] },
      dropIn: { services: [{}, {}, { role: 0 }] },
    },
    {
      call: room({ role: '0' }),
      official: { services: [{}, {}, { role: 0 }] },
      dropIn: { services: [{}, {}, { role: 0 }] },
    },
  ],
  'the string `"1"` as the role for ConvoAI or STT': [convoai, stt].map((call) => ({
    call: call({ rtcRole: '1' }),
    official: { services: [{ privileges: { joinChannel: 1 } }, {}, {}] },
    dropIn: {
      services: [{ privileges: { joinChannel: 1, publishAudio: 2, publishVideo: 3, publishData: 4 } }, {}, {}],
    },
  })),
  'a number or BigInt as an RTM, Chat or aPaaS user': [
    { call: rtm({ userId: 7 }), official: invalidType, dropIn: { services: [{ userId: '7' }] } },
    { call: rtm2({ rtmUserId: 7n }), official: invalidType, dropIn: { services: [{}, { userId: '7' }] } },
    {
      call: chat({ userId: 2 ** 53 - 1 }),
      official: invalidType,
      dropIn: { services: [{ userId: '9007199254740991' }] },
    },
    { call: apaasUser({ userUuid: 7 }), official: invalidType, dropIn: { services: [{ userUuid: '7' }] } },
    {
      call: room({ userUuid: 7 }),
      official: typeError,
      dropIn: { services: [{ userId: '7' }, { userId: '8f14e45fceea167a5a36dedd4bea2543' }, { userUuid: '7' }] },
    },
  ],
};

/** Neither package makes a token; the drop-in throws its own error. */
export const refusedOtherwise: Readonly<Record<string, readonly Case[]>> = {
  'a time below 0, above 4294967295 or infinite': [
    { call: chat({ expire: -1 }), official: outOfRange, dropIn: refused('expire') },
    { call: chat({ expire: 2 ** 32 }), official: outOfRange, dropIn: refused('expire') },
    {
      call: uid({ privilegeExpire: Number.POSITIVE_INFINITY }),
      official: outOfRange,
      dropIn: refused('privilegeExpire'),
    },
  ],
  'an aPaaS role outside of -32768 … 32767': [
    { call: room({ role: 32_768 }), official: outOfRange, dropIn: refused('role') },
  ],
  'a string of more than 65,535 bytes': [
    { call: chat({ userId: 'a'.repeat(65_536) }), official: outOfRange, dropIn: refused('userId') },
  ],
  'a resource type or permission that is not a number': [
    { call: permitting('users', 0, ['a']), official: typeError, dropIn: refused('resourceType') },
    { call: permitting(0, 'read', ['a']), official: typeError, dropIn: refused('permissionType') },
    { call: permitting(65_536, 0, ['a']), official: outOfRange, dropIn: refused('resourceType') },
  ],
};

/** The same token from both, although it may surprise. */
const both = (call: Case['call'], outcome: Outcome): Case => ({ call, official: outcome, dropIn: outcome });
const noToken: Outcome = { thrown: 'TokenError', code: 'ERR_VERSION' };
const emptyIds: Case['call'] = (library) => library.ChatTokenBuilder.buildUserToken('', '', '', 0);

export const kept: Readonly<Record<string, readonly Case[]>> = {
  'an invalid app ID or certificate': [both(emptyIds, noToken)],
  "a time as a string, such as `'3600'`": [
    both(chat({ expire: '3600' }), { expiresIn: 3600, services: [{ privileges: { user: 3600 } }] }),
    both(uid({ privilegeExpire: ' 60\n' }), { services: [{ privileges: everyPrivilege(60) }] }),
  ],
  'a fraction of seconds': [both(chat({ expire: 600.9 }), { expiresIn: 600 })],
  "the string `'0'` as a uid": [
    both(uid({ uid: '0' }), { services: [{ uid: '0' }] }),
    both(uid({ uid: 0 }), { services: [{ uid: '' }] }),
  ],
  'the number 0 as an RTM user': [
    both(rtm({ userId: 0 }), { services: [{ userId: '' }] }),
    both(permitted({ userId: 0 }), { services: [{ userId: '' }] }),
    both(rtm2({ rtmUserId: 0 }), { services: [{}, { userId: '' }] }),
  ],
  'a number that is not a role': [
    both(uid({ role: 0 }), { services: [{ privileges: { joinChannel: 60 } }] }),
    both(stt({ rtcRole: 101 }), { services: [{ privileges: { joinChannel: 1 } }, {}, {}] }),
  ],
  'a privilege that outlasts the token': [
    both(uid({ privilegeExpire: 6000 }), { expiresIn: 600, services: [{ privileges: everyPrivilege(6000) }] }),
  ],
  'a Chat token for more than 24 hours': [both(chat({ expire: 86_401 }), { expiresIn: 86_401 })],
  "names longer than Agora's SDKs accept": [
    both(chat({ userId: 'a'.repeat(65) }), { services: [{ userId: 'a'.repeat(65) }] }),
    both(uid({ channelName: 'c'.repeat(65) }), { services: [{ channelName: 'c'.repeat(65) }] }),
  ],
  '`buildTokenWithRtm` with a privilege expiry': [
    both(withRtm({ privilegeExpire: 60 }), {
      expiresIn: 600,
      services: [{ privileges: everyPrivilege(60) }, { privileges: { login: 600 } }],
    }),
  ],
  'an aPaaS room, user and role': [both(room({}), { services: [{}, {}, { privileges: {} }] })],
};
