/**
 * The checks that every value from outside passes before it is written: right type, right range, nothing coerced.
 * A wrong JavaScript type is a `TypeError`, a value out of range a `TokenError` (`ERR_INPUT`).
 * Messages name the field and the rule; of the value they show numbers only, never text.
 */
import { TokenError, type TokenErrorCode } from './errors.ts';
import type { Path } from './path.ts';

export const UINT16_MAX = 0xffff;
export const UINT32_MAX = 0xffff_ffff;

/** What errors call a value: the name of an option, or the path to it. */
export type FieldName = string | Path;

/** The refusal of a value: `what` says in the words behind its name what is wrong with it. */
export function fieldError(code: TokenErrorCode, field: FieldName, what: string): TokenError {
  return new TokenError(code, `${field} ${what}`, { field: String(field) });
}

/** A value's type in a person's words: `null` and arrays have names of their own. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value === undefined) return 'undefined';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

export function requireString(value: unknown, field: FieldName): string {
  if (typeof value !== 'string') throw new TypeError(`${field} must be a string, not ${typeName(value)}`);
  return value;
}

export function requireInteger(value: unknown, min: number, max: number, field: FieldName): number {
  if (typeof value !== 'number') throw new TypeError(`${field} must be a number, not ${typeName(value)}`);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw fieldError('ERR_INPUT', field, `must be an integer from ${min} to ${max}, got ${value}`);
  }
  return value;
}

/** A plain object used as a record; arrays are refused, since their indices would pass for ids. */
export function requireRecord(value: unknown, field: FieldName): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${field} must be an object, not ${typeName(value)}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

export function requireArray(value: unknown, field: FieldName): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${field} must be an array, not ${typeName(value)}`);
  return value;
}
