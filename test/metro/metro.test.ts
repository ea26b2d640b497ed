/**
 * An app's entry, bundled by the Metro and the Babel preset of four React Native releases and then run: with the settings
 * of Metro itself, with React Native's, and with package exports switched on or off. Metro does not remove unused code,
 * and reads `exports` by default only from 0.82 on (React Native 0.79).
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildChatUserToken } from '../../src/index.ts';
import { credentials } from '../support/credentials.ts';
import { installedPackage } from '../support/installed-package.ts';

const here = new URL('.', import.meta.url).pathname;

const RELEASES = [
  { reactNative: '0.73', metro: '0.80', readsExports: false },
  { reactNative: '0.76', metro: '0.81', readsExports: false },
  { reactNative: '0.80', metro: '0.82', readsExports: true },
  { reactNative: '0.82', metro: '0.83', readsExports: true },
];

const FIELDS = ['react-native', 'browser', 'main'];

/** Logs in with a token from `fetchToken` on an SDK that does nothing, and calls back with the state. */
const ENTRY = `
import { createChatSession, onAppState, reactNativeAgoraChat, tokenEndpoint } from 'accesstoken2/client';
import { useChatSession } from 'accesstoken2/react';

const client = {
  async loginWithToken() {},
  async renewAgoraToken() {},
  async logout() {},
  addConnectionListener() {},
  removeConnectionListener() {},
};
const session = createChatSession(reactNativeAgoraChat(client, { os: 'ios' }), { fetchToken: async () => globalThis.token });
session.login('alice').then(() => {
  globalThis.done({
    state: session.state,
    tokenLives: session.expiresIn > 3500,
    rest: [onAppState, tokenEndpoint, useChatSession].map((one) => typeof one).join(),
  });
}, (error) => globalThis.done(error.code));
`;

let folder: string;

beforeAll(async () => {
  const project = await installedPackage();
  folder = join(project, 'app');
  await mkdir(join(folder, 'node_modules/react'), { recursive: true });
  await cp(join(project, 'node_modules/accesstoken2'), join(folder, 'node_modules/accesstoken2'), { recursive: true });
  // Every React Native app has it: code that the presets compile imports its helpers.
  await cp(join(here, 'node_modules/@babel/runtime'), join(folder, 'node_modules/@babel/runtime'), { recursive: true });
  // The hook is only imported here; test/sdk runs it with the real React.
  await writeFile(
    join(folder, 'node_modules/react/index.js'),
    'exports.useState = exports.useEffect = exports.useRef = () => {};',
  );
  await writeFile(join(folder, 'package.json'), '{ "name": "app", "private": true }');
  await writeFile(join(folder, 'client.js'), ENTRY);
  await writeFile(
    join(folder, 'all.js'),
    `import { decodeToken } from 'accesstoken2';\nimport './client.js';\ndecodeToken(globalThis.token);`,
  );
});

describe.each(RELEASES)('React Native $reactNative, Metro $metro', ({ reactNative, metro, readsExports }) => {
  it.each([
    // Metro reads `browser` or `main`; React Native reads `react-native` first, which the root entry needs.
    ['with Metro’s settings', 'client.js', {}],
    ['with React Native’s settings', 'all.js', { resolverMainFields: FIELDS }],
    [
      `with package exports ${readsExports ? 'off' : 'on'}`,
      'all.js',
      { resolverMainFields: FIELDS, unstable_enablePackageExports: !readsExports },
    ],
  ])('bundles an app %s', async (name, entry, resolver) => {
    const out = join(folder, `${reactNative}-${name.replaceAll(/\W/g, '-')}.js`);
    const options = {
      metro: `metro-${metro}`,
      transformer: `transformer-${reactNative}`,
      folder,
      entry,
      out,
      resolver,
    };
    await promisify(execFile)(process.execPath, [join(here, 'bundle.mjs'), JSON.stringify(options)]);
    const code = await readFile(out, 'utf8');
    // Syntax that React Native's engine did not support at that time must have been compiled away.
    expect(code.match(/\bthis\.#\w+|^ *#\w+\(/m)).toBeNull();
    expect(await run(code)).toEqual({ state: 'online', tokenLives: true, rest: 'function,function,function' });
  });
});

/** Runs a bundle with timers and little else, as in an app. */
function run(code: string): Promise<unknown> {
  return new Promise((done) => {
    const token = buildChatUserToken({ ...credentials, userId: 'alice', expiresIn: 3600 });
    const platform = { setTimeout, clearTimeout, AbortController, performance, console, token };
    const app = { ...platform, done: (value: unknown) => done(JSON.parse(JSON.stringify(value))) };
    runInNewContext(code, Object.assign(app, { globalThis: app, window: app, global: app }));
  });
}
