/**
 * The names and the order of arguments in Agora's builders: facts of their repository (github.com/AgoraIO/Tools,
 * DynamicKey/AgoraDynamicKey), as calls with the fields of each kind as they are at first.
 */
import { expect, it } from 'vitest';
import { kinds } from '../../src/build/kinds/kinds.ts';
import { samplesOf } from '../../src/build/samples/samples.ts';
import { recipeOf, sampleOptions } from '../support/samples.ts';

const agent = '"lobby", "alice", rtctokenbuilder2.RolePublisher, 3600, 3600, 1800, 900, 600, "alice", 3600';
const agentInPython = "'lobby', 'alice', Role_Publisher, 3600, 3600, 1800, 900, 600, 'alice', 3600";

/** By kind, without app id and certificate: Go, Python. */
const CALLS: Readonly<Record<string, readonly [go: string, python: string]>> = {
  'chat-user': [
    'chatTokenBuilder.BuildChatUserToken("alice", 3600)',
    "ChatTokenBuilder.build_user_token('alice', 3600)",
  ],
  'chat-app': ['chatTokenBuilder.BuildChatAppToken(3600)', 'ChatTokenBuilder.build_app_token(3600)'],
  rtc: [
    'rtctokenbuilder2.BuildTokenWithUid("lobby", 42, rtctokenbuilder2.RolePublisher, 3600, 0)',
    "RtcTokenBuilder.build_token_with_uid('lobby', 42, Role_Publisher, 3600, 0)",
  ],
  'rtc-privileges': [
    'rtctokenbuilder2.BuildTokenWithUidAndPrivilege("lobby", 42, 3600, 3600, 1800, 900, 600)',
    "RtcTokenBuilder.build_token_with_uid_and_privilege('lobby', 42, 3600, 3600, 1800, 900, 600)",
  ],
  'rtc-rtm': [
    'rtctokenbuilder2.BuildTokenWithRtm("lobby", "alice", rtctokenbuilder2.RolePublisher, 3600, 0)',
    "RtcTokenBuilder.build_token_with_rtm('lobby', 'alice', Role_Publisher, 3600, 0)",
  ],
  convoai: [`convoaitokenbuilder.BuildToken(${agent})`, `ConvoAITokenBuilder.build_token(${agentInPython})`],
  stt: [`stttokenbuilder.BuildToken(${agent})`, `SttTokenBuilder.build_token(${agentInPython})`],
  rtm: ['rtmtokenbuilder2.BuildToken("alice", 3600)', "RtmTokenBuilder.build_token('alice', 3600)"],
  rtm2: [
    'rtmtokenbuilder2.BuildTokenWithPermissions("alice", permissions, 3600)',
    "RtmTokenBuilder.build_token_with_permissions('alice', permissions, 3600)",
  ],
  'apaas-user': [
    'apaastokenbuilder.BuildUserToken("alice", 3600)',
    "ApaasTokenBuilder.build_user_token('alice', 3600)",
  ],
  'apaas-app': ['apaastokenbuilder.BuildAppToken(3600)', 'ApaasTokenBuilder.build_app_token(3600)'],
  fpa: ['fpatokenbuilder.BuildToken()', 'FpaTokenBuilder.build_token()'],
};

it('every kind has the calls that there are for it', () => {
  const found = kinds.flatMap((kind) => {
    const samples = samplesOf(kind.recipe({}), sampleOptions);
    const calls = ['go', 'python'].map((language) => callIn(samples.get(language as never)));
    return calls.some((call) => call !== undefined) ? [[kind.id, calls]] : [];
  });
  expect(Object.fromEntries(found)).toEqual(CALLS);
});

it('a user account has calls of its own, a subscriber its role', () => {
  const account = { uid: 'alice', role: 'subscriber' };
  const byRole = samplesOf(recipeOf('rtc', account), sampleOptions);
  const byPrivilege = samplesOf(recipeOf('rtc-privileges', account), sampleOptions);
  expect(['go', 'python'].map((language) => callIn(byRole.get(language as never)))).toEqual([
    'rtctokenbuilder2.BuildTokenWithUserAccount("lobby", "alice", rtctokenbuilder2.RoleSubscriber, 3600, 0)',
    "RtcTokenBuilder.build_token_with_user_account('lobby', 'alice', Role_Subscriber, 3600, 0)",
  ]);
  expect(['go', 'python'].map((language) => callIn(byPrivilege.get(language as never)))).toEqual([
    'rtctokenbuilder2.BuildTokenWithUserAccountAndPrivilege("lobby", "alice", 3600, 3600, 1800, 900, 600)',
    "RtcTokenBuilder.build_token_with_user_account_and_privilege('lobby', 'alice', 3600, 3600, 1800, 900, 600)",
  ]);
});

it('the Go program', () => {
  expect(
    samplesOf(recipeOf('rtm2', { permissions: '{"users":{"read":["bob"]},"7":{"write":[]}}' }), sampleOptions).get(
      'go',
    ),
  ).toBe(`package main

import (
	"fmt"
	"log"
	"os"

	"github.com/AgoraIO/Tools/DynamicKey/AgoraDynamicKey/go/src/accesstoken2"
	"github.com/AgoraIO/Tools/DynamicKey/AgoraDynamicKey/go/src/rtmtokenbuilder2"
)

func main() {
	appId := "${sampleOptions.appId}"
	appCertificate := os.Getenv("AGORA_APP_CERTIFICATE")

	permissions := accesstoken2.NewRtm2Permissions()
	permissions.Add(7, accesstoken2.Rtm2PermissionWrite, []string{})
	permissions.Add(accesstoken2.Rtm2ResourceUsers, accesstoken2.Rtm2PermissionRead, []string{"bob"})
	token, err := rtmtokenbuilder2.BuildTokenWithPermissions(appId, appCertificate, "alice", permissions, 3600)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token)
}
`);
});

it('the Python program', () => {
  expect(
    samplesOf(recipeOf('rtm2'), sampleOptions).get('python'),
  ).toBe(`# In DynamicKey/AgoraDynamicKey/python3 of https://github.com/AgoraIO/Tools
import os

from src.AccessToken2 import ServiceRtm2
from src.RtmTokenBuilder2 import RtmTokenBuilder

app_id = '${sampleOptions.appId}'
app_certificate = os.environ['AGORA_APP_CERTIFICATE']

permissions = ServiceRtm2.Permissions()
permissions.add(ServiceRtm2.Permissions.kMessageChannels, ServiceRtm2.Permissions.kRead, ['lobby', 'news'])
permissions.add(ServiceRtm2.Permissions.kMessageChannels, ServiceRtm2.Permissions.kWrite, ['lobby'])
token = RtmTokenBuilder.build_token_with_permissions(app_id, app_certificate, 'alice', permissions, 3600)
print(token)
`);
});

/** The call that gives the token, without the credentials. */
function callIn(sample: string | undefined): string | undefined {
  return sample?.match(/token(?:, err :)? ?= ?(.*?);?$/m)?.[1]?.replace(/app_?[iI]d, app_?[cC]ertificate(, )?/, '');
}
