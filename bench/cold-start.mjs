/**
 * Import and first token in a new process: what a command line or a fresh function instance waits for. Whole processes
 * are timed, in random order, and the time of a process that does nothing is taken off.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { percentile, shuffled } from './harness.mjs';
import { credentials } from './inputs.mjs';
import { judge, number, printTable } from './report.mjs';

const ROUNDS = 25;
const { appId, appCertificate } = credentials;
const options = JSON.stringify({ appId, appCertificate, userId: 'alice', expiresIn: 3600 });
const official = `buildUserToken('${appId}', '${appCertificate}', 'alice', 3600)`;

/** By module system, since each costs a process something of its own. */
const programs = {
  cjs: {
    nothing: '0',
    accesstoken2: `require('../dist/index.cjs').buildChatUserToken(${options})`,
    'agora-token': `require('agora-token').ChatTokenBuilder.${official}`,
  },
  esm: {
    nothing: `import 'node:module'`,
    accesstoken2: `import { buildChatUserToken } from '../dist/index.js'; buildChatUserToken(${options})`,
    'agora-token': `import agora from 'agora-token'; agora.ChatTokenBuilder.${official}`,
  },
};

export function run() {
  const rows = [];
  for (const [system, sources] of Object.entries(programs)) {
    const times = timeProcesses(system, sources);
    const cost = (name) => percentile(times[name], 0.3) - percentile(times.nothing, 0.3);
    const ratio = cost('accesstoken2') / cost('agora-token');
    judge('coldStart', ratio);
    for (const name of Object.keys(sources)) {
      const whole = percentile(times[name], 0.3);
      rows.push([`${name}, ${system}`, number(whole), name === 'nothing' ? '' : number(cost(name))]);
    }
  }
  printTable('Import and first token: ms of a process', ['', 'whole process', 'less nothing'], rows);
}

function timeProcesses(system, sources) {
  const times = Object.fromEntries(Object.keys(sources).map((name) => [name, []]));
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, source] of shuffled(Object.entries(sources))) {
      const start = performance.now();
      const { status, stderr } = spawnSync(
        process.execPath,
        [system === 'esm' ? '--input-type=module' : '--input-type=commonjs', '--eval', source],
        { cwd, encoding: 'utf8' },
      );
      times[name].push(performance.now() - start);
      if (status !== 0) throw new Error(`${name}, ${system}: ${stderr}`);
    }
  }
  return times;
}
