/**
 * Budgets in the memory of this process, for at most so many keys: whoever can come from very many addresses (an IPv6
 * network has more than enough) must not be able to fill it.
 */
// By path: the package's index loads every store, and with them modules that only Node has.
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { createLimiter, type Store } from './flexible.ts';
import type { Budget, Budgets, Limiter } from './limiter.ts';

/** About 30 MB where every key is taken. */
const MAX_KEYS = 100_000;

/** Where newcomers go beyond that: a share of a budget each, in so many groups. */
const OVERFLOW_GROUPS = 4096;

export function createMemoryLimiter(budgets: Budgets): Limiter {
  return createLimiter(budgets, (_, budget) => createMemoryStore(budget));
}

/** Also the insurance of the Redis store. */
export function createMemoryStore(
  budget: Budget,
  maxKeys: number = MAX_KEYS,
): Store & InstanceType<typeof RateLimiterMemory> {
  return new BoundedMemory({ points: budget.points, duration: budget.window }, maxKeys);
}

/** A key lives one window, so that those alive are at most the new ones of this window and the last. */
class BoundedMemory extends RateLimiterMemory {
  private readonly maxKeys: number;
  private newKeys = 0;
  private newKeysBefore = 0;
  private windowEnds = 0;

  constructor(options: { points: number; duration: number }, maxKeys: number) {
    super(options);
    this.maxKeys = maxKeys;
  }

  override async consume(key: string | number) {
    this.turnWindow(Date.now());
    const full = this.newKeys + this.newKeysBefore >= this.maxKeys;
    const result = await super.consume(full && (await this.get(key)) === null ? overflowGroup(String(key)) : key);
    if (result.isFirstInDuration) this.newKeys++;
    return result;
  }

  private turnWindow(now: number): void {
    if (now < this.windowEnds) return;
    const missedOne = now >= this.windowEnds + this.duration * 1000;
    this.newKeysBefore = missedOne ? 0 : this.newKeys;
    this.newKeys = 0;
    this.windowEnds = now + this.duration * 1000;
  }
}

function overflowGroup(key: string): string {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return `overflow:${hash % OVERFLOW_GROUPS}`;
}
