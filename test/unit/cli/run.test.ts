/** What is common to all commands: help, exit codes, and mistakes in the command. */
import { describe, expect, it } from 'vitest';
import { COMMAND_HELP, HELP } from '../../../src/cli/help.ts';
import { cli } from '../../support/cli.ts';
import { appCertificate } from '../../support/credentials.ts';

const pages = [['the overview', HELP], ...Object.entries(COMMAND_HELP)] as const;

describe('help', () => {
  it.each(pages)('of %s fits on a screen of 80 columns and 24 lines', (_name, page) => {
    const lines = page.split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(page.endsWith('\n')).toBe(true);
  });

  it('names every command in the overview', () => {
    for (const name of Object.keys(COMMAND_HELP)) expect(HELP).toMatch(new RegExp(`^ .*\\b${name}\\b`, 'm'));
  });

  it.each([['help'], ['--help'], ['-h']])('is printed for %s', async (...args) => {
    expect(await cli(args)).toEqual({ code: 0, out: HELP, err: '' });
  });

  it.each(Object.entries(COMMAND_HELP))('of %s is printed on request', async (name, page) => {
    for (const args of [
      ['help', name],
      ['--help', name],
      [name, '--help'],
      [name, '-h'],
    ]) {
      expect(await cli(args)).toEqual({ code: 0, out: page, err: '' });
    }
  });

  it('is what comes of no command, on standard error and with exit code 2', async () => {
    expect(await cli([])).toEqual({ code: 2, out: '', err: HELP });
  });

  it('is not asked for behind --', async () => {
    expect((await cli(['decode', '--', '--help'])).code).toBe(1);
  });
});

it.each(['--version', '-v'])('%s prints the version', async (option) => {
  expect(await cli([option])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});

describe('a mistake in the command', () => {
  const mistake = (message: string, command = '') => ({
    code: 2,
    out: '',
    err: `accesstoken2: ${message}\nTry: accesstoken2 help${command && ` ${command}`}\n`,
  });

  it.each([
    [['verify', '--nonsense'], 'unknown option --nonsense'],
    [['verify', '--users', 'alice'], 'unknown option --users; did you mean --user?'],
    [['verify', '-x'], 'unknown option -x'],
    [['verify', '--json=yes'], "Option '--json' does not take an argument"],
    [['verify', '--user'], "Option '--user <value>' argument missing"],
    [['verify', '--user', '--json'], "Option '--user' argument is ambiguous."],
    [['chat-app', 'x'], 'unexpected argument'],
    [['decode', 'x', 'y'], 'pass one token at a time'],
    [['decode'], 'no token: pass an argument, --file FILE, or pipe it to standard input'],
  ])('%j has exit code 2', async (args, message) => {
    expect(await cli(args)).toEqual(mistake(message, args[0]));
  });

  it.each([
    [['nonsense'], 'unknown command'],
    [['toString'], 'unknown command'],
    [['help', 'nonsense'], 'unknown command'],
    [['chatuser'], 'unknown command; did you mean chat-user?'],
    [['help', 'expalin'], 'unknown command; did you mean explain?'],
  ])('%j has exit code 2', async (args, message) => {
    expect(await cli(args)).toEqual(mistake(message));
  });

  it('is told without the argument, which may be a secret in the wrong place', async () => {
    const secret = appCertificate;
    for (const args of [
      [secret],
      ['verify', `--${secret}`],
      ['chat-app', secret],
      ['demo', secret],
      ['decode', secret, secret],
    ]) {
      const { code, out, err } = await cli(args);
      expect(code).toBe(2);
      expect(out + err).not.toContain(secret);
    }
  });
});
