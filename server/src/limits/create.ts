/** The limits for platforms that can reach Redis: shared if the configuration names a Redis, otherwise in memory. */
import type { Logger } from '../operations/logger.ts';
import { type Metrics, noMetrics } from '../operations/metrics.ts';
import type { Budgets } from './limiter.ts';
import { createMemoryLimiter } from './memory.ts';
import type { SharedLimiter } from './redis.ts';

interface LimitsConfig {
  readonly redisUrl?: string | undefined;
  readonly budgets: Budgets;
}

export async function createLimits(
  { redisUrl, budgets }: LimitsConfig,
  logger: Logger,
  metrics: Metrics = noMetrics,
): Promise<SharedLimiter> {
  if (redisUrl === undefined) return { limiter: createMemoryLimiter(budgets), close() {} };
  // Loaded on demand: a start without Redis is quicker.
  const { createRedisLimiter } = await import('./redis.ts');
  return createRedisLimiter(redisUrl, budgets, {
    onShared: () => logger.info({}, 'limits are shared through Redis'),
    onFault: (cause) => logger.warn({ cause }, 'Redis does not answer; limits are counted in memory'),
    onFallback: metrics.limitFellBack,
  });
}
