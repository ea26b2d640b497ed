/** The token and each of its privileges on one axis of time. */
import type { Content } from './content.ts';

export interface Timeline {
  /** Unix seconds: the axis begins at the issue of the token, and ends with what ends last. */
  readonly start: number;
  readonly end: number;
  readonly bars: readonly Bar[];
  /** How many bars are not drawn. */
  readonly omitted: number;
}

export interface Bar {
  readonly field: string;
  /** Empty for the token itself. */
  readonly service: string;
  readonly privilege: string;
  /** Unix seconds. */
  readonly endsAt: number;
  /** It lasts as long as the token. */
  readonly endless: boolean;
  /** From 0 to 1. */
  readonly width: number;
  /** From 0 to 1: behind here it is beyond the end of the token, and does not count. */
  readonly counts: number;
}

const MAX_BARS = 24;

export function timelineOf({ issuedAt, expiresAt, services }: Content): Timeline {
  const privileges = services.items.flatMap((service) =>
    service.privileges.items.map((privilege) => ({ service: service.name, privilege })),
  );
  const shown = privileges.slice(0, MAX_BARS);
  const start = issuedAt;
  const end = Math.max(expiresAt, ...shown.map(({ privilege }) => privilege.endsAt));
  const at = (time: number): number => share(time, start, end);
  const bars = shown.map(({ service, privilege: { field, name, endsAt, endless } }) => ({
    field,
    service,
    privilege: name,
    endsAt,
    endless,
    width: at(endsAt),
    counts: at(Math.min(endsAt, expiresAt)),
  }));
  const whole = at(expiresAt);
  const token = { service: '', privilege: '', field: 'expiresIn', endsAt: expiresAt, endless: false };
  const hidden = services.items.reduce(
    (sum, service) => sum + service.privileges.omitted,
    privileges.length - shown.length,
  );
  return { start, end, bars: [{ ...token, width: whole, counts: whole }, ...bars], omitted: hidden };
}

export interface Marker {
  /** From 0 to 1. */
  readonly at: number;
  readonly place: 'before' | 'within' | 'after';
}

/** Where a moment is on the axis; held fast at the ends, so that a token of last year still fills the picture. */
export function markerOf({ start, end }: Timeline, now: number): Marker {
  if (now < start) return { at: 0, place: 'before' };
  return now >= end ? { at: 1, place: 'after' } : { at: share(now, start, end), place: 'within' };
}

/** A token that ends as it begins has an axis of no length. */
function share(time: number, start: number, end: number): number {
  return end > start ? (time - start) / (end - start) : 0;
}
