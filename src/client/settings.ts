/** Checks the options of a session, applies the defaults, and converts durations to milliseconds. */
import { fieldError, optionNames, requireOptions } from '../checks.ts';
import type { FetchToken } from './fetch-lease.ts';
import { type SessionHost, systemHost } from './host.ts';
import type { ChatSessionOptions } from './types.ts';

export interface Settings {
  readonly fetchToken: FetchToken;
  readonly loginAttempts: number;
  readonly fetchTimeout: number;
  readonly sdkTimeout: number;
  readonly minInterval: number;
  readonly renewAt: readonly [from: number, to: number];
  readonly host: SessionHost;
}

const names = /* @__PURE__ */ optionNames([
  'fetchToken',
  'loginAttempts',
  'fetchTimeout',
  'sdkTimeout',
  'minInterval',
  'renewAt',
  'host',
]);

export function readSettings(options: ChatSessionOptions): Settings {
  requireOptions(options, names);
  const { fetchToken, renewAt = [0.7, 0.8], host } = options;
  requireFunction(fetchToken, 'fetchToken');
  const [from, to] = renewAt;
  if (!(from > 0 && from <= to && to < 1)) {
    throw fieldError('ERR_INPUT', 'renewAt', 'must be two numbers between 0 and 1, the smaller one first');
  }
  const positive = (name: 'loginAttempts' | 'fetchTimeout' | 'sdkTimeout' | 'minInterval', fallback: number) => {
    const value = options[name] ?? fallback;
    if (!(typeof value === 'number' && value > 0)) throw fieldError('ERR_INPUT', name, 'must be a positive number');
    return value;
  };
  return {
    fetchToken,
    renewAt,
    loginAttempts: positive('loginAttempts', 4),
    fetchTimeout: 1000 * positive('fetchTimeout', 20),
    // The web SDK alone may take a minute: three attempts, each with ten seconds to connect and ten to log in.
    sdkTimeout: 1000 * positive('sdkTimeout', 90),
    minInterval: 1000 * positive('minInterval', 10),
    host: { ...systemHost, ...host },
  };
}

export function requireFunction(value: unknown, field: string): void {
  if (typeof value !== 'function') throw fieldError('ERR_INPUT', field, 'must be a function');
}
