/**
 * Hermes, the engine of React Native. The last version published as a program is 0.12, of 2022. It runs the suite, and
 * a session with an SDK stub. It has no modules or classes, so the code is first compiled with React Native's Babel
 * preset, as React Native does; the `AbortController` is React Native's. Of later Hermes versions only the compiler is
 * published: it compiles the files unchanged, but nothing here can run the result.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformAsync } from '@babel/core';
import { build } from 'esbuild';
import { binary, here, packageFiles, scriptProgram } from '../consumer.mjs';
import { packageVersion } from '../versions.mjs';

/** Not the REST client: an app must not have app tokens, and Hermes does not support its async generators. */
const NOT_FOR_APPS = new Set(['dist/rest.cjs']);

const exec = promisify(execFile);

/** After the suite: logs in, renews and logs out, which counts as one more fact. */
const SESSION = `
var core = entries['accesstoken2'];
var client = entries['accesstoken2/client'];
var done = [];
var does = function (what) { return function (argument) { done.push(what); return Promise.resolve(argument); }; };
var sdk = {
  loginWithToken: does('login'),
  renewAgoraToken: does('renew'),
  logout: does('logout'),
  addConnectionListener: function () {},
  removeConnectionListener: function () {},
};
var session = client.createChatSession(client.reactNativeAgoraChat(sdk, { os: 'android' }), {
  host: {
    onWake: client.onAppState({ addEventListener: function () { return { remove: function () {} }; } }),
    // The engine's own setTimeout calls back immediately, whatever the delay.
    timer: function (callback, ms) { if (ms < 1000) setTimeout(callback, 0); return function () {}; },
  },
  fetchToken: function (request) {
    return core.buildChatUserToken({
      appId: '970CA35de60c44645bbae8a215061b33',
      appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
      userId: request.userId,
      expiresIn: 3600,
    });
  },
});
session
  .login('alice')
  .then(function () { done.push(session.state); return session.renewNow(); })
  .then(function () { return session.logout(); })
  .catch(function (error) { done.push(String(error)); })
  .then(function () {
    var result = JSON.parse(report());
    var said = done.join(' ');
    if (said === 'logout login online renew logout') result.passed++;
    else result.failures.push('a session does: ' + said);
    print(JSON.stringify(result));
  });
`;

/** The first eight bytes of a file of Hermes bytecode. */
const BYTECODE_MAGIC = 0x1f1903c103bc1fc6n;

export default function hermes(consumer) {
  const command = binary('hermes-engine-cli', 'linux64-bin/hermes');
  const compiler = binary('hermes-compiler', 'hermesc/linux64-bin/hermesc');
  const missingHere = (path) =>
    process.platform === 'linux' && existsSync(path) ? undefined : 'no binary for this machine';
  return [
    {
      runtime: 'React Native (Hermes)',
      version: packageVersion('hermes-engine-cli'),
      form: 'CommonJS',
      expected: '0.12.0',
      missing: missingHere(command),
      async run() {
        const identity = "HermesInternal.getRuntimeProperties()['OSS Release Version']";
        const program = scriptProgram(consumer, { identity, finish: SESSION });
        const script = join(consumer.project, 'hermes.js');
        await writeFile(script, await asReactNativeBundles((await abortController()) + program));
        // If the session left a timer running, the process would not exit.
        const { stdout } = await exec(command, ['-w', script], { timeout: 120_000 });
        return JSON.parse(stdout);
      },
    },
    {
      runtime: 'React Native (Hermes compiler)',
      version: packageVersion('hermes-compiler'),
      form: 'CommonJS',
      expected: 'Hermes bytecode',
      missing: missingHere(compiler),
      async run() {
        const bytecode = join(consumer.project, 'hermes.hbc');
        const files = Object.keys(packageFiles(consumer, '.cjs')).filter((name) => !NOT_FOR_APPS.has(name));
        const failures = [];
        for (const name of files) {
          const path = join(consumer.project, 'node_modules/accesstoken2', name);
          try {
            await exec(compiler, ['-w', '-emit-binary', '-O', '-out', bytecode, path]);
          } catch (error) {
            failures.push(error.message);
          }
        }
        const magic = (await readFile(bytecode)).readBigUInt64LE();
        return { identity: magic === BYTECODE_MAGIC ? 'Hermes bytecode' : 'other', passed: files.length, failures };
      },
    },
  ];
}

/** npm `abort-controller`, as React Native makes it global before an app begins. */
async function abortController() {
  const contents = "globalThis.AbortController = require('abort-controller/dist/abort-controller').AbortController;";
  const stdin = { contents, resolveDir: here };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife', mainFields: ['main'] });
  return outputFiles[0].text;
}

async function asReactNativeBundles(source) {
  const presets = [['@react-native/babel-preset', { enableBabelRuntime: false }]];
  const options = { presets, cwd: here, babelrc: false, configFile: false, compact: true, filename: 'bundle.js' };
  return (await transformAsync(source, options)).code;
}
