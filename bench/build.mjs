/** Building tokens, compared with npm agora-token and with the SHA-256 compressions that every token needs. */
import agora from 'agora-token';
import agoraTokens from 'agora-token/src/AccessToken2.js';
import * as dropIn from '../dist/agora-token.js';
import { buildChatUserToken, buildRtcToken, buildRtmToken, buildToken, createTokenIssuer } from '../dist/index.js';
import { record } from './figures.mjs';
import { compare } from './harness.mjs';
import { channelLists, channelNames, credentials, expiresIn, MASK, uids, userIds } from './inputs.mjs';
import { compression } from './kernels.mjs';
import { printTimings } from './report.mjs';

const { appId, appCertificate } = credentials;
const issuer = createTokenIssuer(credentials);

/** HMAC(salt, ·) takes 4, HMAC(·, content) of one block and a half 5; the first HMAC is the issuer's, once a second. */
const COMPRESSIONS = 9;

export function run() {
  for (const [kind, ids] of Object.entries(userIds)) {
    const [ours, plain, nine, official] = compareChat(ids);
    printTimings(`Chat user token, ${kind} user IDs (${ids[0]})`, [ours, plain, nine, official]);
    if (kind === 'short') {
      record('issuer', ours.fasterThan(official));
      record('plain', plain.fasterThan(official));
      record('buildFloor', nine.fasterThan(ours));
    }
    if (kind === 'uuid') {
      record('uuid', ours.fasterThan(official));
      record('uuidFloor', nine.fasterThan(ours));
    }
  }
  printTimings('RTC token, publisher', compareRtc());
  printTimings('Token of five services', compareFiveServices());
  for (const size of [1, 10, 60]) printTimings(`RTM2 token, ${size} KB of permissions`, compareRtm2(size * 1024));
}

function compareChat(ids) {
  return compare({
    'issuer.chatUserToken': (i) => issuer.chatUserToken({ userId: ids[i & MASK], expiresIn }),
    buildChatUserToken: (i) => buildChatUserToken({ appId, appCertificate, userId: ids[i & MASK], expiresIn }),
    [`${COMPRESSIONS} SHA-256 compressions`]: (i) => {
      for (let left = COMPRESSIONS; left > 0; left--) compression(i);
      return i;
    },
    'agora-token': (i) => agora.ChatTokenBuilder.buildUserToken(appId, appCertificate, ids[i & MASK], expiresIn),
    'accesstoken2/agora-token': (i) =>
      dropIn.ChatTokenBuilder.buildUserToken(appId, appCertificate, ids[i & MASK], expiresIn),
  });
}

function compareRtc() {
  return compare({
    buildRtcToken: (i) =>
      buildRtcToken({
        appId,
        appCertificate,
        channelName: channelNames[i & MASK],
        uid: uids[i & MASK],
        role: 'publisher',
        expiresIn,
      }),
    'agora-token': (i) =>
      agora.RtcTokenBuilder.buildTokenWithUid(
        appId,
        appCertificate,
        channelNames[i & MASK],
        uids[i & MASK],
        agora.RtcRole.PUBLISHER,
        expiresIn,
        expiresIn,
      ),
  });
}

function compareFiveServices() {
  const { ServiceChat, ServiceFpa, ServiceRtc, ServiceRtm, ServiceStreaming } = agoraTokens;
  return compare({
    buildToken: (i) => {
      const userId = userIds.short[i & MASK];
      const channelName = channelNames[i & MASK];
      const uid = uids[i & MASK];
      return buildToken({
        appId,
        appCertificate,
        expiresIn,
        services: [
          { service: 'rtc', channelName, uid, privileges: { joinChannel: expiresIn, publishAudio: expiresIn } },
          { service: 'rtm', userId, privileges: { login: expiresIn } },
          { service: 'streaming', channelName, account: userId, privileges: { publishMixStream: expiresIn } },
          { service: 'fpa', privileges: { login: 0 } },
          { service: 'chat', userId, privileges: { user: expiresIn } },
        ],
      });
    },
    'agora-token': (i) => {
      const userId = userIds.short[i & MASK];
      const channelName = channelNames[i & MASK];
      const token = new agoraTokens.AccessToken2(appId, appCertificate, 0, expiresIn);
      const rtc = new ServiceRtc(channelName, uids[i & MASK]);
      rtc.add_privilege(ServiceRtc.kPrivilegeJoinChannel, expiresIn);
      rtc.add_privilege(ServiceRtc.kPrivilegePublishAudioStream, expiresIn);
      const rtm = new ServiceRtm(userId);
      rtm.add_privilege(ServiceRtm.kPrivilegeLogin, expiresIn);
      const streaming = new ServiceStreaming(channelName, userId);
      streaming.add_privilege(ServiceStreaming.kPrivilegePublishMixStream, expiresIn);
      const fpa = new ServiceFpa();
      fpa.add_privilege(ServiceFpa.kPrivilegeLogin, 0);
      const chat = new ServiceChat(userId);
      chat.add_privilege(ServiceChat.kPrivilegeUser, expiresIn);
      for (const service of [rtc, rtm, streaming, fpa, chat]) token.add_service(service);
      return token.build();
    },
  });
}

function compareRtm2(bytes) {
  const lists = channelLists(bytes);
  return compare({
    buildRtmToken: (i) =>
      buildRtmToken({
        appId,
        appCertificate,
        userId: userIds.short[i & MASK],
        permissions: { messageChannels: { read: lists[i & 15] } },
        expiresIn,
      }),
    'agora-token': (i) => {
      const permissions = new agora.Rtm2Permissions();
      permissions.add(0, 0, lists[i & 15]);
      return agora.RtmTokenBuilder.buildTokenWithPermissions(
        appId,
        appCertificate,
        userIds.short[i & MASK],
        permissions,
        expiresIn,
      );
    },
  });
}
