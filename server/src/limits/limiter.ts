/** What a limiter is: budgets of requests per window, each counted per key. */

/** `address`: everyone behind one address; `user`: one signed-in user; `service`: one back end. */
export type BudgetName = 'address' | 'user' | 'service';

export interface Budget {
  /** Requests per window; 0: no limit. */
  readonly points: number;
  /** Seconds. */
  readonly window: number;
}

export type Budgets = Readonly<Record<BudgetName, Budget>>;

export interface Verdict {
  readonly allowed: boolean;
  readonly budget: Budget;
  readonly remaining: number;
  /** Seconds until the window ends, rounded up. */
  readonly resetIn: number;
}

/** Counts one request against a budget. `undefined`: this budget has no limit. */
export type Limiter = (name: BudgetName, key: string) => Verdict | undefined | Promise<Verdict | undefined>;

export const unlimited: Limiter = () => undefined;
