/** A program that calls Agora's Go builders: the module `go/src` of their repository. */
import { capitalized, type Dialect, write } from './official.ts';
import { goText } from './quote.ts';
import type { BuilderName, OfficialCall } from './recipe.ts';

const MODULE = 'github.com/AgoraIO/Tools/DynamicKey/AgoraDynamicKey/go/src';

const PACKAGES: Readonly<Record<BuilderName, string>> = {
  Apaas: 'apaastokenbuilder',
  Chat: 'chatTokenBuilder',
  ConvoAI: 'convoaitokenbuilder',
  Fpa: 'fpatokenbuilder',
  Rtc: 'rtctokenbuilder2',
  Rtm: 'rtmtokenbuilder2',
  Stt: 'stttokenbuilder',
};

const go: Dialect = {
  text: goText,
  role: (role) => `${PACKAGES.Rtc}.Role${capitalized(role)}`,
  importRole: () => PACKAGES.Rtc,
  importPermissions: 'accesstoken2',
  noPermissions: 'permissions := accesstoken2.NewRtm2Permissions()',
  addPermission: (resource, access, names) => `permissions.Add(${resource}, ${access}, []string{${names}})`,
  resourcePrefix: 'accesstoken2.Rtm2Resource',
  accessPrefix: 'accesstoken2.Rtm2Permission',
};

export function goSample({ builder, method, args }: OfficialCall, appId: string): string {
  const written = write(args, go);
  const called = `${PACKAGES[builder]}.${functionName(builder, method)}`;
  const lines = [
    ...written.before,
    `token, err := ${called}(${['appId', 'appCertificate', ...written.args].join(', ')})`,
  ];
  return `package main

import (
	"fmt"
	"log"
	"os"

${[...new Set([PACKAGES[builder], ...written.imports])]
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

/** The npm name with a capital. Only the Chat package adds its name: `BuildChatUserToken`. */
function functionName(builder: BuilderName, method: string): string {
  const name = capitalized(method);
  return builder === 'Chat' ? name.replace('Build', 'BuildChat') : name;
}
