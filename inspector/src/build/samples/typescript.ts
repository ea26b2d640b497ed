/** The call of this library, in TypeScript. */
import { javascriptText } from './quote.ts';
import type { LibraryCall } from './recipe.ts';

export function typescriptSample({ name, options }: LibraryCall, appId: string): string {
  const members = Object.entries(options).map(([key, value]) => `  ${propertyName(key)}: ${valueText(value, '  ')},\n`);
  return `import { ${name} } from 'accesstoken2';

const token = ${name}({
  appId: ${javascriptText(appId)},
  appCertificate: process.env.AGORA_APP_CERTIFICATE ?? '',
${members.join('')}});
console.log(token);
`;
}

const LINE_WIDTH = 100;

/** Plain data as a literal: on one line if it fits, otherwise one member per line. */
function valueText(value: unknown, indent: string): string {
  if (typeof value === 'string') return javascriptText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const members = Array.isArray(value)
    ? value.map((item) => valueText(item, deeper))
    : Object.entries(value).map(([key, item]) => `${propertyName(key)}: ${valueText(item, deeper)}`);
  if (members.length === 0) return open + close;
  const space = Array.isArray(value) ? '' : ' ';
  const oneLine = open + space + members.join(', ') + space + close;
  if (!oneLine.includes('\n') && indent.length + oneLine.length <= LINE_WIDTH) return oneLine;
  return `${open}\n${members.map((member) => `${deeper}${member},\n`).join('')}${indent}${close}`;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$|^(0|[1-9]\d*)$/.test(key) ? key : javascriptText(key);
}
