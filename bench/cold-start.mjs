/**
 * Import and first token in a new process: the start-up time of a command line or a serverless function. Processes run in
 * random order. CPU time up to the token counts, because elapsed time includes other work on a busy machine. The aim applies
 * to the time above that of an empty process, which no library can change.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { record } from './figures.mjs';
import { percentile, shuffled } from './harness.mjs';
import { credentials } from './inputs.mjs';
import { number, printTable } from './report.mjs';

const ROUNDS = 40;
const { appId, appCertificate } = credentials;
const options = JSON.stringify({ appId, appCertificate, userId: 'alice', expiresIn: 3600 });
const official = `buildUserToken('${appId}', '${appCertificate}', 'alice', 3600)`;

/** By module system, because each has its own start-up cost. */
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

/** Appended to each program: prints its CPU time so far, in µs. */
const report = {
  cjs: `require('node:fs').writeSync(1, JSON.stringify(process.cpuUsage()))`,
  esm: `import { writeSync } from 'node:fs'; writeSync(1, JSON.stringify(process.cpuUsage()))`,
};

export function run() {
  const rows = [];
  for (const [system, sources] of Object.entries(programs)) {
    const times = timeProcesses(system, sources);
    const official = quiet(times['agora-token']);
    const nothing = quiet(times.nothing);
    record('coldStart', (quiet(times.accesstoken2).cpu - nothing.cpu) / (official.cpu - nothing.cpu));
    for (const name of Object.keys(sources)) {
      const { cpu, clock } = quiet(times[name]);
      const above =
        name === 'nothing' ? ['', ''] : [cpu - nothing.cpu, (cpu - nothing.cpu) / (official.cpu - nothing.cpu)];
      rows.push([`${name}, ${system}`, ...[clock, cpu, cpu / official.cpu, ...above].map(shown)]);
    }
  }
  printTable(
    'Import and first token in a new process, ms',
    ['', 'elapsed', 'CPU', 'CPU vs agora-token', 'CPU above an empty process', 'the same vs agora-token'],
    rows,
  );
}

const shown = (value) => (value === '' ? '' : number(value));

/** The time of an undisturbed process. */
function quiet(times) {
  const of = (kind) =>
    percentile(
      times.map((time) => time[kind]),
      0.3,
    );
  return { cpu: of('cpu'), clock: of('clock') };
}

function timeProcesses(system, sources) {
  const times = Object.fromEntries(Object.keys(sources).map((name) => [name, []]));
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, source] of shuffled(Object.entries(sources))) {
      const start = performance.now();
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [system === 'esm' ? '--input-type=module' : '--input-type=commonjs', '--eval', `${source};\n${report[system]}`],
        { cwd, encoding: 'utf8' },
      );
      const clock = performance.now() - start;
      if (status !== 0) throw new Error(`${name}, ${system}: ${stderr}`);
      const { user, system: kernel } = JSON.parse(stdout);
      times[name].push({ clock, cpu: (user + kernel) / 1000 });
    }
  }
  return times;
}
