/** The call of Agora's Go builders, the module `go/src` of their repository, as a program. */
import { capitalized, constant, listPermissions } from './permissions.ts';
import { goText } from './quote.ts';
import type { Argument, BuilderName, OfficialCall } from './recipe.ts';

const MODULE = 'github.com/AgoraIO/Tools/DynamicKey/AgoraDynamicKey/go/src';

const PACKAGES: Readonly<Record<BuilderName, string>> = {
  ApaasTokenBuilder: 'apaastokenbuilder',
  ChatTokenBuilder: 'chatTokenBuilder',
  ConvoAITokenBuilder: 'convoaitokenbuilder',
  FpaTokenBuilder: 'fpatokenbuilder',
  RtcTokenBuilder: 'rtctokenbuilder2',
  RtmTokenBuilder: 'rtmtokenbuilder2',
  SttTokenBuilder: 'stttokenbuilder',
};

export function goSample({ builder, method, args }: OfficialCall, appId: string): string {
  const written = args.map(argument);
  const packages = [PACKAGES[builder], ...written.flatMap((one) => one.package ?? [])];
  const all = ['appId', 'appCertificate', ...written.map(({ text }) => text)];
  const lines = [
    ...written.flatMap(({ before = [] }) => before),
    `token, err := ${PACKAGES[builder]}.${functionName(builder, method)}(${all.join(', ')})`,
  ];
  return `package main

import (
	"fmt"
	"log"
	"os"

${[...new Set(packages)]
  .sort()
  .map((name) => `\t"${MODULE}/${name}"\n`)
  .join('')})

func main() {
	appId := ${goText(appId)}
	appCertificate := os.Getenv("AGORA_APP_CERTIFICATE")

${lines.map((line) => `\t${line}\n`).join('')}	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token)
}
`;
}

/** As in npm with a capital; the Chat package alone has its own name in the middle: `BuildChatUserToken`. */
function functionName(builder: BuilderName, method: string): string {
  const name = capitalized(method);
  return builder === 'ChatTokenBuilder' ? name.replace('Build', 'BuildChat') : name;
}

interface Written {
  readonly text: string;
  readonly package?: string;
  readonly before?: readonly string[];
}

function argument(value: Argument): Written {
  if (typeof value === 'string') return { text: goText(value) };
  if (typeof value === 'number') return { text: String(value) };
  if ('role' in value) {
    return { text: `${PACKAGES.RtcTokenBuilder}.Role${capitalized(value.role)}`, package: PACKAGES.RtcTokenBuilder };
  }
  const adds = listPermissions(value.permissions).map(({ resource, access, names }) => {
    const first = constant('accesstoken2.Rtm2Resource', resource);
    const second = constant('accesstoken2.Rtm2Permission', access);
    return `permissions.Add(${first}, ${second}, []string{${names.map(goText).join(', ')}})`;
  });
  return {
    text: 'permissions',
    package: 'accesstoken2',
    before: ['permissions := accesstoken2.NewRtm2Permissions()', ...adds],
  };
}
