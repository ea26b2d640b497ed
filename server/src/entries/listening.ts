/**
 * A server that listens, on any runtime: it can be reconfigured while it runs, and stops without losing a request. The
 * runtime provides the socket.
 */
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/environment.ts';
import type { ServerContext } from '../http/context.ts';
import { createLimits } from '../limits/create.ts';
import { drain, type ListeningSocket } from '../operations/drain.ts';
import { type LogOutput, openLogOutput } from '../operations/log-output.ts';
import { createJsonLogger } from '../operations/logger.ts';
import { createPrometheusMetrics } from '../operations/prometheus.ts';
import { metricsRoute } from '../routes/probes.ts';
import { assemble, type EntryOptions } from './assemble.ts';

export interface ListeningServer {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /**
   * Uses a new configuration for later requests: credentials, callers, policy, dialects, CORS. What was created at the
   * start stays: the socket and its timeouts, the limits, the log.
   *
   * @throws ConfigError if something is missing; then nothing has changed.
   */
  reload(config: Config): Promise<void>;
  /** `gracefully` with the delay of the configuration, or at once. Resolves to whether every request got its response. */
  stop(manner?: 'gracefully' | 'at once'): Promise<boolean>;
}

/** A Fetch handler; `env` is what the runtime knows of the connection. */
export type Handler = (request: Request, env: object) => Promise<Response>;

/** What a runtime provides. */
export interface Runtime {
  /** Rejects with the system's error if it cannot listen. */
  listen(config: Config, handle: Handler): Promise<ListeningSocket>;
  /** The address at the other end of the connection, out of `env`. */
  peerAddress(c: ServerContext): string | undefined;
}

/**
 * @param output where the log goes; not used with a logger of the embedding program.
 * @throws ConfigError if a key cannot be read, or the hook is missing.
 * @throws the system's error if it cannot listen.
 */
export async function startListening(
  runtime: Runtime,
  config: Config,
  options: EntryOptions,
  output: LogOutput | undefined = options.logger === undefined ? openLogOutput() : undefined,
): Promise<ListeningServer> {
  const logger = options.logger ?? createJsonLogger(config.logLevel, output?.write ?? (() => {}));
  const metrics = createPrometheusMetrics(() => output?.lost() ?? 0);
  const limits = await createLimits(config, logger);
  let stopping: Promise<boolean> | undefined;

  const assembleFor = (config: Config) =>
    assemble(
      config,
      options,
      {
        logger,
        metrics,
        limiter: limits.limiter,
        ...(output && { canLog: output.isWritable }),
        peerAddress: runtime.peerAddress,
        addRoutes: (app, budget) => {
          if (config.metrics.exposed) metricsRoute(app, metrics, config.metrics.token, budget);
        },
      },
      () => stopping === undefined,
    );

  try {
    let { server: current } = await assembleFor(config);
    const socket = await runtime.listen(config, async (request, env) => {
      const response = await current.fetch(request, env);
      if (stopping !== undefined) response.headers.set('Connection', 'close');
      return response;
    });

    return {
      url: socket.url,
      async reload(config) {
        const next = await assembleFor(config);
        if (!(await next.isReady())) throw new ConfigError(['JWT_JWKS_URL does not answer']);
        current = next.server;
        logger.info({ signWith: config.signWith, auth: config.auth.modes }, 'configuration reloaded');
      },
      stop(manner = 'gracefully') {
        const { delay, timeout } = config.shutdown;
        stopping ??= drain(socket, { delay: manner === 'gracefully' ? delay : 0, timeout }).finally(limits.close);
        return stopping;
      },
    };
  } catch (error) {
    limits.close();
    throw error;
  }
}

/** The URL of a host and port. */
export function addressUrl(hostname: string, port: number): string {
  return `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
}
