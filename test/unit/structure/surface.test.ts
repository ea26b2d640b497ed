/** The exports of every entry point: a change to the public API is a visible diff. */
import { readFileSync } from 'node:fs';
import official from 'agora-token';
import { expect, it } from 'vitest';
import * as dropIn from '../../../src/agora-token/index.ts';
import * as client from '../../../src/client/index.ts';
import * as library from '../../../src/index.ts';
import * as rest from '../../../src/rest/index.ts';
import * as trace from '../../../src/trace/index.ts';

it('the library exports these values', () => {
  expect(Object.keys(library).sort()).toEqual([
    'TokenError',
    'apaasChatId',
    'buildApaasRoomUserToken',
    'buildChatAppToken',
    'buildChatUserToken',
    'buildRtcToken',
    'buildRtmToken',
    'buildToken',
    'createTokenIssuer',
    'decodeToken',
    'explainToken',
    'isChatUserId',
    'isTokenError',
    'serviceCatalog',
    'verifyToken',
  ]);
});

it('the drop-in exports what agora-token does, by name and as the default export, and its error class', () => {
  const exported = Object.keys(dropIn.default).sort();
  expect(exported).toEqual([
    'ApaasTokenBuilder',
    'ChatTokenBuilder',
    'ConvoAITokenBuilder',
    'EducationTokenBuilder',
    'FpaTokenBuilder',
    'RtcRole',
    'RtcTokenBuilder',
    'Rtm2Permissions',
    'RtmTokenBuilder',
    'SttTokenBuilder',
  ]);
  expect(exported).toEqual(Object.keys(official).sort());
  const { default: all, isTokenError, TokenError, ...byName } = dropIn;
  expect([isTokenError, TokenError]).toEqual([library.isTokenError, library.TokenError]);
  expect(all).toEqual(byName);
});

it('the trace entry exports these values', () => {
  expect(Object.keys(trace).sort()).toEqual(['isTokenError', 'recoverToken', 'traceToken']);
});

it('the REST client exports these values', () => {
  expect(Object.keys(rest).sort()).toEqual([
    'ChatRestError',
    'chatBlocks',
    'chatFiles',
    'chatGroups',
    'chatMessages',
    'chatMutes',
    'chatPresence',
    'chatPush',
    'chatRooms',
    'chatUserAttributes',
    'createAppTokenProvider',
    'createChatRestClient',
    'isChatRestError',
    'isTokenError',
  ]);
});

it('the hook exports this value', () => {
  expect(
    [
      ...readFileSync(new URL('../../../src/react/index.ts', import.meta.url), 'utf8').matchAll(
        /^export (?:const|function|class) (\w+)/gm,
      ),
    ].map(([, name]) => name),
  ).toEqual(['useChatSession']);
});

it('the client exports these values', () => {
  expect(Object.keys(client).sort()).toEqual([
    'ChatSessionError',
    'TokenRequestError',
    'agoraChatWeb',
    'createChatSession',
    'isTokenError',
    'onAppState',
    'reactNativeAgoraChat',
    'tokenEndpoint',
  ]);
});

it('the package exports these paths, and depends on nothing', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(Object.keys(manifest.exports)).toEqual([
    '.',
    './agora-token',
    './client',
    './react',
    './rest',
    './trace',
    './package.json',
  ]);
  expect(manifest.dependencies ?? {}).toEqual({});
  // For the hook only.
  expect(manifest.peerDependencies).toEqual({ react: '>=18' });
  expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
});
