/** Runs before every token route: the address's budget, authentication, and the caller's budget. */
import type { Authenticate } from '../auth/authenticate.ts';
import { addressKey, clientAddress, isWithin, type Network } from '../limits/address.ts';
import type { BudgetName, Limiter } from '../limits/limiter.ts';
import { Refusal } from '../refusals.ts';
import type { Middleware, ServerContext } from './context.ts';

export interface GateOptions {
  readonly authenticate: Authenticate;
  readonly limiter: Limiter;
  /** The address at the other end of the connection, if the platform provides it. */
  readonly peerAddress: (c: ServerContext) => string | undefined;
  readonly trustedProxies: readonly Network[];
  /** Addresses without a budget, such as those of back ends. */
  readonly exemptAddresses: readonly Network[];
}

export function gate(options: GateOptions): Middleware {
  const { authenticate, limiter, peerAddress, trustedProxies, exemptAddresses } = options;
  return async (c, next) => {
    const address = clientAddress(peerAddress(c), c.req.header('x-forwarded-for'), trustedProxies);
    c.set('address', address);
    if (!isWithin(address, exemptAddresses)) await consume(c, limiter, 'address', addressKey(address));

    const caller = await authenticate(c.req.raw);
    if (caller === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'a credential is needed');
    c.set('caller', caller);
    await consume(c, limiter, caller.user === undefined ? 'service' : 'user', caller.id);
    await next();
  };
}

/** The headers follow the IETF draft "RateLimit header fields for HTTP", which lists one item per budget. */
async function consume(c: ServerContext, limiter: Limiter, name: BudgetName, key: string): Promise<void> {
  const verdict = await limiter(name, key);
  if (verdict === undefined) return;
  const { allowed, budget, remaining, resetIn } = verdict;
  c.header('RateLimit-Policy', `"${name}";q=${budget.points};w=${budget.window}`, { append: true });
  c.header('RateLimit', `"${name}";r=${remaining};t=${resetIn}`, { append: true });
  if (allowed) return;
  c.header('Retry-After', String(resetIn));
  throw new Refusal('ERR_RATE_LIMIT', `too many requests; try again in ${resetIn} seconds`);
}
