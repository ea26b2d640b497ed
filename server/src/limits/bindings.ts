/**
 * Budgets that Cloudflare counts: rate limit bindings of a Worker. How much they allow is in the Worker's own
 * configuration, which a Worker cannot read; they say yes or no, and not how much is left.
 */
import type { BudgetName, Budgets, Limiter } from './limiter.ts';

export interface RateLimitBinding {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** @param otherwise counts the budgets that have no binding. */
export function createBindingLimiter(
  budgets: Budgets,
  bindings: Readonly<Partial<Record<BudgetName, RateLimitBinding>>>,
  otherwise: Limiter,
): Limiter {
  return async (name, key) => {
    const binding = bindings[name];
    if (binding === undefined) return otherwise(name, key);
    const budget = budgets[name];
    const { success } = await binding.limit({ key });
    return success ? undefined : { allowed: false, budget, remaining: 0, resetIn: budget.window };
  };
}
