/**
 * Runs Stryker on the rooms named, or on all, one after another: npm run test:mutation -- wire base64
 * Why apart: each room has its own tests, and its report stays where the next one is interrupted.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rooms } from './rooms.mjs';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));
const stryker = local('node_modules/@stryker-mutator/core/bin/stryker.js');

const [first = ''] = process.argv.slice(2);
const names = first in rooms ? process.argv.slice(2).filter((name) => name in rooms) : Object.keys(rooms);
const options = process.argv.slice(2).filter((name) => !(name in rooms));
for (const name of names) {
  const { status } = spawnSync(process.execPath, [stryker, 'run', ...options, local('stryker.config.mjs')], {
    cwd: local('../..'),
    env: { ...process.env, MUTATION_ROOM: name },
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
