/**
 * npm agora-token's own tests and samples, from its folder in node_modules, run with our builders. Only its
 * `src/AccessToken2` is not replaced, whose parser is the reference.
 */
import assert from 'node:assert';
import { createRequire, Module } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dropIn } from '../support/agora-token.ts';
import { appCertificate, appId } from '../support/credentials.ts';
import { pinned } from '../support/pinned.ts';

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('agora-token/package.json'));

/** The package's files that export builders, replaced by ours. */
const ours: Readonly<Record<string, object>> = {
  'index.js': dropIn,
  'src/ApaasTokenBuilder.js': dropIn,
  'src/ChatTokenBuilder.js': dropIn,
  'src/ConvoAITokenBuilder.js': dropIn,
  'src/EducationTokenBuilder.js': dropIn,
  'src/FpaTokenBuilder.js': dropIn,
  'src/RtcTokenBuilder2.js': { RtcTokenBuilder: dropIn.RtcTokenBuilder, Role: dropIn.RtcRole },
  'src/RtmTokenBuilder2.js': dropIn,
  'src/SttTokenBuilder.js': dropIn,
};

/** Loads a file of the package again, with some of its modules replaced. */
function load(file: string, replaced: Readonly<Record<string, object>>): Record<string, unknown> {
  for (const path of Object.keys(require.cache)) if (path.startsWith(home)) delete require.cache[path];
  for (const [name, exports] of Object.entries(replaced)) {
    const path = join(home, name);
    require.cache[path] = Object.assign(new Module(path), { exports, loaded: true, filename: path });
  }
  return require(join(home, file));
}

/** The part of nodeunit that the tests use: assertions and `done`. */
type NodeunitTest = (test: typeof assert & { done: () => void }) => void;

const suites = [
  'ApaasTokenBuilderTest',
  'ChatTokenBuilderTest',
  'ConvoAITokenBuilderTest',
  'EducationTokenBuilderTest',
  'FpaTokenBuilderTest',
  'RtcTokenBuilder2Test',
  'RtmTokenBuilder2Test',
  'SttTokenBuilderTest',
];

describe.each(suites)("the official package's %s", (suite) => {
  const tests = Object.entries(load(`test/${suite}.js`, ours)) as [string, NodeunitTest][];

  it.each(tests)('%s', (_, test) => {
    const done = vi.fn();
    test({ ...assert, done } as unknown as Parameters<NodeunitTest>[0]);
    expect(done).toHaveBeenCalledOnce();
  });

  it('loads only the parser of the official package', () => {
    load(`test/${suite}.js`, ours);
    const loaded = Object.keys(require.cache).filter((path) => path.startsWith(join(home, 'src')));
    const theirs = loaded.filter((path) => !Object.hasOwn(ours, relative(home, path)));
    expect(theirs).toEqual([join(home, 'src/AccessToken2.js')]);
  });
});

const samples = [
  ['ApaasTokenSample', 3],
  ['ChatTokenBuilderSample', 2],
  ['ConvoAITokenBuilderSample', 1],
  ['EducationTokenSample', 3],
  ['FpaTokenBuilderSample', 1],
  ['RtcTokenBuilder2Sample', 6],
  ['RtmTokenBuilder2Sample', 1],
  ['SttTokenBuilderSample', 1],
] as const;

describe("the official package's sample", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it.each(samples)('%s prints the same %d tokens', (sample, count) => {
    vi.stubEnv('AGORA_APP_ID', appId);
    vi.stubEnv('AGORA_APP_CERTIFICATE', appCertificate);
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const output = (replaced: Readonly<Record<string, object>>) => {
      log.mockClear();
      pinned(1_700_000_000_000, 0.25, () => load(`sample/${sample}.js`, replaced));
      return log.mock.calls.map((words) => words.join(' '));
    };
    const printed = output(ours);
    expect(printed.filter((line) => /: 007eJ/.test(line))).toHaveLength(count);
    expect(printed).toEqual(output({}));
  });
});
