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

export interface MemoryStore extends Store {
  /** How many keys it remembers. */
  size(): number;
}

/** Also the insurance of the Redis store. */
export function createMemoryStore(budget: Budget, maxKeys: number = MAX_KEYS): MemoryStore {
  return new BoundedMemory(budget, maxKeys);
}

/** The keys that were new in one window. */
interface Generation {
  readonly store: InstanceType<typeof RateLimiterMemory>;
  keys: number;
}

/**
 * A key lives one window, so that those alive are among the new ones of this window and of the last. What is older goes
 * as a whole: the package's own timers end with the request on platforms that serve each in a context of its own.
 */
class BoundedMemory implements MemoryStore {
  private readonly budget: Budget;
  private readonly maxKeys: number;
  private current: Generation;
  private last: Generation;
  private windowEnds = 0;

  constructor(budget: Budget, maxKeys: number) {
    this.budget = budget;
    this.maxKeys = maxKeys;
    this.current = this.newGeneration();
    this.last = this.newGeneration();
  }

  async consume(key: string | number): ReturnType<Store['consume']> {
    this.turnWindow(Date.now());
    const mayEnter = this.size() < this.maxKeys || (await this.generationOf(key)) !== undefined;
    const counted = mayEnter ? key : overflowGroup(String(key));
    const generation = (await this.generationOf(counted)) ?? this.current;
    const result = await generation.store.consume(counted);
    if (result.isFirstInDuration) generation.keys++;
    return result;
  }

  size(): number {
    return this.current.keys + this.last.keys;
  }

  /** Where the key is alive. */
  private async generationOf(key: string | number): Promise<Generation | undefined> {
    for (const generation of [this.current, this.last]) {
      const found = await generation.store.get(key);
      if (found !== null && found.msBeforeNext > 0) return generation;
    }
    return undefined;
  }

  private turnWindow(now: number): void {
    if (now < this.windowEnds) return;
    const window = this.budget.window * 1000;
    this.last = now < this.windowEnds + window ? this.current : this.newGeneration();
    this.current = this.newGeneration();
    this.windowEnds = now + window;
  }

  private newGeneration(): Generation {
    return { store: new RateLimiterMemory({ points: this.budget.points, duration: this.budget.window }), keys: 0 };
  }
}

function overflowGroup(key: string): string {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return `overflow:${hash % OVERFLOW_GROUPS}`;
}
