/**
 * The server on Cloudflare Workers, from the bindings of the Worker: `export default createWorker()`.
 *
 * What Workers have not: files (`*_FILE`), Redis, metrics that outlive a request, signals. Limits are kept in the memory
 * of each isolate, of which there are many, and are therefore generous; with rate limit bindings (`ADDRESS_LIMITER`,
 * `USER_LIMITER`, `SERVICE_LIMITER`) they are counted per location of Cloudflare.
 */
import { ConfigError } from '../config/problems.ts';
import { readConfig } from '../config/read.ts';
import { createBindingLimiter, type RateLimitBinding } from '../limits/bindings.ts';
import { createMemoryLimiter } from '../limits/memory.ts';
import { createConsoleLogger } from '../operations/console.ts';
import type { TokenServer } from '../server.ts';
import { assemble, type EntryOptions } from './assemble.ts';

export type { EntryOptions } from './assemble.ts';

/** The variables of the configuration, and the bindings that limits may have. */
export interface WorkerBindings {
  readonly ADDRESS_LIMITER?: RateLimitBinding;
  readonly USER_LIMITER?: RateLimitBinding;
  readonly SERVICE_LIMITER?: RateLimitBinding;
  readonly [variable: string]: unknown;
}

export interface Worker {
  fetch(request: Request, bindings: WorkerBindings): Promise<Response>;
}

/** Reads the configuration with the first request. Where that is not valid, every request is a 503, and the log says why. */
export function createWorker(options: EntryOptions = {}): Worker {
  let server: TokenServer | undefined;
  return {
    async fetch(request, bindings) {
      try {
        // Not a promise that others wait for: what belongs to one request may not be used by another.
        server ??= await assembleFrom(bindings, options);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        const logger = options.logger ?? createConsoleLogger('error');
        logger.error({ problems: error.problems }, 'the configuration is not valid');
        return unconfigured();
      }
      return server.fetch(request);
    },
  };
}

async function assembleFrom(bindings: WorkerBindings, options: EntryOptions): Promise<TokenServer> {
  const { ADDRESS_LIMITER: address, USER_LIMITER: user, SERVICE_LIMITER: service, ...variables } = bindings;
  const config = readConfig(variables as Record<string, string>, undefined, { lacks: ['REDIS_URL', 'METRICS_TOKEN'] });
  const { server } = await assemble(config, options, {
    logger: options.logger ?? createConsoleLogger(config.logLevel),
    limiter: createBindingLimiter(
      config.budgets,
      { ...(address && { address }), ...(user && { user }), ...(service && { service }) },
      createMemoryLimiter(config.budgets),
    ),
    // Cloudflare writes it, and whatever a client sends under this name is lost.
    peerAddress: (c) => c.req.header('cf-connecting-ip'),
  });
  return server;
}

function unconfigured(): Response {
  const body = { token: '', error: 'the server is not configured', code: 'ERR_UNAVAILABLE' };
  return Response.json(body, { status: 503, headers: { 'Cache-Control': 'no-store' } });
}
