/**
 * The server on Bun, through its own HTTP server. Everything of the Node entry is here: Redis, metrics, reload, graceful
 * end. Bun itself bounds the head of a request, at 16 KiB, so that MAX_HEADER_BYTES counts for nothing.
 */
import type { Config } from '../config/config.ts';
import { createConsoleLogger } from '../operations/console.ts';
import type { EntryOptions } from './assemble.ts';
import { addressUrl, type ListeningServer, type Runtime, startListening } from './listening.ts';

export type { Config } from '../config/config.ts';
export { ConfigError } from '../config/problems.ts';
export { readConfig } from '../config/read.ts';
export type { EntryOptions } from './assemble.ts';
export type { ListeningServer } from './listening.ts';

/** The part of Bun that is used. */
declare const Bun: {
  serve(options: {
    hostname: string;
    port: number;
    idleTimeout: number;
    maxRequestBodySize: number;
    fetch(request: Request, server: BunServer): Promise<Response>;
  }): BunServer;
};

interface BunServer {
  readonly hostname: string;
  readonly port: number;
  requestIP(request: Request): { readonly address: string } | null;
  /** Without force it resolves when the open requests have their answers. */
  stop(force?: boolean): Promise<void>;
}

/**
 * @throws ConfigError where the configuration lacks something that shows only now.
 * @throws the system's error where it cannot listen.
 */
export function startBunServer(config: Config, options: EntryOptions = {}): Promise<ListeningServer> {
  return startListening(bun, config, options);
}

/** For the command. */
export const bun: Runtime = {
  createLogger: createConsoleLogger,

  peerAddress: (c) => (c.env as { peer?: string }).peer,

  async listen({ listen, requestTimeout, maxBodyBytes }, handle) {
    const server = Bun.serve({
      hostname: listen.host,
      port: listen.port,
      // Seconds, 255 at most. The server's own timeout answers first, in the shape of the route.
      idleTimeout: Math.min(255, Math.ceil(requestTimeout / 1000) + 5),
      // The server's own limit answers first, too; this one is for what never becomes a request.
      maxRequestBodySize: maxBodyBytes + 65_536,
      fetch: (request, server) => handle(request, { peer: server.requestIP(request)?.address }),
    });
    return {
      url: addressUrl(server.hostname, server.port),
      close: () => server.stop(),
      abort: () => void server.stop(true),
    };
  },
};
