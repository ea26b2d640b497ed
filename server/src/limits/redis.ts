/**
 * Budgets in Redis, so that many instances share them. While Redis does not answer, each instance goes on with budgets
 * in its own memory: a limit that is a little too generous is better than no tokens.
 */
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { createLimiter, type Store } from './flexible.ts';
import type { Budget, BudgetName, Budgets, Limiter } from './limiter.ts';
import { createMemoryStore } from './memory.ts';

/** Milliseconds that a request waits for Redis at most. */
const COMMAND_TIMEOUT = 250;

/** Milliseconds for which a Redis that failed is left alone, lest every request wait for it in vain. */
const PAUSE = 1000;

export interface SharedLimiter {
  readonly limiter: Limiter;
  close(): void;
}

export interface SharedLimiterEvents {
  /** Redis is there, for the first time or again. */
  onShared(): void;
  /** It did not answer for this budget, which goes on in memory. */
  onFault(name: BudgetName, code: unknown): void;
}

export function createRedisLimiter(url: string, budgets: Budgets, events: SharedLimiterEvents): SharedLimiter {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT,
    connectTimeout: 2000,
    // Nothing waits for a connection that may come back some day.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  });
  redis.on('ready', () => events.onShared());
  // The text of the error may hold the address and more; ioredis asks for a listener, or it would print it itself.
  redis.on('error', () => {});

  const sharedStore = (name: BudgetName, { points, window }: Budget) =>
    new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `accesstoken2:${name}`,
      points,
      duration: window,
      rejectIfRedisNotReady: true,
    });
  const limiter = createLimiter(budgets, (name, budget) =>
    insured(sharedStore(name, budget), createMemoryStore(budget), (code) => events.onFault(name, code)),
  );
  return { limiter, close: () => redis.disconnect() };
}

/** The first store, and the second one while the first is broken. A used-up budget is an answer, not a fault. */
function insured(store: Store, insurance: Store, onFault: (code: unknown) => void): Store {
  let brokenUntil = 0;
  return {
    async consume(key) {
      if (Date.now() < brokenUntil) return insurance.consume(key);
      try {
        return await store.consume(key);
      } catch (reason) {
        if (!(reason instanceof Error)) throw reason;
        brokenUntil = Date.now() + PAUSE;
        onFault((reason as { code?: unknown }).code);
        return insurance.consume(key);
      }
    },
  };
}
