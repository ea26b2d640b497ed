/** Argument texts as values: durations, points in time, numbers. */
import { UsageError } from './host.ts';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `3600`, `3600s`, `60m`, `1h` or `1d` as seconds. */
export function parseDuration(text: string, option: string): number {
  const match = /^([0-9]+)([smhd]?)$/.exec(text);
  const seconds = match === null ? Number.NaN : Number(match[1]) * (SECONDS[match[2] || 's'] as number);
  if (Number.isSafeInteger(seconds)) return seconds;
  throw new UsageError(`${option} takes a duration such as 3600, 60m, 1h or 1d`);
}

/** Unix seconds, or an ISO 8601 date and time. */
export function parseTime(text: string, option: string): number {
  const seconds = /^[0-9]+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isFinite(seconds)) return seconds;
  throw new UsageError(`${option} takes unix seconds or a time such as 2026-11-24T12:00:00Z`);
}

/** A privilege by name or number. */
export function parseKey(text: string): string | number {
  return /^[0-9]+$/.test(text) ? Number(text) : text;
}
