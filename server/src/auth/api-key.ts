/**
 * Back ends with an API key. Only hashes are stored. Keys are random (`--new-api-key` makes them), so that one fast
 * hash is enough: there is no dictionary to try.
 */
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
import { equalText, sha256Hex } from './secrets.ts';

export type ApiKeyScope = 'user-token' | 'app-token';

export interface ApiKey {
  /** Names the back end in limits and in the audit log. Several keys may have one name, while they are rotated. */
  readonly id: string;
  /** SHA-256 of the key, in hexadecimal digits. */
  readonly sha256: string;
  readonly scopes: readonly ApiKeyScope[];
  /** The users it may have tokens for, with `*` for any text: `player-*`. Default: everybody. */
  readonly users?: string | undefined;
  /** The channels it may have tokens for: `*` is any text, `{user}` the token's user. Default: all. */
  readonly channels?: string | undefined;
  /** Whether its tokens may publish in channels. Default: no. */
  readonly publish?: boolean | undefined;
  /** Seconds; its tokens live no longer. */
  readonly maxExpire?: number | undefined;
}

export function authenticateApiKey(keys: readonly ApiKey[]): Authenticate {
  const entries = keys.map((key) => ({ hash: key.sha256.toLowerCase(), caller: callerOf(key) }));
  return async (request) => {
    const key = request.headers.get('x-api-key') ?? bearerToken(request);
    if (key === undefined) return undefined;
    const hash = await sha256Hex(key);
    let found: Caller | undefined;
    // Every entry is compared, and each to its end: the time says nothing about which one is close.
    for (const entry of entries) {
      if (equalText(entry.hash, hash)) found = entry.caller;
    }
    if (found === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'the API key is not valid');
    return found;
  };
}

function callerOf({ id, scopes, users = '*', channels, publish, maxExpire }: ApiKey): Caller {
  const pattern = userPattern(users);
  return {
    id: `key:${id}`,
    admin: scopes.includes('app-token'),
    mayPublish: publish === true,
    ...(channels !== undefined && { mayJoin: channelPattern(channels) }),
    ...(maxExpire !== undefined && { maxLifetime: maxExpire }),
    ...(scopes.includes('user-token') && { mayActFor: (user) => pattern.test(user) }),
  };
}

/** `*` stands for any text; everything else for itself. */
export function userPattern(glob: string): RegExp {
  const parts = glob.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}

/** The same for channels, with `{user}` for the token's user: `call-{user}-*`. */
export function channelPattern(glob: string): (channel: string, user: string) => boolean {
  if (!glob.includes('{user}')) {
    const pattern = userPattern(glob);
    return (channel) => pattern.test(channel);
  }
  // A user named `*` stands for itself.
  const parts = glob.split('{user}').map((part) => userPattern(part).source.slice(1, -1));
  return (channel, user) => new RegExp(`^${parts.join(escapeRegExp(user))}$`, 'su').test(channel);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
