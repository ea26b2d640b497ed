/**
 * Budgets in the memory of this process: fixed windows, each starting with the first request of its key. The number of
 * keys is bounded, since one client can have many addresses, such as an IPv6 network.
 */
import type { Budget, BudgetName, Budgets, Limiter, Verdict } from './limiter.ts';

/** About 10 MB when every key is in use. */
const MAX_KEYS = 100_000;

/** New keys beyond that share this many windows. */
const OVERFLOW_WINDOWS = 4096;

export function createMemoryLimiter(budgets: Budgets): Limiter {
  const counters = new Map<BudgetName, WindowCounter>();
  for (const [name, budget] of Object.entries(budgets) as [BudgetName, Budget][]) {
    if (budget.points > 0) counters.set(name, createWindowCounter(budget));
  }
  return (name, key) => counters.get(name)?.count(key);
}

export interface WindowCounter {
  count(key: string): Verdict;
  /** How many windows it keeps. */
  size(): number;
}

interface Window {
  requests: number;
  /** Unix milliseconds. */
  readonly endsAt: number;
}

/**
 * Windows are dropped a generation at a time: one generation lasts as long as a window, so a window that is still open
 * is in this generation or in the previous one. Timers would not survive a request on Workers.
 */
export function createWindowCounter(budget: Budget, maxKeys: number = MAX_KEYS): WindowCounter {
  const length = budget.window * 1000;
  let current = new Map<string, Window>();
  let previous = new Map<string, Window>();
  let generationEndsAt = 0;

  function findOpen(key: string, now: number): Window | undefined {
    const window = current.get(key) ?? previous.get(key);
    return window !== undefined && window.endsAt > now ? window : undefined;
  }

  return {
    count(key) {
      const now = Date.now();
      if (now >= generationEndsAt) {
        previous = now < generationEndsAt + length ? current : new Map();
        current = new Map();
        generationEndsAt = now + length;
      }
      let window = findOpen(key, now);
      if (window === undefined) {
        const counted = current.size + previous.size < maxKeys ? key : overflowKey(key);
        window = findOpen(counted, now) ?? { requests: 0, endsAt: now + length };
        if (window.requests === 0) current.set(counted, window);
      }
      window.requests++;
      return {
        allowed: window.requests <= budget.points,
        budget,
        remaining: Math.max(0, budget.points - window.requests),
        resetIn: Math.ceil((window.endsAt - now) / 1000),
      };
    },
    size: () => current.size + previous.size,
  };
}

function overflowKey(key: string): string {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return `overflow:${hash % OVERFLOW_WINDOWS}`;
}
