/** Which bytes belong to which field, as a person would say it. */
import type { FieldSpan, TokenTrace } from 'accesstoken2';

/**
 * The spans of a trace, to the last byte. In a trace, the number of an entry in a map belongs to the map, and only the
 * value to the entry; here both are the entry's, so that a privilege has all of its bytes.
 */
export function spansOf({ spans, payload }: TokenTrace): readonly FieldSpan[] {
  const owned = spans.map((span, index) => {
    const before = spans[index - 1];
    const after = spans[index + 1];
    const opensMap = before === undefined || !isWithin(before.field, span.field);
    if (opensMap || after === undefined || !after.field.startsWith(`${span.field}.`)) return span;
    return { ...span, field: after.field };
  });
  const end = spans.at(-1)?.end ?? 0;
  return end < payload.length ? [...owned, { field: UNKNOWN, start: end, end: payload.length }] : owned;
}

/** The name of the bytes behind all fields: unknown content, or what could not be read. */
export const UNKNOWN = 'unknown';

/** `services[0].privileges.user` is within `services[0]`, and every field within itself. */
export function isWithin(field: string, outer: string): boolean {
  return field.startsWith(outer) && /^($|[.[])/.test(field.slice(outer.length));
}

/** The colour of a field: one of a closed list, since services have no end. */
export type Part =
  | 'signature'
  | 'app'
  | 'time'
  | 'salt'
  | 'count'
  | 'service-0'
  | 'service-1'
  | 'service-2'
  | 'unknown';

export function partOf(field: string): Part {
  const index = /^services\[(\d+)\]/.exec(field)?.[1];
  if (index !== undefined) return `service-${(Number(index) % 3) as 0 | 1 | 2}`;
  return PARTS.get(field) ?? 'unknown';
}

/** The class of an element that shows a field. */
export function partClass(field: string): string {
  return `part-${partOf(field)}`;
}

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['signature', 'signature'],
  ['appId', 'app'],
  ['issuedAt', 'time'],
  ['expiresIn', 'time'],
  ['salt', 'salt'],
  ['services', 'count'],
]);
