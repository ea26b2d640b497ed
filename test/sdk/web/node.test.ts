import './node-shims.ts';
import { describe } from 'vitest';
import { Device } from './device.ts';
import { type RemoteDevice, scenarios } from './scenarios.ts';

describe('a session on agora-chat, in Node', () => {
  scenarios({ open: async (options) => remote(new Device(options)) });
});

/** The device itself, every method made asynchronous. */
function remote(device: Device): RemoteDevice {
  const call =
    (name: keyof RemoteDevice) =>
    async (...args: never[]) =>
      (device[name] as (...args: never[]) => unknown)(...args);
  const names = ['login', 'logout', 'dispose', 'renewNow', 'closeConnection', 'skip', 'state', 'record'] as const;
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as RemoteDevice;
}
