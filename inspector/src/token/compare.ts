/** Two tokens, field by field. */
import { formatDuration, formatNumber, formatTime, localOffset } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import type { Content, Service } from './content.ts';
import type { Capped, Excerpt } from './excerpt.ts';

export interface ComparedField {
  readonly name: string;
  /** Undefined for the token that does not have the field. */
  readonly values: readonly [string | undefined, string | undefined];
  readonly differs: boolean;
}

/** The fields of the first token, then those that only the second one has. */
export function compare(first: Content, second: Content): readonly ComparedField[] {
  const [a, b] = [fieldsOf(first), fieldsOf(second)];
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => ({
    name,
    values: [a.get(name)?.shown, b.get(name)?.shown],
    differs: a.get(name)?.key !== b.get(name)?.key,
  }));
}

interface FieldValue {
  /** Equal for equal values, also where only the beginning is shown. */
  readonly key: string;
  readonly shown: string;
}

function fieldsOf(content: Content): ReadonlyMap<string, FieldValue> {
  const names = texts.content;
  const fields = new Map<string, FieldValue>([
    [names.appId, fromExcerpt(content.appId)],
    [names.issuedAt, fromText(formatTime(content.issuedAt, localOffset(content.issuedAt)))],
    [names.expiresAt, fromText(formatTime(content.expiresAt, localOffset(content.expiresAt)))],
    [names.expiresIn, fromSeconds(content.expiresIn)],
    [names.salt, fromText(String(content.salt))],
    [names.signature, fromExcerpt(content.signature)],
  ]);
  if (content.unknown !== undefined) fields.set(names.unknown, fromExcerpt(content.unknown.bytes));
  const counts = new Map<string, number>();
  for (const service of content.services.items) {
    const count = (counts.get(service.name) ?? 0) + 1;
    counts.set(service.name, count);
    const name = count === 1 ? service.name : `${service.name} (${count})`;
    for (const [field, value] of serviceFields(service)) fields.set(`${name} ${field}`.trim(), value);
  }
  return fields;
}

function* serviceFields({ values, privileges, permissions }: Service): Generator<[string, FieldValue]> {
  for (const { name, value } of values) yield [name, fromExcerpt(value)];
  for (const { name, endless, seconds } of privileges.items) {
    yield [name, endless ? fromText(texts.services.endless) : fromSeconds(seconds)];
  }
  for (const { resource, access, names } of permissions?.items ?? []) {
    yield [`${resource} ${access}`, fromNames(names)];
  }
  // A service without fields or privileges is a difference too.
  if (values.length + privileges.items.length === 0) yield ['', fromText(texts.compare.granted)];
}

function fromText(text: string): FieldValue {
  return { key: text, shown: text };
}

function fromSeconds(seconds: number): FieldValue {
  return fromText(`${formatDuration(seconds)} (${texts.content.seconds(formatNumber(seconds))})`);
}

function fromExcerpt({ text, full, omitted }: Excerpt): FieldValue {
  return { key: full ?? `${text} ${omitted}`, shown: omitted > 0 ? `${text}…` : text || texts.content.empty };
}

function fromNames({ items, omitted }: Capped<Excerpt>): FieldValue {
  const shown = items.map(({ text }) => text).join(', ') + (omitted > 0 ? '…' : '');
  return { key: JSON.stringify([items.map(({ full }) => full), omitted]), shown: shown || texts.content.empty };
}
