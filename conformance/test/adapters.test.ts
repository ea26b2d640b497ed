/** Every adapter explains how to use it, and fails with a clear message if Agora's sources are missing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const kit = new URL('..', import.meta.url).pathname;
const adapters = join(kit, 'adapters');

interface Implementation {
  readonly name: string;
  readonly folder?: string;
  readonly agora?: string;
  readonly program: string;
  readonly command: readonly string[];
}

const implementations = (
  JSON.parse(readFileSync(join(kit, 'report/implementations.json'), 'utf8')) as Implementation[]
).filter(({ folder }) => folder !== undefined);
const isInstalled = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Runs what a user runs first, build.sh or else the adapter itself, without Agora's sources. */
function startWithoutSources({ folder, command }: Implementation): { status: number | null; stderr: string } {
  const { AGORA_TOOLS, ...env } = process.env;
  const adapter = join(adapters, folder as string);
  const out = mkdtempSync(join(tmpdir(), 'conformance-adapter-'));
  const script = join(adapter, 'build.sh');
  const [program, ...args] = existsSync(script)
    ? ['sh', script, out]
    : command.map((part) => part.replace('{adapter}', adapter));
  const result = spawnSync(program as string, args, { env, encoding: 'utf8', input: '{"id":0,"op":"describe"}\n' });
  rmSync(out, { recursive: true, force: true });
  return result;
}

it('the report covers every folder in adapters/', () => {
  const folders = readdirSync(adapters).filter((name) => name !== 'template');
  expect(folders.sort()).toEqual(implementations.map(({ folder }) => folder).sort());
});

describe.each(implementations)('the adapter of $name', (implementation) => {
  const folder = join(adapters, implementation.folder as string);
  const [source] = readdirSync(folder).filter((name) => /^adapter\.(?!jar)/i.test(name));

  it('opens with a comment on how to install its dependencies and run it', () => {
    const [header] = readFileSync(join(folder, source as string), 'utf8').split(
      /^(?:import|using|use|#include|require|local|package|class) /m,
    );
    expect(header).toMatch(/apt-get install|npm install/);
    expect(header).toContain('npx accesstoken2-conformance -- ');
    if (implementation.agora !== undefined) expect(header).toContain('AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey ');
  });

  const canStart = existsSync(join(folder, 'build.sh')) || isInstalled(implementation.program);
  it.runIf(implementation.agora !== undefined && canStart)("names what is missing without Agora's sources", () => {
    const { status, stderr } = startWithoutSources(implementation);
    expect(stderr).toMatch(/AGORA_TOOLS.* must point to DynamicKey\/AgoraDynamicKey of a checkout of github\.com/);
    expect(status).not.toBe(0);
  });
});
