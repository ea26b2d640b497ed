/**
 * The server on Deno, through its own HTTP server. Everything of the Node entry is here: Redis, metrics, reload,
 * graceful end. Deno itself bounds the head of a request, so that MAX_HEADER_BYTES counts for nothing.
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

/** The part of Deno that is used. */
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
 * @throws ConfigError where the configuration lacks something that shows only now.
 * @throws the system's error where it cannot listen.
 */
export function startDenoServer(config: Config, options: EntryOptions = {}): Promise<ListeningServer> {
  return startListening(deno, config, options);
}

/** For the command. */
export const deno: Runtime = {
  createLogger: createConsoleLogger,

  peerAddress: (c) => (c.env as Partial<DenoConnection>).remoteAddr?.hostname,

  async listen({ listen }, handle) {
    const cutOff = new AbortController();
    const { host: hostname, port } = listen;
    // Without a listener of ours Deno prints a line of its own among those of the log.
    const options = { hostname, port, signal: cutOff.signal, onListen() {} };
    const server = Deno.serve(options, (request, connection) => handle(request, connection));
    return {
      url: addressUrl(server.addr.hostname, server.addr.port),
      close: () => server.shutdown(),
      abort: () => cutOff.abort(),
    };
  },
};
