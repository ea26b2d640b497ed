/** The command: output, reports and exit codes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const kit = new URL('..', import.meta.url).pathname;
const program = join(kit, 'dist/main.js');
const library = [process.execPath, join(kit, 'adapters/accesstoken2/adapter.mjs')];
const broken = (fault: string) => [process.execPath, join(kit, 'test/support/broken-adapter.mjs'), fault];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kitRun(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

describe('the library', () => {
  it('passes every vector: must, should and may', () => {
    const { status, stdout } = kitRun('--fail-on', 'may', '--', ...library);
    expect(stdout).toMatch(/^must +\d+ passed, 0 failed, 0 skipped$/m);
    expect(stdout).toMatch(/^should +\d+ passed, 0 failed, 0 skipped$/m);
    expect(stdout).toMatch(/^(\d+) of \1 built tokens equal stock zlib's text/m);
    expect(status).toBe(0);
  });
});

describe('npm agora-token', () => {
  it('fails only "must" vectors of its known faults', () => {
    const report = join(folder, 'agora-token.json');
    const { status } = kitRun(
      '--level',
      'must',
      // It inflates bombs whole: seconds on a busy machine.
      '--timeout',
      '30',
      '--report',
      report,
      '--',
      process.execPath,
      join(kit, 'adapters/agora-token/adapter.mjs'),
    );
    const { results } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = results.filter(({ status }: { status: string }) => status !== 'pass' && status !== 'skip');
    // It writes role 0 as -1, and reads negative roles as unsigned.
    expect(failed.filter(({ flags }: { flags: string[] }) => !flags.includes('Role'))).toEqual([]);
    expect(failed.length).toBeGreaterThan(0);
    expect(status).toBe(1);
  });
});

describe('reports', () => {
  const only = ['--only', 'Version', '--only', 'Basics', '--quiet'];

  it('JSON lists every vector with its result', () => {
    const file = join(folder, 'report.json');
    kitRun(...only, '--report', file, '--', ...broken('crash'));
    const { implementation, results, flags } = JSON.parse(readFileSync(file, 'utf8'));
    expect(implementation).toMatchObject({ name: 'accesstoken2', language: 'JavaScript' });
    const died = results.filter(({ status }: { status: string }) => status === 'died');
    expect(died.flatMap(({ flags }: { flags: string[] }) => flags)).toEqual(died.map(() => 'Version'));
    expect(died.length).toBeGreaterThan(0);
    expect(flags.find(({ flag }: { flag: string }) => flag === 'Version').firstFailure).toBe(died[0].id);
  });

  it('Markdown has a table of flags and a table of failures', () => {
    const file = join(folder, 'report.md');
    kitRun(...only, '--report', file, '--', ...broken('crash'));
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^\| ✗ \| Version \| \d+\/\d+ \|/m);
    expect(text).toMatch(/^\| ✓ \| Basics \| (\d+)\/\1 \|/m);
    expect(text).toMatch(/^\| refuse-version-[-\w]+ \| must \| Version \| died \| exit code 3 \|$/m);
  });

  it('JUnit is well-formed XML with one test case per vector', () => {
    const file = join(folder, 'report.xml');
    const { stdout } = kitRun(...only, '--report', file, '--', ...broken('crash'));
    const text = readFileSync(file, 'utf8');
    const count = Number(/^(\d+) vectors in/m.exec(stdout)?.[1]);
    expect(text.match(/<testcase /g)).toHaveLength(count);
    expect(text).toContain('<failure type="died" message="exit code 3"/>');
    execFileSync('python3', ['-c', 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])', file]);
  });
});

describe('options', () => {
  it('--only and --level select vectors, and --list prints them', () => {
    const { stdout } = kitRun('--list', '--only', 'Role', '--level', 'must');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.every(([, level, flags]) => level === 'must' && flags?.split(',').includes('Role'))).toBe(true);
  });

  it('--explain prints the vector, the answer and why it matters', () => {
    const { status, stdout } = kitRun(
      '--explain',
      'build-apaas-role-0',
      '--',
      process.execPath,
      join(kit, 'adapters/agora-token/adapter.mjs'),
    );
    expect(stdout).toMatch(/^build-apaas-role-0 \(must\)\nAPaaS role 0\.$/m);
    expect(stdout).toMatch(/^result\n {2}fail: the payload differs at byte \d+: expected 0000….* got ffff…/m);
    expect(stdout).toMatch(/^Role\n {2}The signed role .*\n {2}Why it matters: .*\n {2}What to do: /m);
    expect(stdout).toContain("Agora's C++ code and Agora's Python 3 code");
    expect(status).toBe(1);
  });

  it('--fail-on sets which level makes the exit code 1', () => {
    const args = ['--only', 'TrailingUnsigned', '--', ...broken('ignore-trailing-bytes')];
    expect(kitRun(...args).status).toBe(0);
    expect(kitRun('--fail-on', 'should', ...args).status).toBe(1);
  });

  it.each([
    [['--only', 'NoSuchFlag', '--', 'true'], /unknown flag NoSuchFlag/],
    [['--id', 'nothing', '--', 'true'], /unknown vector nothing/],
    [['--level', 'maybe', '--', 'true'], /--level must be one of must, should, may/],
    [['--jobs', 'none', '--', 'true'], /--jobs must be a positive number/],
    [['--report', 'report.pdf', '--', 'true'], /--report must end in \.json, \.md, \.xml/],
    [['--colour', '--', 'true'], /Unknown option '--colour'/],
    [[], /pass the command that starts the adapter after --/],
    [['--', 'false'], /the adapter did not describe itself: exit code 1/],
    [['--', 'no-such-program-anywhere'], /ENOENT/],
  ])('%j exits with 2 and prints the reason', (args, message) => {
    const { status, stderr } = kitRun(...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('the packed package', () => {
  it('runs in an empty folder with an adapter made from the template, in under a minute', () => {
    const [{ filename }] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
        cwd: kit,
        encoding: 'utf8',
      }),
    );
    const home = mkdtempSync(join(folder, 'empty-'));
    execFileSync('npm', ['install', '--silent', '--no-save', '--offline', '--prefix', home, join(folder, filename)], {
      cwd: home,
    });
    const template = readFileSync(
      join(home, 'node_modules/accesstoken2-conformance/adapters/template/adapter.py'),
      'utf8',
    );
    writeFileSync(
      join(home, 'my_adapter.py'),
      template.replace(
        'raise NotImplementedError  # return True or False; raise if the token is malformed',
        'return False',
      ),
    );
    const { status, stdout } = spawnSync('npx', ['accesstoken2-conformance', '--', 'python3', 'my_adapter.py'], {
      cwd: home,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stdout).toMatch(/^my implementation 1\.0 \(Python\)$/m);
    expect(stdout).toMatch(/^✓ Version/m);
    expect(stdout).toMatch(/^✗ Signature/m);
    expect(status).toBe(1);
  });

  it('has templates of at most 40 lines', () => {
    for (const name of ['adapter.py', 'adapter.mjs']) {
      expect(
        readFileSync(join(kit, 'adapters/template', name), 'utf8')
          .trimEnd()
          .split('\n').length,
      ).toBeLessThanOrEqual(40);
    }
  });
});
