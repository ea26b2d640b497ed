/**
 * Back ends with an API key. Only hashes are stored. Keys are random (`--new-api-key` creates them), so one fast
 * hash is enough: there is no dictionary to try.
 */
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
import { readRules, type TokenRules, userPattern } from './rules.ts';
import { equalText, sha256Hex } from './secrets.ts';

export type ApiKeyScope = 'user-token' | 'app-token';

export interface ApiKey extends TokenRules {
  /** Names the back end in limits and in the audit log. Several keys may have one name, while they are rotated. */
  readonly id: string;
  /** SHA-256 of the key, in hexadecimal digits. */
  readonly sha256: string;
  readonly scopes: readonly ApiKeyScope[];
  /** The users it may have tokens for; `*` matches any text: `player-*`. Default: all. */
  readonly users?: string | undefined;
}

export function authenticateApiKey(keys: readonly ApiKey[]): Authenticate {
  const entries = keys.map((key) => ({ hash: key.sha256.toLowerCase(), caller: callerOf(key) }));
  return async (request) => {
    const key = request.headers.get('x-api-key') ?? bearerToken(request);
    if (key === undefined) return undefined;
    const hash = await sha256Hex(key);
    let found: Caller | undefined;
    // Compares with every entry, so that the time taken does not reveal which one is close.
    for (const entry of entries) {
      if (equalText(entry.hash, hash)) found = entry.caller;
    }
    if (found === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'the API key is not valid');
    return found;
  };
}

function callerOf({ id, scopes, users = '*', ...rules }: ApiKey): Caller {
  const pattern = userPattern(users);
  return {
    id: `key:${id}`,
    admin: scopes.includes('app-token'),
    ...(scopes.includes('user-token') && { mayActFor: (user) => pattern.test(user) }),
    ...readRules(rules),
  };
}
