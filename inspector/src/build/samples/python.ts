/** A program that calls Agora's Python 3 builders. They are not a package: it must run in the folder with their `src`. */
import { capitalized, type Dialect, write } from './official.ts';
import { pythonText } from './quote.ts';
import type { BuilderName, OfficialCall } from './recipe.ts';

const MODULES: Readonly<Record<BuilderName, string>> = {
  Apaas: 'apaas_token_builder',
  Chat: 'ChatTokenBuilder2',
  ConvoAI: 'convoai_token_builder',
  Fpa: 'fpa_token_builder',
  Rtc: 'RtcTokenBuilder2',
  Rtm: 'RtmTokenBuilder2',
  Stt: 'stt_token_builder',
};

const python: Dialect = {
  text: pythonText,
  role: (role) => `Role_${capitalized(role)}`,
  importRole: (role) => importOf(MODULES.Rtc, python.role(role)),
  importPermissions: importOf('AccessToken2', 'ServiceRtm2'),
  noPermissions: 'permissions = ServiceRtm2.Permissions()',
  addPermission: (resource, access, names) => `permissions.add(${resource}, ${access}, [${names}])`,
  resourcePrefix: 'ServiceRtm2.Permissions.k',
  accessPrefix: 'ServiceRtm2.Permissions.k',
};

export function pythonSample({ builder, method, args }: OfficialCall, appId: string): string {
  const written = write(args, python);
  const name = `${builder}TokenBuilder`;
  const lines = [
    ...written.before,
    `token = ${name}.${snakeCase(method)}(${['app_id', 'app_certificate', ...written.args].join(', ')})`,
  ];
  return `# In DynamicKey/AgoraDynamicKey/python3 of https://github.com/AgoraIO/Tools
import os

${[importOf(MODULES[builder], name), ...written.imports].sort().join('\n')}

app_id = ${pythonText(appId)}
app_certificate = os.environ['AGORA_APP_CERTIFICATE']

${lines.join('\n')}
print(token)
`;
}

function importOf(module: string, name: string): string {
  return `from src.${module} import ${name}`;
}

/** `buildTokenWithUid` becomes `build_token_with_uid`. */
function snakeCase(method: string): string {
  return method.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
