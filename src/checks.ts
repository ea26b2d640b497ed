/**
 * Checks of arguments: their types and ranges, without coercion, and that every option exists. All of them throw a
 * `TokenError` with `ERR_INPUT`. Messages name the field and the rule. They show numbers and the names of unknown
 * options, never any other value.
 */
import { TokenError, type TokenErrorCode } from './errors.ts';
import { nearestName } from './nearest-name.ts';
import type { Path } from './path.ts';

export const UINT16_MAX = 0xffff;
export const UINT32_MAX = 0xffff_ffff;

/** Agora rejects every token after 24 hours, even if its lifetime is longer. In seconds. */
export const AGORA_MAX_LIFETIME = 86_400;

/** The name of an option, or the path to it, as it appears in errors. */
export type FieldName = string | Path;

/** The error for an invalid value. The message is the field followed by `what`. */
export function fieldError(code: TokenErrorCode, field: FieldName, what: string): TokenError {
  return new TokenError(code, `${field} ${what}`, { field: String(field) });
}

/** The error for a value of the wrong JavaScript type. */
export function typeError(field: FieldName, expected: string, value: unknown): TokenError {
  return fieldError('ERR_INPUT', field, `must be ${expected}, not ${typeName(value)}`);
}

/** A value's type for an error message; unlike `typeof`, it distinguishes null, arrays and instances of classes. */
function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isPlainObject(value) ? 'an object' : 'an instance of a class';
}

export function requireString(value: unknown, field: FieldName): string {
  if (typeof value !== 'string') throw typeError(field, 'a string', value);
  return value;
}

export function requireInteger(value: unknown, min: number, max: number, field: FieldName): number {
  if (typeof value !== 'number') throw typeError(field, 'a number', value);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw fieldError('ERR_INPUT', field, `must be an integer from ${min} to ${max}, got ${value}`);
  }
  return value;
}

/**
 * A plain object used as a record. A Map, a Date, an array or an instance of a class is refused: its content may not be in
 * own properties, so that it would look like an empty record.
 */
export function requireRecord(value: unknown, field: FieldName): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || !isPlainObject(value)) {
    throw typeError(field, 'a plain object', value);
  }
  return value as Readonly<Record<string, unknown>>;
}

export function requireArray(value: unknown, field: FieldName): readonly unknown[] {
  if (!Array.isArray(value)) throw typeError(field, 'an array', value);
  return value;
}

/** Whether an object is a literal, or has no prototype. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // The Object.prototype of another realm, such as a vm context or an iframe.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}

/** The names of the options that a function takes. */
export type OptionNames = ReadonlySet<string>;

/** @__NO_SIDE_EFFECTS__ */
export function optionNames(names: readonly string[]): OptionNames {
  return new Set(names);
}

/**
 * The options of a function: a plain object without unknown options. A misspelled option would be ignored otherwise,
 * together with the check or limit that it sets.
 *
 * @param value - The argument.
 * @param known - The names of all options.
 * @param argument - The name of the argument, for the error if it is missing.
 */
export function requireOptions(
  value: unknown,
  known: OptionNames,
  argument = 'options',
): Readonly<Record<string, unknown>> {
  if (value === undefined) {
    throw fieldError('ERR_INPUT', argument, `is missing: pass an object with ${[...known].join(', ')}`);
  }
  const options = requireRecord(value, argument);
  // Not Object.keys, which allocates an array. Keys that are not enumerable are no spelling mistakes.
  for (const name in options) {
    if (!known.has(name) && Object.hasOwn(options, name)) throw unknownOption(name, known);
  }
  return options;
}

/** The error for an unknown option, with the option that was probably meant. */
function unknownOption(name: string, known: Iterable<string>): TokenError {
  const hint = nameHint(name, [...known], 'the options are');
  return isShowableName(name)
    ? new TokenError('ERR_INPUT', `unknown option '${name}'; ${hint}`, { field: name })
    : new TokenError('ERR_INPUT', `unknown option; ${hint}`);
}

/** Whether an error may show a name: only if it is shorter than a certificate or a token, which may be a key by mistake. */
export function isShowableName(name: string): boolean {
  return /^[\w$-]{1,31}$/.test(name);
}

/** A hint for an unknown name: the most similar name, or all of them. */
export function nameHint(given: string, names: readonly string[], list: string): string {
  const nearest = nearestName(given, names);
  return nearest === undefined ? `${list} ${names.join(', ') || 'none'}` : `did you mean '${nearest}'?`;
}
