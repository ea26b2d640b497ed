import { describe, expect, it } from 'vitest';
import { parseDuration, parseInteger, parseKey, parseTime, parseUid } from '../../../src/cli/values.ts';

describe('a duration', () => {
  it.each([
    ['0', 0],
    ['3600', 3600],
    ['90s', 90],
    ['60m', 3600],
    ['24h', 86_400],
    ['7d', 604_800],
  ])('%s is %d seconds', (text, seconds) => expect(parseDuration(text, '--x')).toBe(seconds));

  it.each(['', 'h', '-1', '1.5h', '1 h', '1w', '1H', '1h30m', '9'.repeat(20)])('%j is refused', (text) => {
    expect(() => parseDuration(text, '--x')).toThrow('--x takes a duration such as 3600, 60m, 1h or 1d');
  });
});

describe('a time', () => {
  it.each([
    ['0', 0],
    ['1700000000', 1_700_000_000],
    ['2023-11-14', 1_699_920_000],
    ['2023-11-14T22:13:20Z', 1_700_000_000],
    ['2023-11-14T22:13Z', 1_699_999_980],
    ['2023-11-15T00:13:20+02:00', 1_700_000_000],
  ])('%s is second %d', (text, seconds) => expect(parseTime(text, '--at')).toBe(seconds));

  it.each(['', 'now', '-5', '2023-11', '2023-11-14T22:13:20', '2023-13-01', '14.11.2023', '9'.repeat(13)])(
    '%j is refused',
    (text) => {
      expect(() => parseTime(text, '--at')).toThrow('--at takes Unix seconds or a time such as 2026-11-24T12:00:00Z');
    },
  );
});

it('a key of digits is a number, any other a name', () => {
  expect([parseKey('9'), parseKey('user'), parseKey('9a')]).toEqual([9, 'user', '9a']);
});

it('an integer may be negative, and is nothing else', () => {
  expect([parseInteger('0', '--x'), parseInteger('-1', '--x')]).toEqual([0, -1]);
  for (const text of ['', '-', '1.5', '1e3', ' 1', '0x1']) {
    expect(() => parseInteger(text, '--x')).toThrow('--x takes an integer');
  }
});

it('a uid of digits is a number, any other string an account', () => {
  expect(['0', '42', '007', 'alice', ''].map(parseUid)).toEqual([0, 42, '007', 'alice', '']);
});
