import { expect, it } from 'vitest';
import { counted, durationWords, timeWords } from '../../../src/explain/words.ts';

it('a duration is rounded down to its largest unit', () => {
  const seconds = [0, 1, 59, 60, 3599, 3600, 86_399, 86_400, 31_557_599, 31_557_600, 63_115_200];
  expect(seconds.map(durationWords)).toEqual([
    '0 seconds',
    '1 second',
    '59 seconds',
    '1 minute',
    '59 minutes',
    '1 hour',
    '23 hours',
    '1 day',
    '365 days',
    '1 year',
    '2 years',
  ]);
});

it('a count of one is singular', () => {
  expect([0, 1, 2].map((count) => counted(count, 'byte'))).toEqual(['0 bytes', '1 byte', '2 bytes']);
});

it('a time is a date and a time of day in UTC', () => {
  expect(timeWords(1_700_000_000)).toBe('2023-11-14 22:13:20 UTC');
});
