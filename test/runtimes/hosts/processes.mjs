/** Runtimes that run as processes: Node.js, Bun, Deno. They resolve the package from node_modules. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binary, moduleProgram, requireProgram } from '../consumer.mjs';
import { packageVersion } from '../versions.mjs';

const NODE_IDENTITY = "[typeof Deno, typeof Bun, process.release.name, process.versions.node].join(' ')";
const NODES = ['node20', 'node22', 'node24', 'node26'];

const RUNTIMES = [
  ...NODES.map((name) => ({
    runtime: `Node.js ${name.slice('node'.length)}`,
    version: packageVersion(name),
    command: binary(name, 'bin/node'),
    args: [],
    identity: NODE_IDENTITY,
    identityOf: (version) => `undefined undefined node ${version}`,
  })),
  {
    runtime: 'Bun',
    version: packageVersion('bun'),
    command: binary('bun', '../.bin/bun'),
    args: ['run'],
    identity: "['Bun', Bun.version, navigator.userAgent].join(' ')",
    identityOf: (version) => `Bun ${version} Bun/${version}`,
  },
  {
    runtime: 'Deno',
    version: packageVersion('deno'),
    command: binary('deno', '../.bin/deno'),
    // The library needs no permission except to read its own files.
    args: ['run', '--quiet', '--no-prompt', '--cached-only', '--no-lock', '--allow-read=.'],
    identity: "['Deno', Deno.version.deno, navigator.userAgent].join(' ')",
    identityOf: (version) => `Deno ${version} Deno/${version}`,
  },
];

const FORMS = {
  ESM: ['main.mjs', moduleProgram],
  CommonJS: ['main.cjs', requireProgram],
};

export default function processes(consumer) {
  return RUNTIMES.flatMap((host) =>
    Object.entries(FORMS).map(([form, [file, program]]) => ({
      runtime: host.runtime,
      version: host.version,
      form,
      expected: host.identityOf(host.version),
      missing: host.command === undefined || !existsSync(host.command) ? 'no binary for this machine' : undefined,
      async run() {
        const name = `${host.runtime.replaceAll(/\W/g, '')}-${file}`;
        await writeFile(join(consumer.project, name), program(consumer, host));
        const options = {
          cwd: consumer.project,
          timeout: 60_000,
          env: { PATH: process.env.PATH, HOME: consumer.project },
        };
        const { stdout } = await promisify(execFile)(host.command, [...host.args, name], options);
        return JSON.parse(stdout);
      },
    })),
  );
}
