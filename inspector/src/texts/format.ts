/** Numbers, times and durations as text, in the language of the page. */
import { texts } from './texts.ts';

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(texts.language).format(value);
}

/** `and 19,960 more services`; empty if nothing was omitted. */
export function formatOmitted(count: number, what: keyof typeof texts.things): string {
  return count === 0 ? '' : texts.omitted(formatNumber(count), texts.things[what]);
}

/** `2026-11-24 13:00:00 UTC+1`; the offset is in minutes. */
export function formatTime(unixSeconds: number, offset = 0): string {
  const [date, time] = new Date((unixSeconds + offset * 60) * 1000).toISOString().slice(0, 19).split('T');
  return `${date} ${time} UTC${formatOffset(offset)}`;
}

function formatOffset(offset: number): string {
  if (offset === 0) return '';
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}

/** How many minutes local time is ahead of UTC at that moment. */
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
export function formatDuration(seconds: number): string {
  let rest = Math.floor(seconds);
  const first = UNITS.findIndex(([, size]) => rest >= size);
  const words = UNITS.slice(first, first + 2).flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count === 0 ? [] : [formatUnit(count, unit)];
  });
  return words.length === 0 ? formatUnit(0, 'second') : words.join(' ');
}

function formatUnit(count: number, unit: string): string {
  return new Intl.NumberFormat(texts.language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** `in 59 minutes 12 seconds`, `2 hours ago`, `now`. */
export function formatRelative(seconds: number): string {
  if (Math.abs(seconds) < 1) return texts.time.now;
  const duration = formatDuration(Math.abs(seconds));
  return seconds > 0 ? texts.time.ahead(duration) : texts.time.ago(duration);
}
