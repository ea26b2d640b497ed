/** A limiter out of rate-limiter-flexible's stores, one per budget. Which store they are is the caller's choice. */
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { type Budget, type BudgetName, type Budgets, type Limiter, unlimited, type Verdict } from './limiter.ts';

/** The part of a store that is used. */
export type Store = Pick<RateLimiterAbstract, 'consume'>;

export function createLimiter(budgets: Budgets, storeFor: (name: BudgetName, budget: Budget) => Store): Limiter {
  const stores = new Map<BudgetName, Store>();
  for (const [name, budget] of Object.entries(budgets) as [BudgetName, Budget][]) {
    if (budget.points > 0) stores.set(name, storeFor(name, budget));
  }
  if (stores.size === 0) return unlimited;

  return async (name, key) => {
    const result = await stores.get(name)?.consume(key).then(accepted, rejected);
    return result && verdict(budgets[name], result);
  };
}

interface Consumed {
  readonly allowed: boolean;
  readonly state: RateLimiterRes;
}

const accepted = (state: RateLimiterRes): Consumed => ({ allowed: true, state });

/** A store rejects with its state where the budget is used up, and with an error where it is broken. */
function rejected(reason: unknown): Consumed {
  if (reason instanceof Error) throw reason;
  return { allowed: false, state: reason as RateLimiterRes };
}

function verdict(budget: Budget, { allowed, state }: Consumed): Verdict {
  return {
    allowed,
    budget,
    remaining: Math.max(0, state.remainingPoints),
    resetIn: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  };
}
