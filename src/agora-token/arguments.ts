/**
 * The arguments of the builders. JavaScript callers pass more than the typings allow, and the official package signs
 * nearly all of it. Here a value is accepted if it can mean only one thing, and rejected if the token would be valid for
 * no user, for every user or for decades. docs/migrating-from-agora-token.md has a row for each kind of value.
 */
import { requireName } from '../builders/names.ts';
import { fieldError, requireInteger, typeError, UINT16_MAX } from '../checks.ts';
import { uidText } from '../services/rtc.ts';
import { LONGEST_DURATION, requireDuration } from '../token/options.ts';

/** A lifetime in seconds from now, at least 1. */
export function lifetime(value: unknown, field: string): number {
  return requireDuration(wholeSeconds(value), 1, LONGEST_DURATION, field);
}

/** Seconds from now until a privilege expires; 0: with the token. */
export function privilegeSeconds(value: unknown, field: string): number {
  return requireDuration(wholeSeconds(value), 0, LONGEST_DURATION, field);
}

/** Drops fractions, as the official package does, but never rounds down to 0, which has another meaning. */
function wholeSeconds(value: unknown): unknown {
  const seconds = numberOf(value);
  return typeof seconds === 'number' && seconds > 1 ? Math.trunc(seconds) : seconds;
}

/** Converts numeric strings, because environment variables and query strings have no numbers. */
export function numberOf(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
}

/** The name of a channel or room. */
export function name(value: unknown, field: string): string {
  return requireName(value, UINT16_MAX, field);
}

/** A user's name, or a numeric ID as decimal digits. Neither the number 0 nor '' names a user. */
export function user(value: unknown, field: string): string {
  if (typeof value === 'bigint' && value > 0n) return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    return String(requireInteger(Number(value), 1, Number.MAX_SAFE_INTEGER, field));
  }
  if (typeof value !== 'string') throw typeError(field, 'a string or a number', value);
  return name(value, field);
}

/** A {@link user}, or any user for the number 0, which is '' on the wire. */
export function userOrAny(value: unknown, field: string): string {
  if (value === '') throw fieldError('ERR_INPUT', field, 'must not be empty; pass the number 0 for any user');
  return value === 0 ? '' : user(value, field);
}

/** Like {@link userOrAny}, but a number must be a valid RTC uid, which has 32 bits. */
export function uidOrAny(value: unknown, field: string): string {
  return typeof value === 'number' ? uidText(value, field) : userOrAny(value, field);
}
