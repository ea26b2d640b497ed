/** Who sent the request, and which tokens that caller may have. */
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
  /** The RTC and RTM 2 channels and aPaaS rooms it may have tokens for, given the token's user. Default: all. */
  readonly mayJoin?: (channel: string, user: string) => boolean;
  /** Whether its tokens may publish in channels, and have any role in aPaaS rooms. Default: no. */
  readonly mayPublish?: boolean;
  /** Seconds; its tokens live no longer. Default: the policy's maximum. */
  readonly maxLifetime?: number;
  /** Whether it showed no credential, so that only its address can limit it. Default: no. */
  readonly isAnonymous?: boolean;
  /** Unix seconds: its tokens expire by then at the latest. Default: only the policy counts. */
  readonly expiresBy?: number;
}

/**
 * The user a token is issued to: the caller itself, or the user it names and may act for.
 *
 * @param field what the request calls the user.
 * @param normalize returns the user ID as the service knows it, or throws.
 */
export function resolveUser(
  caller: Caller,
  named: string | undefined,
  field: string,
  normalize: (user: string) => string,
): string {
  requireUserTokens(caller);
  const given = named ?? caller.user;
  if (given === undefined || given === '') throw new Refusal('ERR_INPUT', `${field} is missing`);
  const user = normalize(given);
  if (given === caller.user || caller.mayActFor?.(user) === true) return user;
  if (caller.user !== undefined && user === normalize(caller.user)) return user;
  throw new Refusal('ERR_USER', 'the caller may not have a token for this user');
}

export function requireUserTokens(caller: Caller): void {
  if (caller.user !== undefined || caller.mayActFor !== undefined) return;
  throw new Refusal('ERR_FORBIDDEN', 'the caller may not have user tokens');
}

/** Refuses a channel that the caller may not join as this user. */
export function requireChannel(caller: Caller, channel: string, user: string): void {
  if (caller.mayJoin === undefined || caller.mayJoin(channel, user)) return;
  throw new Refusal('ERR_FORBIDDEN', 'the caller may not have a token for this channel');
}

export function requirePublisher(caller: Caller, problem = 'the caller may not have tokens that publish'): void {
  if (caller.mayPublish === true) return;
  throw new Refusal('ERR_FORBIDDEN', problem);
}

const utf8 = new TextEncoder();

/** Agora's limits count bytes of UTF-8. */
export function requireLength(text: string, maxBytes: number, name: string): void {
  const bytes = utf8.encode(text).length;
  if (bytes >= 1 && bytes <= maxBytes) return;
  throw new Refusal('ERR_INPUT', `${name} must be 1 to ${maxBytes} bytes long, got ${bytes}`);
}
