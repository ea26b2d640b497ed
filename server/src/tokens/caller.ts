/** Who sent the request, and which users that caller may have tokens for. */
import { Refusal } from '../refusals.ts';

/** The result of authentication. A caller without `user` and `mayActFor` can't have user tokens. */
export interface Caller {
  /** Identifies the caller in limits and in the audit log; never a secret. */
  readonly id: string;
  /** The Chat user that the caller is. Its requests need not name the user. */
  readonly user?: string;
  /** The users that a back end may request tokens for. */
  readonly mayActFor?: (user: string) => boolean;
  /** Whether it may have app tokens, which grant full control of the project. Default: no. */
  readonly admin?: boolean;
  /** Whether it showed no credential, so that only its address can limit it. Default: no. */
  readonly isAnonymous?: boolean;
}

/** The user a token is issued to: the caller itself, or the user it names and may act for. */
export function resolveUser(caller: Caller, named: string | undefined, maxBytes: number): string {
  if (caller.user === undefined && caller.mayActFor === undefined) {
    throw new Refusal('ERR_FORBIDDEN', 'the caller may not have user tokens');
  }
  const user = named ?? caller.user;
  if (user === undefined || user === '') throw new Refusal('ERR_INPUT', 'the user ID is missing');
  requireLength(user, maxBytes, 'the user ID');
  if (user === caller.user || caller.mayActFor?.(user) === true) return user;
  throw new Refusal('ERR_USER', 'the caller may not have a token for this user');
}

const utf8 = new TextEncoder();

/** Agora's limits count bytes of UTF-8. */
export function requireLength(text: string, maxBytes: number, name: string): void {
  const bytes = utf8.encode(text).length;
  if (bytes >= 1 && bytes <= maxBytes) return;
  throw new Refusal('ERR_INPUT', `${name} must be 1 to ${maxBytes} bytes long, got ${bytes}`);
}
