/** Which bytes of the payload belong to which field, and the colour of each field. */
import type { FieldSpan, TokenTrace } from 'accesstoken2/trace';

/**
 * The spans of a trace, extended to the last byte. A trace counts the number of a map entry as part of the map and only
 * the value as part of the entry. Here both belong to the entry, so that pointing at a privilege highlights all its bytes.
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

/** The field name of bytes that follow the last field: unknown content, or bytes that could not be read. */
export const UNKNOWN = 'unknown';

/** `services[0].privileges.user` is within `services[0]`, and every field is within itself. */
export function isWithin(field: string, outer: string): boolean {
  return field.startsWith(outer) && /^($|[.[])/.test(field.slice(outer.length));
}

/** Selects a field's colour. Services share three. */
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

/** The CSS class that sets `--part` to the field's colour. */
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
