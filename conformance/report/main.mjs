/**
 * Runs the kit against every implementation that this machine can run, and prints a line for each.
 *
 *     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey npm run report     # also writes REPORT.md
 *     npm run adapters                                                # only prints
 *
 * Fails if an adapter does not build or answer. Skips it if its language or Agora's sources are missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { page } from './page.mjs';

const kit = new URL('..', import.meta.url).pathname;
const read = (file) => JSON.parse(readFileSync(join(kit, file), 'utf8'));
const agoraTools = process.env.AGORA_TOOLS;
const out = mkdtempSync(join(tmpdir(), 'conformance-report-'));

/** Why an implementation cannot be run here; `undefined` if it can. */
function missing({ unavailable, agora, program }) {
  if (unavailable) return unavailable;
  if (agora && !agoraTools) return 'AGORA_TOOLS, the folder of Agora’s sources, is not set';
  if (agora && !existsSync(join(agoraTools, agora))) return `AGORA_TOOLS has no folder ${agora}`;
  if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) return `${program} is not installed`;
  return undefined;
}

/** The commit of the checkout. Set AGORA_TOOLS_VERSION for a copy without Git history. */
function agoraVersion() {
  if (process.env.AGORA_TOOLS_VERSION || !agoraTools) return process.env.AGORA_TOOLS_VERSION;
  const { stdout } = spawnSync('git', ['-C', agoraTools, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

function run({ folder, command }, environment) {
  const adapter = join(kit, 'adapters', folder);
  const target = join(out, folder);
  const options = { encoding: 'utf8', env: environment };
  if (existsSync(join(adapter, 'build.sh'))) {
    const build = spawnSync('sh', [join(adapter, 'build.sh'), target], options);
    if (build.status !== 0) throw new Error(`build.sh failed:\n${build.stderr}${build.stdout}`);
  }
  const args = command.map((part) => part.replace('{adapter}', adapter).replace('{out}', target));
  const report = `${target}.json`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(kit, 'dist/main.js'), '--quiet', '--report', report, '--', ...args],
    { ...options, maxBuffer: 64 * 1024 * 1024 },
  );
  if (status === null || status > 1) throw new Error(`the run failed:\n${stderr}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

const environment = { ...process.env };
const version = agoraVersion();
if (version) environment.AGORA_TOOLS_VERSION = version;

const reports = [];
const notes = [];
const skipped = [];
const broken = [];
for (const one of read('report/implementations.json')) {
  const reason = missing(one);
  if (reason !== undefined) {
    skipped.push({ name: one.name, reason });
    console.log(`SKIPPED ${one.name}: ${reason}`);
    continue;
  }
  try {
    const report = run(one, environment);
    reports.push(report);
    if (one.note) notes.push({ name: one.name, note: one.note });
    const levels = Object.entries(report.levels).map(
      ([level, { passed, failed }]) => `${level} ${passed}/${passed + failed}`,
    );
    console.log(`ran     ${one.name}: ${levels.join(', ')} in ${report.seconds} s`);
  } catch (error) {
    broken.push(one.name);
    console.error(`FAILED  ${one.name}: ${error.message}`);
  }
}
rmSync(out, { recursive: true, force: true });

if (broken.length > 0) {
  process.exitCode = 1;
} else if (process.argv.includes('--write')) {
  const { version } = read('package.json');
  writeFileSync(join(kit, 'REPORT.md'), page({ reports, notes, skipped, version, flags: read('flags.json').flags }));
}
