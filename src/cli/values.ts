/** The values of options: durations, points in time, numbers. */
import { UsageError } from './host.ts';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `3600`, `3600s`, `60m`, `1h` or `1d` as seconds. */
export function parseDuration(text: string, option: string): number {
  const match = /^([0-9]+)([smhd]?)$/.exec(text);
  const seconds = match === null ? Number.NaN : Number(match[1]) * (SECONDS[match[2] || 's'] as number);
  if (Number.isSafeInteger(seconds)) return seconds;
  throw new UsageError(`${option} takes a duration such as 3600, 60m, 1h or 1d`);
}

/** A date, or a date and time with its zone: without one it would mean a different time on each machine. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?$/;

/** Unix seconds, or an ISO 8601 date and time. */
export function parseTime(text: string, option: string): number {
  if (/^[0-9]{1,12}$/.test(text)) return Number(text);
  const seconds = ISO_TIME.test(text) ? Date.parse(text) / 1000 : Number.NaN;
  if (Number.isFinite(seconds)) return seconds;
  throw new UsageError(`${option} takes Unix seconds or a time such as 2026-11-24T12:00:00Z`);
}

/** A privilege by name or number. */
export function parseKey(text: string): string | number {
  return /^[0-9]+$/.test(text) ? Number(text) : text;
}

/** An integer, possibly negative. */
export function parseInteger(text: string, option: string): number {
  if (/^-?[0-9]{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`${option} takes an integer`);
}

/** An RTC user: 0 for any user, other digits for a uid, anything else for a user account. */
export function parseUid(text: string): string | number {
  return /^(0|[1-9][0-9]{0,9})$/.test(text) ? Number(text) : text;
}

/** `userId` as `user-id`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
