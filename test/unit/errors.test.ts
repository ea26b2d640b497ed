import { describe, expect, it, vi } from 'vitest';
import { isTokenError, TokenError } from '../../src/errors.ts';

describe('TokenError', () => {
  it('keeps times of 0 and an empty field', () => {
    const error = new TokenError('ERR_EXPIRED', 'expired', { field: '', expiredAt: 0, issuedAt: 0 });
    expect(error).toMatchObject({ field: '', expiredAt: 0, issuedAt: 0 });
    expect(Object.keys(new TokenError('ERR_INPUT', 'x')).sort()).toEqual(['code', 'name']);
  });
});

describe('isTokenError', () => {
  it('recognises errors of another copy of the library', async () => {
    vi.resetModules();
    const other = await import('../../src/errors.ts');
    const error = new other.TokenError('ERR_EXPIRED', 'expired');
    expect(error).not.toBeInstanceOf(TokenError);
    expect(isTokenError(error)).toBe(true);
  });

  it('recognises no other value', () => {
    const foreign = Object.assign(new Error('code expired'), { name: 'TokenError', code: 'invalid_grant' });
    const node = Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' });
    for (const value of [foreign, node, new Error('x'), null, undefined, 'TokenError', {}]) {
      expect(isTokenError(value)).toBe(false);
    }
  });
});
