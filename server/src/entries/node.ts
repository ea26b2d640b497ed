/** The server on Node. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Config } from '../config/config.ts';
import type { EntryOptions } from './assemble.ts';
import { addressUrl, type ListeningServer, type Runtime, startListening } from './listening.ts';

export type { Config } from '../config/config.ts';
export { ConfigError } from '../config/environment.ts';
export { readConfig } from '../config/read.ts';
export type { EntryOptions } from './assemble.ts';
export type { ListeningServer } from './listening.ts';

/**
 * @throws ConfigError if a key cannot be read, or the hook is missing.
 * @throws the system's error if it cannot listen.
 */
export function startNodeServer(config: Config, options: EntryOptions = {}): Promise<ListeningServer> {
  return startListening(node, config, options);
}

/** For the command. */
export const node: Runtime = {
  peerAddress: (c) => (c.env as { incoming?: { socket: { remoteAddress?: string } } }).incoming?.socket.remoteAddress,

  async listen(config, handle) {
    const server = createServer(
      {
        maxHeaderSize: config.maxHeaderBytes,
        headersTimeout: config.requestTimeout,
        // The server's own timeout comes first, in the format of the route; this one is for what never becomes a request.
        requestTimeout: config.requestTimeout + 5000,
        connectionsCheckingInterval: 1000,
      },
      getRequestListener((request, env) => handle(request, env)),
    );
    await listening(server, config.listen);
    const { address, port } = server.address() as AddressInfo;
    return {
      url: addressUrl(address, port),
      close: () => new Promise((resolve) => server.close(resolve)),
      abort: () => server.closeAllConnections(),
    };
  },
};

function listening(server: Server, { host, port }: Config['listen']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
