/**
 * Budgets in Redis, shared by all instances. While Redis does not answer, each instance counts in its own memory: a
 * limit that is a little too generous is better than no tokens.
 */
import { Redis } from 'ioredis';
import { RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Budget, BudgetName, Budgets, Limiter, Verdict } from './limiter.ts';
import { createMemoryLimiter } from './memory.ts';

/** Milliseconds that a request waits for Redis at most. */
const COMMAND_TIMEOUT = 250;

/** Milliseconds between two probes of a Redis that failed. A probe is a PING of its own, which no request waits for. */
const PROBE_INTERVAL = 1000;

export interface SharedLimiter {
  readonly limiter: Limiter;
  close(): void;
}

/** The first two are called once per change. */
export interface SharedLimiterEvents {
  /** Redis answers, for the first time or again. */
  onShared(): void;
  /** Redis does not answer, and budgets are counted in memory; the cause says why. */
  onFault(cause: string): void;
  /** One budget was counted in memory instead. */
  onFallback(): void;
}

export function createRedisLimiter(url: string, budgets: Budgets, events: SharedLimiterEvents): SharedLimiter {
  const redis = connect(url, {
    // The budgets of one request are asked in the same tick: one round trip instead of two.
    enableAutoPipelining: true,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  });
  const inMemory = createMemoryLimiter(budgets);
  const stores = new Map<BudgetName, RateLimiterRedis>();
  for (const [name, budget] of Object.entries(budgets) as [BudgetName, Budget][]) {
    if (budget.points > 0) stores.set(name, redisStore(redis, name, budget));
  }
  let isShared = false;
  /** Logged since Redis last answered: with a wrong password, for example, two causes alternate. */
  const causes = new Set<string>();
  let probe: ReturnType<typeof setTimeout> | undefined;

  function share(): void {
    clearTimeout(probe);
    probe = undefined;
    causes.clear();
    if (!isShared) events.onShared();
    isShared = true;
  }

  function fallBack(error: unknown): void {
    isShared = false;
    const cause = describeRedisFault(error);
    if (!causes.has(cause)) events.onFault(cause);
    causes.add(cause);
    probe ??= setTimeout(() => redis.ping().then(share, probeAgain), PROBE_INTERVAL);
  }

  function probeAgain(error: unknown): void {
    probe = undefined;
    // Without a connection a PING says nothing new: ioredis reconnects by itself, and then it is `ready`.
    if (redis.status === 'ready') fallBack(error);
  }

  redis.on('ready', share);
  redis.on('error', fallBack);

  const limiter: Limiter = async (name, key) => {
    const store = stores.get(name);
    if (store === undefined) return undefined;
    if (isShared) {
      try {
        return await consume(store, budgets[name], key);
      } catch (error) {
        fallBack(error);
      }
    }
    events.onFallback();
    return inMemory(name, key);
  };
  return {
    limiter,
    close: () => {
      clearTimeout(probe);
      redis.disconnect();
    },
  };
}

interface ConnectOptions {
  readonly enableAutoPipelining?: boolean;
  readonly lazyConnect?: boolean;
  readonly retryStrategy: (attempt: number) => number | null;
}

/** What is wrong with a Redis, once, for `--check-config`; `undefined` if it works. */
export async function checkRedis(url: string): Promise<string | undefined> {
  const redis = connect(url, { lazyConnect: true, retryStrategy: () => null });
  let fault: unknown;
  redis.on('error', (error) => {
    fault ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return fault === undefined ? undefined : describeRedisFault(fault);
  } catch (error) {
    return describeRedisFault(fault ?? error);
  } finally {
    redis.disconnect();
  }
}

function connect(url: string, options: ConnectOptions): Redis {
  return new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT,
    connectTimeout: 2000,
    // No request waits for a connection that may return.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    ...options,
  });
}

/** Never the text of the error, which may contain the address or the password. */
export function describeRedisFault(error: unknown): string {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  if (/WRONGPASS|invalid (username|password)/i.test(message))
    return 'Redis refuses the password or the user in REDIS_URL';
  if (/NOAUTH/.test(message)) return 'Redis requires a password, and REDIS_URL has none';
  if (/called without any password/i.test(message)) return 'REDIS_URL has a password, and Redis has none configured';
  if (/DB index|invalid DB/i.test(message)) return 'the database in REDIS_URL does not exist';
  if (/NOPERM/.test(message)) return 'the user in REDIS_URL may not run the commands of the limits';
  if (typeof code === 'string' && /^(ERR_SSL|EPROTO|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) {
    return `no TLS connection (${code}); use redis:// if Redis has no TLS, NODE_EXTRA_CA_CERTS for a CA of your own`;
  }
  // A Redis without TLS takes the handshake for part of a command, and waits for the rest.
  if (code === 'ETIMEDOUT') return 'no connection (ETIMEDOUT): the address is wrong, or only one side uses TLS';
  if (typeof code === 'string' && code !== 'ECONNRESET') return `no connection (${code})`;
  if (/closed|ECONNRESET|not ready/i.test(`${code} ${message}`)) {
    return 'Redis closes the connection; use rediss:// if it requires TLS';
  }
  return /timed out/i.test(message) ? 'no response in time' : 'no response';
}

function redisStore(redis: Redis, name: BudgetName, { points, window }: Budget): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `accesstoken2:${name}`,
    points,
    duration: window,
    rejectIfRedisNotReady: true,
  });
}

/** A store rejects with its state if the budget is used up, and with an error if Redis failed. */
async function consume(store: RateLimiterRedis, budget: Budget, key: string): Promise<Verdict> {
  try {
    return verdict(budget, true, await store.consume(key));
  } catch (reason) {
    if (reason instanceof Error) throw reason;
    return verdict(budget, false, reason as RateLimiterRes);
  }
}

function verdict(budget: Budget, allowed: boolean, state: RateLimiterRes): Verdict {
  return {
    allowed,
    budget,
    remaining: Math.max(0, state.remainingPoints),
    resetIn: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  };
}
