/** Times in a person's words. */
import { texts } from '../texts/texts.ts';

/** `2026-11-24 13:00:00 UTC+1`; the offset is in minutes. */
export function stamp(unixSeconds: number, offset = 0): string {
  const [date, time] = new Date((unixSeconds + offset * 60) * 1000).toISOString().slice(0, 19).split('T');
  return `${date} ${time} UTC${offsetWords(offset)}`;
}

function offsetWords(offset: number): string {
  if (offset === 0) return '';
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}

/** By how many minutes local time was, or will be, ahead of UTC at that moment. */
export function localOffset(unixSeconds: number): number {
  return -new Date(unixSeconds * 1000).getTimezoneOffset();
}

const UNITS = [
  ['year', 31_557_600],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The two largest units, rounded down: `59 minutes 12 seconds`, `1 hour`. */
export function durationWords(seconds: number): string {
  let left = Math.floor(seconds);
  const first = UNITS.findIndex(([, size]) => left >= size);
  const words = UNITS.slice(first, first + 2).flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left %= size;
    return count === 0 ? [] : [counted(count, unit)];
  });
  return words.length === 0 ? counted(0, 'second') : words.join(' ');
}

function counted(count: number, unit: string): string {
  return new Intl.NumberFormat(texts.language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** `in 59 minutes 12 seconds`, `2 hours ago`, `now`. */
export function relativeWords(seconds: number): string {
  if (Math.abs(seconds) < 1) return texts.time.now;
  const words = durationWords(Math.abs(seconds));
  return seconds > 0 ? texts.time.ahead(words) : texts.time.ago(words);
}
