/** The order in which the command does things, with a recording process and runtime. */
import { describe, expect, it, vi } from 'vitest';
import { type Host, runCommand } from '../../src/entries/command.ts';
import type { Runtime } from '../../src/entries/listening.ts';

/** Records all events in order, and can send a signal. */
function noted(env: Record<string, string> = {}) {
  const events: string[] = [];
  const listeners = new Map<string, () => void>();
  const noteLine = (line: string) => {
    const { level, msg } = JSON.parse(line);
    events.push(`${level}: ${msg}`);
  };
  const runtime: Runtime = {
    peerAddress: () => undefined,
    async listen() {
      events.push('socket opened');
      return { url: 'http://127.0.0.1:1', close: async () => void events.push('socket closed'), abort() {} };
    },
  };
  const host: Host = {
    args: [],
    env,
    readFile: () => '',
    out: (text) => void events.push(`out: ${text}`),
    err: (text) => void events.push(`err: ${text}`),
    onSignal(signal, listener) {
      events.push(`listener for ${signal}`);
      listeners.set(signal, listener);
    },
    openLog: () => ({
      write: noteLine,
      lost: () => 0,
      isWritable: () => true,
      flush: async () => void events.push('log flushed'),
    }),
    onFault: () => void events.push('listener for faults'),
    runtime,
  };
  return { host, events, send: (signal: string) => listeners.get(signal)?.() };
}

const demo = 'warn: demo mode: anyone who can connect can get any token; set AUTH_MODE for production';

describe('starting', () => {
  it('installs the signal handlers before it logs that it listens, since a reader of the log may send a signal', async () => {
    const { host, events, send } = noted({ SHUTDOWN_DELAY: '0' });
    const ended = runCommand(host);
    await vi.waitFor(() => expect(events).toContain(demo));
    expect(events).toEqual([
      'listener for faults',
      'socket opened',
      'listener for SIGHUP',
      'listener for SIGTERM',
      'listener for SIGINT',
      'info: listening',
      demo,
    ]);
    send('SIGTERM');
    expect(await ended).toBe(0);
    expect(events.slice(7)).toEqual(['info: stopping', 'socket closed', 'info: stopped', 'log flushed']);
  });

  it('opens no socket if the configuration is invalid', async () => {
    const { host, events } = noted({ PORT: 'http' });
    expect(await runCommand(host)).toBe(2);
    expect(events).toEqual(['err: The configuration is not valid:\n  PORT must be a whole number of 0 to 65535\n']);
  });
});
