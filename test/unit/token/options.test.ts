import { describe, expect, it } from 'vitest';
import { isHexId, LONGEST_DURATION, looksAbsolute, requireDuration, requireHexId } from '../../../src/token/options.ts';
import { refusal } from '../../support/refusal.ts';

describe('isHexId', () => {
  it('accepts exactly the hexadecimal digits, at every position', () => {
    const expected = [...'0123456789ABCDEFabcdef'];
    for (const place of [0, 13, 31]) {
      const taken = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter((character) =>
        isHexId(`${'a'.repeat(place)}${character}${'0'.repeat(31 - place)}`),
      );
      expect(taken).toEqual(expected);
    }
  });

  it('accepts any of them 32 times', () => {
    for (const digit of '0123456789ABCDEFabcdef') expect(isHexId(digit.repeat(32))).toBe(true);
  });

  it('accepts exactly 32 of them', () => {
    const lengths = Array.from({ length: 40 }, (_, length) => length).filter((length) => isHexId('f'.repeat(length)));
    expect(lengths).toEqual([32]);
  });
});

it('an invalid ID is reported by its length or its characters', () => {
  const found = (text: string) => refusal(() => requireHexId(text, 'appId')).message.split(', got ')[1];
  expect(found('0'.repeat(31))).toBe('31 characters');
  expect(found('x'.repeat(32))).toBe('other characters');
});

it('numbers from September 2001 on are Unix times, smaller ones durations', () => {
  expect([999_999_999, 1_000_000_000].map(looksAbsolute)).toEqual([false, true]);
  expect(requireDuration(LONGEST_DURATION, 1, LONGEST_DURATION, 'expiresIn')).toBe(999_999_999);
  for (const max of [86_400, LONGEST_DURATION]) {
    const { code, field, message } = refusal(() => requireDuration(1_000_000_000, 1, max, 'expiresIn'));
    expect({ code, field }).toEqual({ code: 'ERR_INPUT', field: 'expiresIn' });
    expect(message).toMatch(/^expiresIn must be a duration in seconds, not a Unix time; pass 3600 instead/);
  }
  expect(refusal(() => requireDuration(999_999_999, 1, 86_400, 'expiresIn')).message).toMatch(/must be an integer/);
});
