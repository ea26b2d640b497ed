/** Who asks, and for whom that caller may have tokens. */
import { Refusal } from '../refusals.ts';
import { requireLength } from './lengths.ts';

/** The answer of authentication. Without `user` and `mayActFor` a caller can have tokens for nobody. */
export interface Caller {
  /** Names the caller in limits and in the audit log; never a secret. */
  readonly id: string;
  /** The one Chat user that the caller is. Its requests need not name it. */
  readonly user?: string;
  /** The users that a back end may have tokens for. */
  readonly mayActFor?: (user: string) => boolean;
  /** Whether it may have app tokens, which are full control of the project. Default: no. */
  readonly admin?: boolean;
}

/** The user a token is made out to: the caller itself, or the one it names and may act for. */
export function resolveUser(caller: Caller, named: string | undefined, maxBytes: number): string {
  if (caller.user === undefined && caller.mayActFor === undefined) {
    throw new Refusal('ERR_FORBIDDEN', 'the caller may not have user tokens');
  }
  const user = named ?? caller.user;
  if (user === undefined || user === '') throw new Refusal('ERR_INPUT', 'the user id is missing');
  requireLength(user, maxBytes, 'the user id');
  if (user === caller.user || caller.mayActFor?.(user) === true) return user;
  throw new Refusal('ERR_USER', 'the caller may not have a token for this user');
}
