/**
 * Runs before every token route: authentication, and the budgets of the address and the caller. The address of a back end
 * with a valid credential is not counted: all its requests come from there, and it has a budget of its own.
 */
import type { Authenticate } from '../auth/authenticate.ts';
import { addressKey, clientAddress, isWithin, type Network, type ProxyHeader } from '../limits/address.ts';
import type { BudgetName, Limiter, Verdict } from '../limits/limiter.ts';
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import type { Middleware, ServerContext } from './context.ts';

export interface GateOptions {
  readonly authenticate: Authenticate;
  readonly limiter: Limiter;
  /** The address at the other end of the connection, if the platform provides it. */
  readonly peerAddress: (c: ServerContext) => string | undefined;
  readonly trustedProxies: readonly Network[];
  readonly proxyHeader: ProxyHeader;
  /** Addresses without a budget, such as those of back ends. */
  readonly exemptAddresses: readonly Network[];
}

/** How many addresses that have used up their budget are remembered. */
const MAX_BLOCKED = 10_000;

export function gate(options: GateOptions): Middleware {
  const { authenticate, limiter, peerAddress, trustedProxies, proxyHeader, exemptAddresses } = options;
  /** By address key: the verdict that used up the budget. Until it resets, no credential from there is looked at. */
  const blocked = new Map<string, { readonly verdict: Verdict; readonly until: number }>();

  return async (c, next) => {
    const address = clientAddress(peerAddress(c), c.req.header(proxyHeader), trustedProxies, proxyHeader);
    c.set('address', address.text);
    const key = isWithin(address, exemptAddresses) ? undefined : addressKey(address);
    if (key !== undefined) refuseBlocked(c, key);

    let caller: Caller;
    try {
      caller = await identify(c);
    } catch (error) {
      if (key !== undefined) enforceAddress(c, key, await limiter('address', key));
      throw error;
    }
    c.set('caller', caller);
    const own: BudgetName = caller.user === undefined ? 'service' : 'user';
    const countsAddress = key !== undefined && (own === 'user' || caller.isAnonymous === true);
    // Both are asked at once: with Redis that is one round trip.
    const [ofAddress, ofCaller] = await Promise.all([
      countsAddress ? limiter('address', key) : undefined,
      limiter(own, caller.id),
    ]);
    if (countsAddress) enforceAddress(c, key, ofAddress);
    enforce(c, own, ofCaller);
    await next();
  };

  async function identify(c: ServerContext): Promise<Caller> {
    const caller = await authenticate(c.req.raw);
    if (caller === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'a credential is needed');
    return caller;
  }

  function enforceAddress(c: ServerContext, key: string, verdict: Verdict | undefined): void {
    if (verdict?.allowed === false) {
      if (blocked.size >= MAX_BLOCKED) blocked.clear();
      blocked.set(key, { verdict, until: Date.now() + verdict.resetIn * 1000 });
    }
    enforce(c, 'address', verdict);
  }

  function refuseBlocked(c: ServerContext, key: string): void {
    const entry = blocked.get(key);
    if (entry === undefined) return;
    const resetIn = Math.ceil((entry.until - Date.now()) / 1000);
    if (resetIn > 0) enforce(c, 'address', { ...entry.verdict, resetIn });
    blocked.delete(key);
  }
}

/** The headers follow the IETF draft "RateLimit header fields for HTTP", which lists one item per budget. */
function enforce(c: ServerContext, name: BudgetName, verdict: Verdict | undefined): void {
  if (verdict === undefined) return;
  const { allowed, budget, remaining, resetIn } = verdict;
  c.header('RateLimit-Policy', `"${name}";q=${budget.points};w=${budget.window}`, { append: true });
  c.header('RateLimit', `"${name}";r=${remaining};t=${resetIn}`, { append: true });
  if (allowed) return;
  c.header('Retry-After', String(resetIn));
  throw new Refusal('ERR_RATE_LIMIT', `too many requests; try again in ${resetIn} seconds`);
}
