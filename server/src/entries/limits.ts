/** The limits where Redis can be had: shared through it if the configuration names one, or else in memory. */
import type { Config } from '../config/config.ts';
import { createMemoryLimiter } from '../limits/memory.ts';
import type { SharedLimiter } from '../limits/redis.ts';
import type { Logger } from '../operations/logger.ts';

export async function createLimits({ redisUrl, budgets }: Config, logger: Logger): Promise<SharedLimiter> {
  if (redisUrl === undefined) return { limiter: createMemoryLimiter(budgets), close() {} };
  // Loaded by those who use it: a start without it is quicker.
  const { createRedisLimiter } = await import('../limits/redis.ts');
  return createRedisLimiter(redisUrl, budgets, {
    onShared: () => logger.info({}, 'limits are shared through Redis'),
    onFault: (budget, faultCode) => logger.warn({ budget, faultCode }, 'Redis does not answer; limits go on in memory'),
  });
}
