/**
 * Runs before every token route: authentication, and the budgets of the address and the caller. The address of a back end
 * with a valid credential is not counted: all its requests come from there, and it has a budget of its own.
 */
import type { Authenticate } from '../auth/authenticate.ts';
import { addressKey, isWithin, type Network } from '../limits/address.ts';
import type { BudgetName, Limiter, Verdict } from '../limits/limiter.ts';
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import type { Middleware, ServerContext } from './context.ts';
import { appendHeader, setHeader } from './headers.ts';

/** How many addresses that have used up their budget are remembered. */
const MAX_BLOCKED = 10_000;

/** Milliseconds for which the limiter is not asked again. Its answer can change, such as when Redis is back. */
const BLOCK = 1000;

/** The budget of the client's address. Exempt addresses have none. */
export interface AddressBudget {
  /** Refuses the request if the budget is known to be used up. Counts nothing. */
  check(c: ServerContext): void;
  /** Counts the request. */
  count(c: ServerContext): Promise<() => void>;
}

export function createAddressBudget(limiter: Limiter, exemptAddresses: readonly Network[]): AddressBudget {
  /** By address key: the verdict that used up the budget. Until `BLOCK` has passed, credentials from there are not checked. */
  const blocked = new Map<string, { readonly verdict: Verdict; readonly since: number }>();
  return {
    check(c) {
      if (blocked.size === 0) return;
      const key = addressKey(c.get('address'));
      const entry = blocked.get(key);
      if (entry === undefined) return;
      if (Date.now() - entry.since < BLOCK) enforce(c, 'address', entry.verdict);
      blocked.delete(key);
    },
    async count(c) {
      const address = c.get('address');
      if (isWithin(address, exemptAddresses)) return () => {};
      const key = addressKey(address);
      const verdict = await limiter('address', key);
      if (verdict?.allowed === false) {
        if (blocked.size >= MAX_BLOCKED) blocked.clear();
        blocked.set(key, { verdict, since: Date.now() });
      }
      return () => enforce(c, 'address', verdict);
    },
  };
}

export function gate(authenticate: Authenticate, limiter: Limiter, budget: AddressBudget): Middleware {
  return async (c, next) => {
    budget.check(c);
    let caller: Caller | undefined;
    try {
      caller = await authenticate(c.req.raw);
      if (caller === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'a credential is needed');
    } catch (error) {
      const enforceAddress = await budget.count(c);
      enforceAddress();
      throw error;
    }
    c.set('caller', caller);
    const own: BudgetName = caller.user === undefined ? 'service' : 'user';
    if (own === 'service' && caller.isAnonymous !== true) {
      enforce(c, own, await limiter(own, caller.id));
    } else {
      // Both are asked at once: with Redis that is one round trip.
      const [enforceAddress, verdict] = await Promise.all([budget.count(c), limiter(own, caller.id)]);
      enforceAddress();
      enforce(c, own, verdict);
    }
    await next();
  };
}

/** The headers follow the IETF draft "RateLimit header fields for HTTP", which lists one item per budget. */
function enforce(c: ServerContext, name: BudgetName, verdict: Verdict | undefined): void {
  if (verdict === undefined) return;
  const { allowed, budget, remaining, resetIn } = verdict;
  appendHeader(c, 'RateLimit-Policy', `"${name}";q=${budget.points};w=${budget.window}`);
  appendHeader(c, 'RateLimit', `"${name}";r=${remaining};t=${resetIn}`);
  if (allowed) return;
  setHeader(c, 'Retry-After', String(resetIn));
  throw new Refusal('ERR_RATE_LIMIT', `too many requests; try again in ${resetIn} seconds`);
}
