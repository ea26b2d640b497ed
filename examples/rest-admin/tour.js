/**
 * `npm run example:rest-admin`: starts the stand-in of the API that the tests use, and runs some commands against it.
 * Only this file needs the repository around it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The app of Agora's published test suites. */
const credentials = { appId: '970CA35de60c44645bbae8a215061b33', appCertificate: '5CFd2fd1755d40ecb72977518be15d3b' };

const pathOf = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** Node 20 cannot run TypeScript, so the stand-in is compiled first. */
async function loadStandIn() {
  const { outputFiles } = await build({
    entryPoints: [pathOf('../../test/stand-in-rest/start.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}

const { startStandIn } = await loadStandIn();
const standIn = await startStandIn(credentials);
const env = {
  ...process.env,
  CHAT_HOST: standIn.address.host,
  CHAT_ORG: standIn.address.orgName,
  CHAT_APP: standIn.address.appName,
  AGORA_APP_ID: credentials.appId,
  AGORA_APP_CERTIFICATE: credentials.appCertificate,
};

/**
 * Shows a command, runs it and waits for it.
 *
 * @param {string} command
 * @param {string} [input]
 * @param {number} [expectedExit]
 */
async function show(command, input = '', expectedExit = 0) {
  console.log(`$ ${input && `printf ${JSON.stringify(input)} | `}node admin.js ${command}`);
  const child = spawn(process.execPath, [pathOf('admin.js'), ...command.split(' ')], {
    env,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(input);
  const exit = await new Promise((resolve) => child.once('close', resolve));
  console.log();
  if (exit !== expectedExit) throw new Error(`the command ended with ${exit}`);
}

try {
  await show('create alice Alice');
  await show('import', 'alice\nbob\ncarol\n');
  await show('ban bob');
  await show('list');
  await show('status alice bob nobody');
  await show('send alice carol', 'Tea is ready.\n');
  await show('delete carol');
  await show('show carol', '', 1);
} finally {
  await standIn.close();
}
