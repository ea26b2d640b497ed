/**
 * The data types of the token format. Each is defined once for both directions: `read` reads exactly what `write` wrote.
 * All integers are little-endian; a string is a u16 byte length and UTF-8; a map or list is a u16 count and its entries.
 */
import {
  type FieldName,
  fieldError,
  requireArray,
  requireInteger,
  requireRecord,
  requireString,
  UINT16_MAX,
  UINT32_MAX,
} from '../checks.ts';
import type { Path } from '../path.ts';
import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/**
 * A data type of the format. `In` is the type that can be written, `Out` the type that is read, which can be written too.
 */
export interface Codec<In, Out extends In = In> {
  /** The minimum size in bytes, to check a count against the remaining bytes before anything is allocated. */
  readonly minBytes: number;
  write(writer: Writer, value: In): void;
  read(reader: Reader): Out;
}

/**
 * The type of a service's field. `uid` is that of RTC: a number from 0 to 2^32 - 1, or a string for a user account. A `map`
 * or a `list` is not one value, so a requirement cannot name the field.
 */
export type FieldKind = 'string' | 'uid' | 'int16' | 'uint16' | 'uint32' | 'map' | 'list';

/** The codec of a field. */
export interface FieldCodec<In, Out extends In = In> extends Codec<In, Out> {
  readonly kind: FieldKind;
  /** Checks a value and returns it as `read` would, to compare the two. Maps and lists do not have it. */
  check?(value: unknown, field: FieldName): Out;
}

export const u16: FieldCodec<number> = {
  kind: 'uint16',
  minBytes: 2,
  check: (value, field) => requireInteger(value, 0, UINT16_MAX, field),
  write: (writer, value) => writer.u16(requireInteger(value, 0, UINT16_MAX, writer.path)),
  read: (reader) => reader.u16(),
};

export const i16: FieldCodec<number> = {
  kind: 'int16',
  minBytes: 2,
  check: requireI16,
  write: (writer, value) => writer.u16(requireI16(value, writer.path) & UINT16_MAX),
  read: (reader) => reader.i16(),
};

export const u32: FieldCodec<number> = {
  kind: 'uint32',
  minBytes: 4,
  check: requireU32,
  write: (writer, value) => writer.u32(requireU32(value, writer.path)),
  read: (reader) => reader.u32(),
};

function requireI16(value: unknown, field: FieldName): number {
  return requireInteger(value, -0x8000, 0x7fff, field);
}

function requireU32(value: unknown, field: FieldName): number {
  return requireInteger(value, 0, UINT32_MAX, field);
}

export const text: FieldCodec<string> = {
  kind: 'string',
  minBytes: 2,
  check: requireString,
  write: (writer, value) => writer.text(requireString(value, writer.path)),
  read: (reader) => reader.text(),
};

/**
 * A u16 count and the items, in order.
 * @__NO_SIDE_EFFECTS__
 */
export function list<In, Out extends In>(item: Codec<In, Out>): FieldCodec<readonly In[], readonly Out[]> {
  return {
    kind: 'list',
    minBytes: 2,
    write(writer, value) {
      const items = requireArray(value, writer.path) as readonly In[];
      // By index, up to the length that was written: a subclass may iterate differently, and a getter may change the length.
      const { length } = items;
      writer.count(length);
      for (let i = 0; i < length; i++) item.write(writer, items[i] as In);
    },
    read(reader) {
      const items: Out[] = [];
      for (let left = reader.count(item.minBytes); left > 0; left--) items.push(item.read(reader));
      return items;
    },
  };
}

/** Names of u16 numbers, such as those of privileges: `{ user: 1, app: 2 }`. */
export type Names<Name extends string> = Readonly<Record<Name, number>>;

/** A record with those names as keys, or numbers for keys without a name: `{ user: 600, 9: 600 }`. */
export type Named<Name extends string, Value> = { readonly [key in Name]?: Value } & { readonly [id: number]: Value };

/** The codec of a map, with its names. */
export interface MapCodec<In, Out extends In = In> extends FieldCodec<In, Out> {
  readonly names: Names<string>;
}

/**
 * A u16 count and (u16 number, value) pairs: written in ascending order, read in any order, each number at most once.
 * @__NO_SIDE_EFFECTS__
 */
export function map<Name extends string, In, Out extends In>(
  names: Names<Name>,
  item: Codec<In, Out>,
): MapCodec<Named<Name, In>, Named<Name, Out>> {
  const idOfName = new Map<string, number>(Object.entries(names));
  const nameOfId = new Map<number, string>();
  for (const [name, id] of idOfName) nameOfId.set(id, name);

  function idOf(key: string, path: Path): number {
    const id = idOfName.get(key);
    if (id !== undefined) return id;
    if (/^(0|[1-9][0-9]{0,4})$/.test(key) && Number(key) <= UINT16_MAX) return Number(key);
    const choice = idOfName.size === 0 ? '' : `one of ${[...idOfName.keys()].join(', ')}, or `;
    throw fieldError('ERR_INPUT', path, `has an unknown key; a key is ${choice}a number from 0 to 65535`);
  }

  return {
    kind: 'map',
    minBytes: 2,
    names,
    write(writer, value) {
      const { path } = writer;
      const record = requireRecord(value, path);
      const keys = Object.keys(record);
      if (keys.length > 1) keys.sort((a, b) => idOf(a, path) - idOf(b, path));
      writer.count(keys.length);
      let previous = -1;
      for (const key of keys) {
        const id = idOf(key, path);
        if (id === previous) throw fieldError('ERR_INPUT', path, `names the number ${id} twice`);
        writer.u16(id);
        path.enter(key);
        item.write(writer, record[key] as In);
        path.leave();
        previous = id;
      }
    },
    read(reader) {
      const { path } = reader;
      const record: Record<string, Out> = {};
      const count = reader.count(2 + item.minBytes);
      for (let i = 0; i < count; i++) {
        const id = reader.u16();
        const key = nameOfId.get(id) ?? String(id);
        // Refused, since Agora's readers disagree: C++ uses the first of two entries, others the last.
        if (i > 0 && Object.hasOwn(record, key))
          throw fieldError('ERR_FORMAT', path, `contains the number ${id} twice`);
        path.enter(key);
        record[key] = item.read(reader);
        path.leave();
      }
      return record as Named<Name, Out>;
    },
  };
}

/**
 * Fields in the order of the literal. `begin` creates the record that `read` adds them to.
 * @__NO_SIDE_EFFECTS__
 */
export function struct<In extends object, Out extends In = In>(
  fields: { readonly [Key in keyof In & string]: Codec<In[Key], Out[Key]> },
  begin: () => object = () => ({}),
): Codec<In, Out> {
  const keys = Object.keys(fields) as (keyof In & string)[];
  // Two arrays: destructuring an entry per field would take a thirtieth of the time of a token.
  const codecs = Object.values<Codec<unknown>>(fields);
  let minBytes = 0;
  for (const codec of codecs) minBytes += codec.minBytes;

  return {
    minBytes,
    write(writer, value) {
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] as keyof In & string;
        writer.path.enter(key);
        (codecs[i] as Codec<unknown>).write(writer, value[key]);
        writer.path.leave();
      }
    },
    read(reader) {
      const record = begin() as Record<string, unknown>;
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] as string;
        reader.path.enter(key);
        record[key] = (codecs[i] as Codec<unknown>).read(reader);
        reader.path.leave();
      }
      return record as Out;
    },
  };
}
