/** The call of npm `agora-token`, in CommonJS: the package has no named exports that Node's ES modules could find. */
import { constant, listPermissions } from './permissions.ts';
import { javascriptText } from './quote.ts';
import type { Argument, OfficialCall } from './recipe.ts';

export function nodeSample(call: OfficialCall, appId: string): string {
  const { names, lines } = callOf(call);
  return `const { ${names.join(', ')} } = require('agora-token');

const appId = ${javascriptText(appId)};
const appCertificate = process.env.AGORA_APP_CERTIFICATE;

${lines.join('\n')}
console.log(token);
`;
}

interface Call {
  /** What has to be imported. */
  readonly names: readonly string[];
  /** What is in front of the call, and the call, which gives `token`. */
  readonly lines: readonly string[];
}

function callOf({ builder, method, args }: OfficialCall): Call {
  const written = args.map(argument);
  const all = ['appId', 'appCertificate', ...written.map(({ text }) => text)];
  return {
    names: [...new Set([builder, ...written.flatMap(({ names = [] }) => names)])],
    lines: [...written.flatMap(({ before = [] }) => before), `const token = ${builder}.${method}(${all.join(', ')});`],
  };
}

interface Written {
  readonly text: string;
  readonly names?: readonly string[];
  readonly before?: readonly string[];
}

function argument(value: Argument): Written {
  if (typeof value === 'string') return { text: javascriptText(value) };
  if (typeof value === 'number') return { text: String(value) };
  if ('role' in value) return { text: `RtcRole.${value.role.toUpperCase()}`, names: ['RtcRole'] };
  const adds = listPermissions(value.permissions).map(({ resource, access, names }) => {
    const [first, second] = [constant('Rtm2Permissions.k', resource), constant('Rtm2Permissions.k', access)];
    return `permissions.add(${first}, ${second}, [${names.map(javascriptText).join(', ')}]);`;
  });
  return {
    text: 'permissions',
    names: ['Rtm2Permissions'],
    before: ['const permissions = new Rtm2Permissions();', ...adds],
  };
}
