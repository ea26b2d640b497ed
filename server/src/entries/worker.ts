/**
 * The server on Cloudflare Workers, configured by the Worker's bindings: `export default createWorker()`.
 *
 * Workers have no files (`*_FILE`), no Redis, no metrics that outlive a request, and no signals. Limits are kept in the
 * memory of each isolate, of which there are many, so they are generous; with rate limit bindings (`ADDRESS_LIMITER`,
 * `USER_LIMITER`, `SERVICE_LIMITER`) Cloudflare counts them per location.
 */
import { ConfigError } from '../config/environment.ts';
import { readConfig } from '../config/read.ts';
import type { BudgetName, Budgets, Limiter } from '../limits/limiter.ts';
import { createMemoryLimiter } from '../limits/memory.ts';
import { createConsoleLogger } from '../operations/logger.ts';
import type { TokenServer } from '../server.ts';
import { assemble, type EntryOptions } from './assemble.ts';

export type { EntryOptions } from './assemble.ts';

/** What Cloudflare provides: its own configuration says how much a binding allows, and a Worker cannot read that. */
export interface RateLimitBinding {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** The variables of the configuration, and optional bindings for limits. */
export interface WorkerBindings {
  readonly ADDRESS_LIMITER?: RateLimitBinding;
  readonly USER_LIMITER?: RateLimitBinding;
  readonly SERVICE_LIMITER?: RateLimitBinding;
  readonly [variable: string]: unknown;
}

export interface Worker {
  fetch(request: Request, bindings: WorkerBindings): Promise<Response>;
}

/** Reads the configuration on the first request. If it is not valid, every request gets a 503, and the log says why. */
export function createWorker(options: EntryOptions = {}): Worker {
  let server: TokenServer | undefined;
  return {
    async fetch(request, bindings) {
      try {
        // Not a shared promise: on Workers, I/O of one request must not be awaited by another.
        server ??= await assembleFrom(bindings, options);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        const logger = options.logger ?? createConsoleLogger('error');
        logger.error({ problems: error.problems }, 'the configuration is not valid');
        return notConfigured();
      }
      return server.fetch(request);
    },
  };
}

async function assembleFrom(bindings: WorkerBindings, options: EntryOptions): Promise<TokenServer> {
  const { ADDRESS_LIMITER: address, USER_LIMITER: user, SERVICE_LIMITER: service, ...variables } = bindings;
  const config = readConfig(variables as Record<string, string>, undefined, { lacks: ['REDIS_URL', 'METRICS_TOKEN'] });
  const server = await assemble(config, options, {
    logger: options.logger ?? createConsoleLogger(config.logLevel),
    limiter: createBindingLimiter(
      config.budgets,
      { ...(address && { address }), ...(user && { user }), ...(service && { service }) },
      createMemoryLimiter(config.budgets),
    ),
    // Cloudflare sets it, and overwrites whatever a client sends.
    peerAddress: (c) => c.req.header('cf-connecting-ip'),
  });
  return server;
}

/**
 * Bindings only say yes or no, not how much remains.
 *
 * @param fallback counts the budgets that have no binding.
 */
export function createBindingLimiter(
  budgets: Budgets,
  bindings: Readonly<Partial<Record<BudgetName, RateLimitBinding>>>,
  fallback: Limiter,
): Limiter {
  return async (name, key) => {
    const binding = bindings[name];
    if (binding === undefined) return fallback(name, key);
    const budget = budgets[name];
    const { success } = await binding.limit({ key });
    return success ? undefined : { allowed: false, budget, remaining: 0, resetIn: budget.window };
  };
}

function notConfigured(): Response {
  const body = { token: '', error: 'the server is not configured', code: 'ERR_UNAVAILABLE' };
  return Response.json(body, { status: 503, headers: { 'Cache-Control': 'no-store' } });
}
