/**
 * The server on Bun's own HTTP server. It has everything that the Node entry has: Redis, metrics, reload, graceful stop.
 * Bun itself limits request headers to 16 KiB, so MAX_HEADER_BYTES has no effect.
 */
import type { Config } from '../config/config.ts';
import type { EntryOptions } from './assemble.ts';
import { addressUrl, type ListeningServer, type Runtime, startListening } from './listening.ts';

export type { Config } from '../config/config.ts';
export { ConfigError } from '../config/environment.ts';
export { readConfig } from '../config/read.ts';
export type { EntryOptions } from './assemble.ts';
export type { ListeningServer } from './listening.ts';

/** What is used of Bun. */
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
  /** Without force it resolves when the open requests have their responses. */
  stop(force?: boolean): Promise<void>;
}

/**
 * @throws ConfigError if a key cannot be read, or the hook is missing.
 * @throws the system's error if it cannot listen.
 */
export function startBunServer(config: Config, options: EntryOptions = {}): Promise<ListeningServer> {
  return startListening(bun, config, options);
}

/** For the command. */
export const bun: Runtime = {
  peerAddress: (c) => (c.env as { peer?: string }).peer,

  async listen({ listen, requestTimeout, maxBodyBytes }, handle) {
    const server = Bun.serve({
      hostname: listen.host,
      port: listen.port,
      // Seconds, at most 255. The server's own timeout comes first, in the format of the route.
      idleTimeout: Math.min(255, Math.ceil(requestTimeout / 1000) + 5),
      // The server's own limit comes first, too; this one is for what never becomes a request.
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
