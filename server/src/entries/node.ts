/** The server on Node: listens, takes new configuration while it runs, and stops without losing a request. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Authenticate } from '../auth/authenticate.ts';
import { type Authenticator, createAuthenticator } from '../config/authenticator.ts';
import type { Config } from '../config/config.ts';
import { serverOptions } from '../config/options.ts';
import { ConfigError } from '../config/problems.ts';
import type { CheckPassword } from '../dialects/demo-apps.ts';
import type { App, ServerContext } from '../http/context.ts';
import { createMemoryLimiter } from '../limits/memory.ts';
import { createRedisLimiter, type SharedLimiter } from '../limits/redis.ts';
import { drainable } from '../operations/drain.ts';
import type { Logger } from '../operations/logger.ts';
import { createPinoLogger } from '../operations/pino.ts';
import { createPrometheusMetrics } from '../operations/prometheus.ts';
import { metricsRoute } from '../routes/metrics.ts';
import { createTokenServer, type TokenServer } from '../server.ts';

export type { Config } from '../config/config.ts';
export { ConfigError } from '../config/problems.ts';
export { readConfig } from '../config/read.ts';

export interface NodeServerOptions {
  /** Default: pino on standard output, at the level of the configuration. */
  readonly logger?: Logger;
  /** Who asks, in mode `hook`. */
  readonly authenticate?: Authenticate;
  /** Lets Agora's demo apps log in, where the dialects are on. In demo mode every password is right. */
  readonly checkPassword?: CheckPassword;
  /** Adds routes of your own. */
  readonly addRoutes?: (app: App) => void;
}

export interface NodeServer {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /**
   * Takes a new configuration for the requests to come: credentials, callers, policy, dialects, CORS and what else a
   * request meets. What was made at the start stays: the socket and its times, the limits, the log.
   *
   * @throws ConfigError where it lacks something; then nothing has changed.
   */
  reload(config: Config): Promise<void>;
  /** `gracefully` with the delay of the configuration, or at once. Resolves to whether every request had its answer. */
  stop(manner?: 'gracefully' | 'at once'): Promise<boolean>;
}

/**
 * @throws ConfigError where the configuration lacks something that shows only now.
 * @throws the system's error where it cannot listen.
 */
export async function startNodeServer(config: Config, options: NodeServerOptions = {}): Promise<NodeServer> {
  const logger = options.logger ?? createPinoLogger(config.logLevel);
  const metrics = createPrometheusMetrics();
  const limits = createLimits(config, logger);
  let { server: current } = await assemble(config);

  const server = createServer(
    {
      maxHeaderSize: config.maxHeaderBytes,
      headersTimeout: config.requestTimeout,
      // The server's own timeout answers first, in the shape of the route; this one is for what never becomes a request.
      requestTimeout: config.requestTimeout + 5000,
      connectionsCheckingInterval: 1000,
    },
    getRequestListener((request, env) => current.fetch(request, env)),
  );
  const drain = drainable(server);
  await listen(server, config.listen).catch((error) => {
    limits.close();
    throw error;
  });

  async function assemble(config: Config): Promise<{ server: TokenServer; isReady: Authenticator['isReady'] }> {
    const { authenticate, isReady } = await createAuthenticator(config.auth, options.authenticate);
    const authenticator = { authenticate, isReady: () => !drain.isDraining() && isReady() };
    const server = createTokenServer(
      serverOptions(config, authenticator, {
        logger,
        metrics,
        limiter: limits.limiter,
        peerAddress: socketAddress,
        ...(options.checkPassword && { checkPassword: options.checkPassword }),
        addRoutes: (app) => {
          if (config.metrics.exposed) metricsRoute(app, metrics, config.metrics.token);
          options.addRoutes?.(app);
        },
      }),
    );
    return { server, isReady };
  }

  return {
    url: urlOf(server),
    async reload(config) {
      const next = await assemble(config);
      if (!(await next.isReady())) throw new ConfigError(['JWT_JWKS_URL does not answer']);
      current = next.server;
      logger.info({ signWith: config.signWith, auth: config.auth.modes }, 'configuration reloaded');
    },
    async stop(manner = 'gracefully') {
      const { delay, timeout } = config.shutdown;
      const drained = await drain.start({ delay: manner === 'gracefully' ? delay : 0, timeout });
      limits.close();
      return drained;
    },
  };
}

function createLimits({ redisUrl, budgets }: Config, logger: Logger): SharedLimiter {
  if (redisUrl === undefined) return { limiter: createMemoryLimiter(budgets), close() {} };
  return createRedisLimiter(redisUrl, budgets, {
    onShared: () => logger.info({}, 'limits are shared through Redis'),
    onFault: (budget, faultCode) => logger.warn({ budget, faultCode }, 'Redis does not answer; limits go on in memory'),
  });
}

function socketAddress(c: ServerContext): string | undefined {
  return (c.env as { incoming?: { socket: { remoteAddress?: string } } }).incoming?.socket.remoteAddress;
}

function listen(server: Server, { host, port }: Config['listen']): Promise<void> {
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
