/** The checks that arguments pass before anything is sent. Messages name the field and the rule, never the value. */
import { ChatRestError } from './errors.ts';

function inputError(field: string, rule: string): ChatRestError {
  return new ChatRestError('ERR_INPUT', `${field} must ${rule}`, { field });
}

export function requireText(value: unknown, field: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw inputError(field, `match ${pattern}`);
  return value;
}

export function requireInteger(value: number, min: number, max: number, field: string): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw inputError(field, `be an integer from ${min} to ${max}`);
  }
  return value;
}

/**
 * A Chat user id as the RESTful API takes it, fit to stand in the path of a URL: "." and ".." would be resolved away,
 * encoded or not, and deleting the user "." would ask to delete all users.
 */
export function requireUserId(value: unknown): string {
  return requireText(value, 'userId', /^(?!\.\.?$)[a-z0-9_.-]{1,64}$/);
}
