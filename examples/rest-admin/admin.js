#!/usr/bin/env node
/** The process around the commands: environment, arguments, Ctrl-C, exit code. */
import { text } from 'node:stream/consumers';
import { createChatRestClient } from 'accesstoken2/rest';
import { commands, UsageError } from './commands.js';

const [name = 'help', ...args] = process.argv.slice(2);
const controller = new AbortController();
process.once('SIGINT', () => controller.abort(new Error('interrupted')));

try {
  await main();
} catch (error) {
  // An error of the REST client has a code, and its message contains no secret.
  const { code = '', message } = /** @type {Error & { code?: string }} */ (error);
  console.error(`${message} ${code && `(${code})`}`.trimEnd());
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function main() {
  if (name === 'help') {
    console.log(
      `node admin.js COMMAND\n\n${Object.values(commands)
        .map(({ usage }) => `  ${usage}`)
        .join('\n')}`,
    );
    return;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError('there is no command of that name; try help');
  const chat = createChatRestClient({
    host: required('CHAT_HOST'),
    orgName: required('CHAT_ORG'),
    appName: required('CHAT_APP'),
    credentials: { appId: required('AGORA_APP_ID'), appCertificate: required('AGORA_APP_CERTIFICATE') },
  });
  await command.run(
    { chat, signal: controller.signal, readInput: () => text(process.stdin), print: (line) => console.log(line) },
    args,
  );
}

/** @param {string} variable */
function required(variable) {
  const value = process.env[variable];
  if (value === undefined || value === '') throw new UsageError(`${variable} is not set`);
  return value;
}
