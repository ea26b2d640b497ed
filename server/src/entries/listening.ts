/**
 * A server that listens, on any runtime: it can be reconfigured while it runs, and stops without losing a request. The
 * runtime provides the socket.
 */
import { createKeySources } from '../auth/key-sources.ts';
import type { Config } from '../config/config.ts';
import type { ServerContext } from '../http/context.ts';
import { createLimits } from '../limits/create.ts';
import { drain, type ListeningSocket } from '../operations/drain.ts';
import { type LogOutput, openLogOutput } from '../operations/log-output.ts';
import { createJsonLogger } from '../operations/logger.ts';
import { createPrometheusMetrics } from '../operations/prometheus.ts';
import { VERSION } from '../routes/openapi.ts';
import { metricsRoute } from '../routes/probes.ts';
import { assemble, type EntryOptions } from './assemble.ts';

export interface ListeningServer {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /**
   * Uses a new configuration for later requests: credentials, callers, policy, dialects, CORS. It waits for nothing, in
   * particular not for an identity provider. What was created at the start stays: the socket and its timeouts, the
   * limits, the log; if their settings have changed, the log says so.
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
  const metrics = createPrometheusMetrics(() => output?.lost() ?? 0, VERSION);
  const limits = await createLimits(config, logger, metrics);
  const sources = createKeySources(logger, metrics);
  metrics.watchKeys(sources.ages);
  const freshness = setInterval(sources.keepFresh, KEYS_INTERVAL);
  let stopping: Promise<boolean> | undefined;
  /** Reloads run one after the other, so that the last configuration wins. */
  let reloading: Promise<void> = Promise.resolve();

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
      sources,
    );
  const release = () => {
    clearInterval(freshness);
    limits.close();
  };

  try {
    let current = await assembleFor(config);
    sources.forgetUnused();
    sources.keepFresh();
    const socket = await runtime.listen(config, async (request, env) => {
      const response = await current.fetch(request, env);
      if (stopping !== undefined) response.headers.set('Connection', 'close');
      return response;
    });

    return {
      url: socket.url,
      reload(next) {
        const reloaded = reloading.then(async () => {
          current = await assembleFor(next);
          sources.forgetUnused();
          logger.info({ signWith: next.signWith, auth: next.auth.modes }, 'configuration reloaded');
          const ignored = changedAtStart(config, next);
          if (ignored.length > 0) logger.warn({ ignored }, 'these settings have changed, and need a restart');
          sources.refresh();
        });
        reloading = reloaded.catch(() => {});
        return reloaded;
      },
      stop(manner = 'gracefully') {
        const { delay, timeout } = config.shutdown;
        stopping ??= drain(socket, { delay: manner === 'gracefully' ? delay : 0, timeout }).finally(release);
        return stopping;
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The settings of what is created at the start, by the variables that they come from. */
const AT_START: readonly (readonly [variables: string, setting: (config: Config) => unknown])[] = [
  ['HOST', ({ listen }) => listen.host],
  ['PORT', ({ listen }) => listen.port],
  ['MAX_HEADER_BYTES', ({ maxHeaderBytes }) => maxHeaderBytes],
  ['REDIS_URL', ({ redisUrl }) => redisUrl],
  ['RATE_LIMIT_ADDRESS, RATE_LIMIT_USER, RATE_LIMIT_SERVICE or RATE_LIMIT_WINDOW', ({ budgets }) => budgets],
  ['SHUTDOWN_DELAY or SHUTDOWN_TIMEOUT', ({ shutdown }) => shutdown],
  ['LOG_LEVEL', ({ logLevel }) => logLevel],
];

function changedAtStart(old: Config, next: Config): string[] {
  const text = (value: unknown) => JSON.stringify(value);
  return AT_START.flatMap(([names, setting]) => (text(setting(old)) === text(setting(next)) ? [] : [names]));
}

/** Milliseconds between two checks whether keys are due for a fetch. */
const KEYS_INTERVAL = 1000;

/** The URL of a host and port. */
export function addressUrl(hostname: string, port: number): string {
  return `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
}
