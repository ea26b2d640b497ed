/**
 * `npm run example:web-chat`, and with the argument `vue-chat` that example: serves the page, with stand-ins for Agora's servers and for the token server, so that no
 * account is needed. Commands on standard input simulate events. Only this file needs the rest of the repository.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTokenServer } from 'accesstoken2-server';
import { build } from 'esbuild';
import { startBackend } from '../../test/sdk/stand-in/backend.mjs';
import { kicks } from '../../test/sdk/stand-in/msync.mjs';
import { startTokenServer } from '../../test/sdk/stand-in/token-server.mjs';

/** The app of Agora's published test suites. */
const credentials = { appId: '970CA35de60c44645bbae8a215061b33', appCertificate: '5CFd2fd1755d40ecb72977518be15d3b' };

/** Seconds: short, so that a renewal can be seen. */
const EXPIRES_IN = 60;

/** The folder of the example, beside this one. */
const example = process.argv[2] ?? 'web-chat';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

const bundle = await build({
  entryPoints: [pathOf(`../${example}/page.js`)],
  bundle: true,
  format: 'esm',
  write: false,
  // In a folder of its own, after `npm install`, they are found by themselves.
  alias: Object.fromEntries(['agora-chat', 'vue'].map((name) => [name, pathOf(`../../test/sdk/node_modules/${name}`)])),
  define: { 'process.env.NODE_ENV': '"production"' },
});
const [backend, tokenServer] = await Promise.all([
  startBackend(credentials),
  startTokenServer(createTokenServer, credentials),
]);
const config = {
  tokenServer: tokenServer.url,
  connection: backend.connectionOptions,
  expiresIn: EXPIRES_IN,
  // So that `warn` shows a renewal at once.
  minInterval: 1,
};

const files = {
  '/': ['text/html', await readFile(pathOf(`../${example}/index.html`))],
  '/bundle.js': ['text/javascript', bundle.outputFiles[0].contents],
  '/config.json': ['application/json', JSON.stringify(config)],
};
const page = createServer((request, response) => {
  const [type, body] = files[request.url] ?? [];
  response.writeHead(type ? 200 : 404, type && { 'content-type': `${type}; charset=utf-8` }).end(body);
});
await new Promise((resolve) => page.listen(process.env.PORT ?? 3000, '127.0.0.1', resolve));

const commands = {
  warn: () => backend.tellTime(Date.now() + 0.9 * EXPIRES_IN * 1000),
  expire: () => backend.tellTime(Date.now() + 1.1 * EXPIRES_IN * 1000),
  kick: () => backend.kick(kicks.otherDevice),
  down: () => tokenServer.goDown(),
  up: () => tokenServer.comeBack(),
};

console.log(`Open http://127.0.0.1:${page.address().port}/ and sign in. Press Ctrl-C to stop. You can type:

  warn     Agora says that the token will expire
  expire   Agora says that it has expired
  kick     another device logs the user out
  down     the token server stops
  up       the token server starts again
`);
for await (const line of createInterface({ input: process.stdin })) {
  if (Object.hasOwn(commands, line.trim())) commands[line.trim()]();
  else if (line.trim() !== '') console.log('warn, expire, kick, down or up');
}
