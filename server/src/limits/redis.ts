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

/** Milliseconds before a Redis that failed is asked again, so that not every request waits for it in vain. */
const PAUSE = 1000;

export interface SharedLimiter {
  readonly limiter: Limiter;
  close(): void;
}

export interface SharedLimiterEvents {
  /** Redis is connected, for the first time or again. */
  onShared(): void;
  /** Redis did not answer for this budget, which is counted in memory for now. */
  onFault(name: BudgetName, code: unknown): void;
}

export function createRedisLimiter(url: string, budgets: Budgets, events: SharedLimiterEvents): SharedLimiter {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT,
    connectTimeout: 2000,
    // No request waits for a connection that may return.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  });
  redis.on('ready', () => events.onShared());
  // ioredis prints errors that nobody listens to, and their text may contain the address and more.
  redis.on('error', () => {});

  const inMemory = createMemoryLimiter(budgets);
  const stores = new Map<BudgetName, RateLimiterRedis>();
  for (const [name, budget] of Object.entries(budgets) as [BudgetName, Budget][]) {
    if (budget.points > 0) stores.set(name, redisStore(redis, name, budget));
  }
  const brokenUntil: Record<BudgetName, number> = { address: 0, user: 0, service: 0 };

  const limiter: Limiter = async (name, key) => {
    const store = stores.get(name);
    if (store === undefined) return undefined;
    if (Date.now() < brokenUntil[name]) return inMemory(name, key);
    try {
      return await consume(store, budgets[name], key);
    } catch (error) {
      brokenUntil[name] = Date.now() + PAUSE;
      events.onFault(name, (error as { code?: unknown }).code);
      return inMemory(name, key);
    }
  };
  return { limiter, close: () => redis.disconnect() };
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
