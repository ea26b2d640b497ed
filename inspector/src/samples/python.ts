/** The call of Agora's Python 3 builders, which are no package: the program runs in the folder that has their `src`. */
import { constant, listPermissions } from './permissions.ts';
import { pythonText } from './quote.ts';
import type { Argument, BuilderName, OfficialCall } from './recipe.ts';

const MODULES: Readonly<Record<BuilderName, string>> = {
  ApaasTokenBuilder: 'apaas_token_builder',
  ChatTokenBuilder: 'ChatTokenBuilder2',
  ConvoAITokenBuilder: 'convoai_token_builder',
  FpaTokenBuilder: 'fpa_token_builder',
  RtcTokenBuilder: 'RtcTokenBuilder2',
  RtmTokenBuilder: 'RtmTokenBuilder2',
  SttTokenBuilder: 'stt_token_builder',
};

export function pythonSample({ builder, method, args }: OfficialCall, appId: string): string {
  const written = args.map(argument);
  const imports = [importOf(MODULES[builder], builder), ...written.flatMap((one) => one.import ?? [])];
  const all = ['app_id', 'app_certificate', ...written.map(({ text }) => text)];
  const lines = [
    ...written.flatMap(({ before = [] }) => before),
    `token = ${builder}.${snakeCase(method)}(${all.join(', ')})`,
  ];
  return `# In DynamicKey/AgoraDynamicKey/python3 of https://github.com/AgoraIO/Tools
import os

${imports.sort().join('\n')}

app_id = ${pythonText(appId)}
app_certificate = os.environ['AGORA_APP_CERTIFICATE']

${lines.join('\n')}
print(token)
`;
}

function importOf(module: string, name: string): string {
  return `from src.${module} import ${name}`;
}

/** `buildTokenWithUid` is `build_token_with_uid` there. */
function snakeCase(method: string): string {
  return method.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

interface Written {
  readonly text: string;
  readonly import?: string;
  readonly before?: readonly string[];
}

function argument(value: Argument): Written {
  if (typeof value === 'string') return { text: pythonText(value) };
  if (typeof value === 'number') return { text: String(value) };
  if ('role' in value) {
    const name = value.role === 'publisher' ? 'Role_Publisher' : 'Role_Subscriber';
    return { text: name, import: importOf(MODULES.RtcTokenBuilder, name) };
  }
  const adds = listPermissions(value.permissions).map(({ resource, access, names }) => {
    const first = constant('ServiceRtm2.Permissions.k', resource);
    const second = constant('ServiceRtm2.Permissions.k', access);
    return `permissions.add(${first}, ${second}, [${names.map(pythonText).join(', ')}])`;
  });
  return {
    text: 'permissions',
    import: importOf('AccessToken2', 'ServiceRtm2'),
    before: ['permissions = ServiceRtm2.Permissions()', ...adds],
  };
}
