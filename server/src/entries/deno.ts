/**
 * The server on Deno's own HTTP server. It has everything that the Node entry has: Redis, metrics, reload, graceful stop.
 * Deno itself limits request headers, so MAX_HEADER_BYTES has no effect.
 */
import type { Config } from '../config/config.ts';
import type { EntryOptions } from './assemble.ts';
import { addressUrl, type ListeningServer, type Runtime, startListening } from './listening.ts';

export type { Config } from '../config/config.ts';
export { ConfigError } from '../config/environment.ts';
export { readConfig } from '../config/read.ts';
export type { EntryOptions } from './assemble.ts';
export type { ListeningServer } from './listening.ts';

/** What is used of Deno. */
declare const Deno: {
  serve(
    options: { hostname: string; port: number; signal: AbortSignal; onListen(): void },
    handler: (request: Request, info: DenoConnection) => Promise<Response>,
  ): { readonly addr: DenoAddress; shutdown(): Promise<void> };
};

interface DenoAddress {
  readonly hostname: string;
  readonly port: number;
}

interface DenoConnection {
  readonly remoteAddr: DenoAddress;
}

/**
 * @throws ConfigError if a key cannot be read, or the hook is missing.
 * @throws the system's error if it cannot listen.
 */
export function startDenoServer(config: Config, options: EntryOptions = {}): Promise<ListeningServer> {
  return startListening(deno, config, options);
}

/** For the command. */
export const deno: Runtime = {
  peerAddress: (c) => (c.env as Partial<DenoConnection>).remoteAddr?.hostname,

  async listen({ listen }, handle) {
    const cutOff = new AbortController();
    const { host: hostname, port } = listen;
    // Without a listener, Deno prints a line of its own into the log.
    const options = { hostname, port, signal: cutOff.signal, onListen() {} };
    const server = Deno.serve(options, (request, connection) => handle(request, connection));
    return {
      url: addressUrl(server.addr.hostname, server.addr.port),
      close: () => server.shutdown(),
      abort: () => cutOff.abort(),
    };
  },
};
