/** What a limiter is: budgets of requests per window, each kept per key. */

/** `address`: everybody behind one address; `user`: one signed-in user; `service`: one back end. */
export type BudgetName = 'address' | 'user' | 'service';

export interface Budget {
  /** Requests per window; 0 for no limit. */
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

/** Takes one request off a budget. `undefined`: this budget has no limit. */
export type Limiter = (name: BudgetName, key: string) => Promise<Verdict | undefined>;

export const unlimited: Limiter = async () => undefined;
