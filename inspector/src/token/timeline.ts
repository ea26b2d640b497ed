/** The lifetimes of a token and its privileges, laid out on one time axis. */
import type { Content } from './content.ts';

export interface Timeline {
  /** Unix seconds. The axis runs from the token's issue to the last expiry. */
  readonly start: number;
  readonly end: number;
  readonly bars: readonly Bar[];
  /** How many privileges are not drawn. */
  readonly omitted: number;
}

/** Shares are from 0 to 1. */
export interface Bar {
  readonly field: string;
  /** Empty for the token itself. */
  readonly service: string;
  readonly privilege: string;
  /** Unix seconds. */
  readonly endsAt: number;
  readonly width: number;
  /** The share up to the token's expiry. The rest of the bar has no effect. */
  readonly effective: number;
}

const MAX_BARS = 24;

export function timelineOf({ issuedAt, expiresAt, services }: Content): Timeline {
  const privileges = services.items.flatMap((service) =>
    service.privileges.items.map((privilege) => ({ service: service.name, privilege })),
  );
  const drawn = privileges.slice(0, MAX_BARS);
  const start = issuedAt;
  const end = Math.max(expiresAt, ...drawn.map(({ privilege }) => privilege.endsAt));
  const at = (time: number): number => share(time, start, end);
  const bars = drawn.map(({ service, privilege: { field, name, endsAt } }) => ({
    field,
    service,
    privilege: name,
    endsAt,
    width: at(endsAt),
    effective: at(Math.min(endsAt, expiresAt)),
  }));
  const whole = at(expiresAt);
  const token = { service: '', privilege: '', field: 'expiresIn', endsAt: expiresAt };
  const omitted = services.items.reduce(
    (sum, service) => sum + service.privileges.omitted,
    privileges.length - drawn.length,
  );
  return { start, end, bars: [{ ...token, width: whole, effective: whole }, ...bars], omitted };
}

export interface Marker {
  /** From 0 to 1. */
  readonly at: number;
  readonly place: 'before' | 'within' | 'after';
}

/** Where a moment is on the axis. Clamped to its ends, so that a token from last year still fills the picture. */
export function markerOf({ start, end }: Timeline, now: number): Marker {
  if (now < start) return { at: 0, place: 'before' };
  return now >= end ? { at: 1, place: 'after' } : { at: share(now, start, end), place: 'within' };
}

/** 0 for an axis without length: that of a token with a lifetime of 0. */
function share(time: number, start: number, end: number): number {
  return end > start ? (time - start) / (end - start) : 0;
}
