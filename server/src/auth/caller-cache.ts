/**
 * Remembers the callers of JWTs that were verified a moment ago: checking an ES256 signature costs more than everything
 * else that a request needs. Only valid tokens are remembered, by their digest, up to a bound.
 */
import type { Caller } from '../tokens/caller.ts';
import { sha256Hex } from './secrets.ts';

const MAX_CALLERS = 10_000;

/** Milliseconds; the key of a JWT can be withdrawn before the JWT expires. */
const MAX_AGE = 60_000;

interface Entry {
  readonly caller: Caller;
  /** Unix milliseconds. */
  readonly validUntil: number;
}

export interface CallerCache {
  /** The caller of a token, from memory or else by `verify`, which throws for an invalid token. */
  callerOf(token: string, verify: () => Promise<{ caller: Caller; expiresAt: number }>): Promise<Caller>;
  size(): number;
}

export function createCallerCache(clock: () => number, maxCallers: number = MAX_CALLERS): CallerCache {
  const entries = new Map<string, Entry>();
  return {
    async callerOf(token, verify) {
      const digest = await sha256Hex(token);
      const known = entries.get(digest);
      if (known !== undefined && clock() < known.validUntil) return known.caller;
      const { caller, expiresAt } = await verify();
      entries.delete(digest);
      entries.set(digest, { caller, validUntil: Math.min(expiresAt, clock() + MAX_AGE) });
      // A Map iterates in the order of insertion, so the first entry is the oldest.
      const [oldest] = entries.keys();
      if (entries.size > maxCallers && oldest !== undefined) entries.delete(oldest);
      return caller;
    },
    size: () => entries.size,
  };
}
