/** The systemd unit, checked with systemd's tools, and the server under a seccomp filter made from its settings. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { postJson } from '../support/listening.ts';
import { command, type Program, runProcess, startProcess } from '../support/process.ts';
import { deploy } from './manifests.ts';

const unit = join(deploy, 'node/accesstoken2-server.service');
const text = readFileSync(unit, 'utf8');
const settings = (key: string) =>
  text.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

/** Debian's Python, which has the seccomp package; another Python in PATH may not. */
const filtered: Program = ['/usr/bin/python3', join(import.meta.dirname, 'filtered.py'), unit];

const systemd = Number(
  /^systemd (\d+)/.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout)?.[1],
);

describe('the unit', () => {
  it('passes systemd-analyze, except for settings newer than this systemd', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    const found = stderr.split('\n').filter((line) => line !== '' && !line.includes("Unknown key 'RefreshOnReload'"));
    expect({ status, found }).toEqual({ status: 0, found: [] });
    if (systemd >= 260) expect(stderr).not.toContain('RefreshOnReload');
  });

  it('has an exposure score of at most 2.0 of 10 in systemd-analyze', () => {
    const args = ['security', '--offline=true', '--no-pager', '--threshold=20', unit];
    const { status, stdout } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    expect({ status, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('passes every secret as a credential file', () => {
    const credentials = settings('LoadCredential').map((value) => value.split(':')[0]);
    const files = settings('Environment').flatMap((value) => /_FILE=%d\/(.*)/.exec(value)?.[1] ?? []);
    expect(files.sort()).toEqual(credentials.sort());
  });

  it('waits for the server to stop, and does not restart it if the configuration is invalid', async () => {
    const { code } = await runProcess(['--check-config'], { AUTH_MODE: 'nonsense' });
    expect(settings('RestartPreventExitStatus')).toEqual([String(code)]);
    const env = readFileSync(join(deploy, '../docs/configuration.md'), 'utf8');
    const [, delay, timeout] = /SHUTDOWN_DELAY=(\d+)\nSHUTDOWN_TIMEOUT=(\d+)/.exec(env) ?? [];
    expect(Number(settings('TimeoutStopSec')[0])).toBeGreaterThan(Number(delay) + Number(timeout));
  });
});

describe('under the filter of the unit', () => {
  const under = (): Program => [...filtered, ...command] as unknown as Program;

  it('kills a process that makes a forbidden system call', async () => {
    const script = 'import os; os.sched_setaffinity(0, {0})';
    const { signal } = spawnSync(filtered[0], [...filtered.slice(1), '/usr/bin/python3', '-c', script]);
    expect(signal).toBe('SIGSYS');
  });

  it('fails to open a socket of a forbidden family', () => {
    const script = 'import socket; socket.socket(socket.AF_UNIX)';
    const { stderr } = spawnSync(filtered[0], [...filtered.slice(1), '/usr/bin/python3', '-c', script], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('Address family not supported');
  });

  it('the server checks its configuration, starts, issues a token, reloads and stops', async () => {
    expect(await runProcess(['--check-config'], {}, under())).toMatchObject({ code: 0 });
    const server = await startProcess({}, under());
    const { json } = await postJson(`${server.url}/generate-user-token`, { user_uuid: 'alice' });
    expect(json).toMatchObject({ token: expect.stringMatching(/^007/) });
    server.signal('SIGHUP');
    await server.logged('configuration reloaded');
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });
});
