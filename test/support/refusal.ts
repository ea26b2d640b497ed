/** Helpers for rejection tests: each names the code, and the field if there is one. */
import { expect } from 'vitest';
import { TokenError, type TokenErrorCode } from '../../src/errors.ts';

/** Runs `action` and returns the TokenError it throws; anything else fails the test. */
export function refusal(action: () => unknown): TokenError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(TokenError);
    return error as TokenError;
  }
  throw new Error('nothing was refused');
}

export function expectRefusal(action: () => unknown, code: TokenErrorCode, field?: string): void {
  const error = refusal(action);
  expect({ code: error.code, field: error.field }).toEqual({ code, field });
}
