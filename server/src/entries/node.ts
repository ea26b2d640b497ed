/** The server on Node: listens, and stops without losing a request. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createAuthenticator } from '../config/authenticator.ts';
import type { Config } from '../config/config.ts';
import { serverOptions } from '../config/options.ts';
import type { ServerContext } from '../http/context.ts';
import { createMemoryLimiter } from '../limits/memory.ts';
import type { Logger } from '../operations/logger.ts';
import { createTokenServer } from '../server.ts';

export interface NodeServer {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startNodeServer(config: Config, logger: Logger): Promise<NodeServer> {
  const { fetch } = createTokenServer(
    serverOptions(config, await createAuthenticator(config.auth), {
      logger,
      limiter: createMemoryLimiter(config.budgets),
      peerAddress: socketAddress,
    }),
  );
  const server = createServer(
    { maxHeaderSize: config.maxHeaderBytes, requestTimeout: config.requestTimeout + 5000, headersTimeout: 10_000 },
    getRequestListener((request, env) => fetch(request, env)),
  );
  await listen(server, config.listen);
  return {
    url: urlOf(server),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function socketAddress(c: ServerContext): string | undefined {
  return (c.env as { incoming?: { socket: { remoteAddress?: string } } }).incoming?.socket.remoteAddress;
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
