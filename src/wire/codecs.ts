/**
 * The units of the token format, each defined once for both directions: what `write` puts down, `read` takes up.
 * All integers are little-endian; a text is a u16 byte length and UTF-8; a map or list is a u16 count and its entries.
 */
import { TokenError } from '../errors.ts';
import { requireArray, requireInteger, requireRecord, requireString, UINT16_MAX, UINT32_MAX } from './checks.ts';
import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/**
 * One unit of the format. `field` is the path that an error names.
 * `In` is what may be written, `Out` what is read back: `Out` can always be written again.
 */
export interface Codec<In, Out extends In = In> {
  /** The fewest bytes that it takes on the wire: lets a count be judged before anything is allocated for it. */
  readonly minBytes: number;
  write(writer: Writer, value: In, field: string): void;
  read(reader: Reader, field: string): Out;
}

export const u16: Codec<number> = {
  minBytes: 2,
  write: (writer, value, field) => writer.u16(requireInteger(value, 0, UINT16_MAX, field)),
  read: (reader, field) => reader.u16(field),
};

export const i16: Codec<number> = {
  minBytes: 2,
  write: (writer, value, field) => writer.u16(requireInteger(value, -0x8000, 0x7fff, field) & UINT16_MAX),
  read: (reader, field) => reader.i16(field),
};

export const u32: Codec<number> = {
  minBytes: 4,
  write: (writer, value, field) => writer.u32(requireInteger(value, 0, UINT32_MAX, field)),
  read: (reader, field) => reader.u32(field),
};

export const text: Codec<string> = {
  minBytes: 2,
  write: (writer, value, field) => writer.text(requireString(value, field), field),
  read: (reader, field) => reader.text(field),
};

/**
 * A u16 count and the items in the order given.
 * @__NO_SIDE_EFFECTS__
 */
export function list<In, Out extends In>(item: Codec<In, Out>): Codec<readonly In[], readonly Out[]> {
  return {
    minBytes: 2,
    write(writer, value, field) {
      const items = requireArray(value, field) as readonly In[];
      writer.count(items.length, field);
      for (const one of items) item.write(writer, one, field);
    },
    read(reader, field) {
      const items: Out[] = [];
      for (let left = reader.count(item.minBytes, field); left > 0; left--) items.push(item.read(reader, field));
      return items;
    },
  };
}

/** Names for u16 numbers, such as privileges have: `{ user: 1, app: 2 }`. */
export type Names<Name extends string> = Readonly<Record<Name, number>>;

/** A record keyed by those names; a number is the key of what has none: `{ user: 600, 9: 600 }`. */
export type Named<Name extends string, Value> = { readonly [key in Name]?: Value } & { readonly [id: number]: Value };

/** The codec of a map, with the names that it knows. */
export interface MapCodec<In, Out extends In = In> extends Codec<In, Out> {
  readonly names: Names<string>;
}

/**
 * A u16 count and (u16 number, value) pairs: written in ascending order, read in any, each number once.
 * @__NO_SIDE_EFFECTS__
 */
export function map<Name extends string, In, Out extends In>(
  names: Names<Name>,
  item: Codec<In, Out>,
): MapCodec<Named<Name, In>, Named<Name, Out>> {
  const nameOf = new Map<number, string>();
  for (const name in names) nameOf.set(names[name], name);

  return {
    minBytes: 2,
    names,
    write(writer, value, field) {
      const record = requireRecord(value, field);
      const entries = Object.keys(record).map((key) => ({ key, id: idOf(key, names, field) }));
      entries.sort((a, b) => a.id - b.id);
      writer.count(entries.length, field);
      let previous = -1;
      for (const { key, id } of entries) {
        if (id === previous) throw new TokenError('ERR_INPUT', `${field} names the number ${id} twice`, { field });
        writer.u16(id);
        item.write(writer, record[key] as In, `${field}.${key}`);
        previous = id;
      }
    },
    read(reader, field) {
      const record: Record<string, Out> = {};
      for (let left = reader.count(2 + item.minBytes, field); left > 0; left--) {
        const id = reader.u16(field);
        const key = nameOf.get(id) ?? String(id);
        // The references disagree which of two entries counts (C++ the first, others the last), so neither does.
        if (Object.hasOwn(record, key)) {
          throw new TokenError('ERR_FORMAT', `${field} holds the number ${id} twice`, { field });
        }
        record[key] = item.read(reader, `${field}.${key}`);
      }
      return record as Named<Name, Out>;
    },
  };
}

/**
 * Fields one behind the other, in the order of the literal.
 * @__NO_SIDE_EFFECTS__
 */
export function struct<In extends object, Out extends In = In>(
  fields: { readonly [Key in keyof In & string]: Codec<In[Key], Out[Key]> },
): Codec<In, Out> {
  const entries = Object.entries(fields) as [keyof In & string, Codec<unknown>][];
  let minBytes = 0;
  for (const [, codec] of entries) minBytes += codec.minBytes;

  return {
    minBytes,
    write(writer, value, field) {
      for (const [key, codec] of entries) codec.write(writer, value[key], join(field, key));
    },
    read(reader, field) {
      const record: Record<string, unknown> = {};
      for (const [key, codec] of entries) record[key] = codec.read(reader, join(field, key));
      return record as Out;
    },
  };
}

function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

function idOf(key: string, names: Readonly<Record<string, number>>, field: string): number {
  if (Object.hasOwn(names, key)) return names[key] as number;
  if (/^(0|[1-9][0-9]{0,4})$/.test(key) && Number(key) <= UINT16_MAX) return Number(key);
  const known = Object.keys(names);
  const choice = known.length === 0 ? '' : `one of ${known.join(', ')}, or `;
  throw new TokenError('ERR_INPUT', `${field} has an unknown key; a key is ${choice}a number from 0 to 65535`, {
    field,
  });
}
