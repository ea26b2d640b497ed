/** Formats times and counts for messages. */

/** From the largest down to the minute; anything shorter is in seconds. */
export const TIME_UNITS: readonly (readonly [name: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** A duration in its largest unit, rounded down: `2 hours`. */
export function durationWords(seconds: number): string {
  const [name, size] = TIME_UNITS.find(([, size]) => seconds >= size) ?? ['second', 1];
  return counted(Math.floor(seconds / size), name);
}

/** `1 byte`, `2 bytes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2026-11-24 04:19:01 UTC`. */
export function timeWords(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
