/**
 * Hermes, the engine of React Native. The last version that is published as a program of its own is 0.12, of 2022: it
 * runs the suite. It has no modules and no classes; React Native's bundler turns them into older language with its
 * Babel preset first, and so does this. Of today's Hermes only the compiler is published: it compiles the files as they
 * are, but nothing here can run what it makes.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformAsync } from '@babel/core';
import { binary, here, packageFiles, scriptProgram, withoutPlatform } from '../consumer.mjs';
import { packageVersion } from '../versions.mjs';

/** The REST client works with app tokens, which no app may hold; Hermes does not know its async generators. */
const NOT_FOR_APPS = new Set(['dist/rest.cjs']);

const exec = promisify(execFile);

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
        const program = scriptProgram(withoutPlatform(consumer), { identity, finish: 'print(report());' });
        const script = join(consumer.project, 'hermes.js');
        await writeFile(script, await asReactNativeBundles(program));
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

async function asReactNativeBundles(source) {
  const presets = [['@react-native/babel-preset', { enableBabelRuntime: false }]];
  const options = { presets, cwd: here, babelrc: false, configFile: false, compact: true, filename: 'bundle.js' };
  return (await transformAsync(source, options)).code;
}
