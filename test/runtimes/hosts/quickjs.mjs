/** Bare ECMAScript: QuickJS without host APIs. No TextEncoder, no crypto, no console, no timers, no atob. */

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { getQuickJS } from 'quickjs-emscripten';
import { entryPath, moduleProgram, packageFiles, scriptProgram, withoutPlatform } from '../consumer.mjs';
import { packageVersion } from '../versions.mjs';

/** Globals that hosts add to the language: none may exist. */
const HOST_NAMES = ['TextEncoder', 'TextDecoder', 'crypto', 'console', 'setTimeout', 'atob', 'process', 'URL', 'fetch'];

const host = {
  identity: `['QuickJS', ...${JSON.stringify(HOST_NAMES)}.filter((name) => name in globalThis)].join(' ')`,
  finish: 'globalThis.result = report();',
};

export default function quickjs(platform) {
  const consumer = withoutPlatform(platform);
  const row = {
    runtime: 'Bare ECMAScript (QuickJS)',
    version: packageVersion('quickjs-emscripten'),
    expected: 'QuickJS',
  };
  return [
    {
      ...row,
      form: 'ESM',
      run: () => evaluate(moduleProgram(consumer, { ...host, resolve: pathOf(consumer) }), consumer, 'module'),
    },
    { ...row, form: 'CommonJS', run: () => evaluate(scriptProgram(consumer, host), consumer, 'global') },
  ];
}

const pathOf = (consumer) => (name) => `./${entryPath(consumer, name, 'import')}`;

async function evaluate(program, consumer, type) {
  const engine = await getQuickJS();
  const runtime = engine.newRuntime();
  const own = (name) => readFileSync(join(consumer.project, name), 'utf8');
  const files = packageFiles(consumer, '.js');
  runtime.setModuleLoader(
    (path) => files[path] ?? own(path),
    (from, specifier) => posix.join(posix.dirname(from), specifier),
  );
  const context = runtime.newContext();
  try {
    context.unwrapResult(context.evalCode(program, 'main.mjs', { type })).dispose();
    return JSON.parse(context.unwrapResult(context.evalCode('result')).consume(context.getString));
  } finally {
    context.dispose();
    runtime.dispose();
  }
}
