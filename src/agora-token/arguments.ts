/**
 * What callers of `agora-token` pass, and what of it can go into a token. JavaScript callers pass more than the typings
 * allow, and the official package signs nearly all of it. Here a value passes if it can mean one thing only; what would
 * make a token for nobody, for everybody or for decades is refused.
 * The rows of docs/migrating-from-agora-token.md say what becomes of each kind of value.
 */
import { requireName } from '../builders/names.ts';
import { requireInteger, typeError, UINT16_MAX } from '../checks.ts';
import { uidText } from '../services/rtc.ts';
import { LONGEST_DURATION, requireDuration } from '../token/options.ts';

/** A lifetime in seconds from now, at least 1. */
export function lifetime(value: unknown, field: string): number {
  return requireDuration(wholeSeconds(value), 1, LONGEST_DURATION, field);
}

/** The seconds from now after which a privilege ends; 0 sets no end of its own. */
export function privilegeSeconds(value: unknown, field: string): number {
  return requireDuration(wholeSeconds(value), 0, LONGEST_DURATION, field);
}

/** Cuts fractions, as the official package does, but never down to 0, which would mean something else. */
function wholeSeconds(value: unknown): unknown {
  const seconds = numberOf(value);
  return typeof seconds === 'number' && seconds > 1 ? Math.trunc(seconds) : seconds;
}

/** Reads numbers out of texts, since environment variables and query strings hold no others. */
export function numberOf(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
}

/** The name of a channel or room. */
export function name(value: unknown, field: string): string {
  return requireName(value, UINT16_MAX, field);
}

/** A user's name, or a numeric id as its decimal digits. The number 0 names no user, and neither does ''. */
export function user(value: unknown, field: string): string {
  if (typeof value === 'bigint' && value > 0n) return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    return String(requireInteger(Number(value), 1, Number.MAX_SAFE_INTEGER, field));
  }
  if (typeof value !== 'string') throw typeError(field, 'a string or a number', value);
  return name(value, field);
}

/** A {@link user}, or with the number 0 any user: the wire has '' for that. */
export function userOrAny(value: unknown, field: string): string {
  return value === 0 ? '' : user(value, field);
}

/** As {@link userOrAny}, but numbers are those that an RTC SDK takes for a uid: 32 bits. */
export function uidOrAny(value: unknown, field: string): string {
  return typeof value === 'number' ? uidText(value, field) : user(value, field);
}
