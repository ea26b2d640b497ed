/**
 * A service is a number, a name, and its fields in wire order, the privilege map first.
 * Each service has a file in this folder and an entry in the registry.
 */
import {
  type Codec,
  type FieldCodec,
  type MapCodec,
  map,
  type Named,
  type Names,
  struct,
  u32,
} from '../wire/codecs.ts';

/**
 * Privileges by name, each with the seconds from `issuedAt` after which it expires: `{ user: 600 }`. With 0 it expires
 * with the token. Omitted privileges are not granted. A privilege without a name has its number as the key: `{ 9: 600 }`.
 */
export type Privileges<Name extends string> = Named<Name, number>;

/** A grant without its `service` name: what follows the type number on the wire. */
type Fields<Grant> = Omit<Grant, 'service'>;

/** A service's entry in the registry. `In` is the grant that is written, `Out` the one that is read. */
export interface Service<In extends { readonly service: string }, Out extends In = In> {
  readonly type: number;
  readonly name: In['service'];
  /** The fields in wire order: `privileges` first. */
  readonly fields: Readonly<Record<string, Pick<FieldCodec<unknown>, 'kind' | 'check'>>>;
  readonly fieldNames: readonly string[];
  readonly privilegeNames: Names<string>;
  /** The values that mean "any", by field: a token with the uid `''` is valid for every uid. */
  readonly wildcards: Readonly<Record<string, unknown>>;
  /** The codec of what follows the type number. Reading adds the service's name. */
  readonly body: Codec<Fields<In>, Out>;
}

/**
 * Makes a registry entry from its literal: the order of `fields` is the wire layout.
 * @__NO_SIDE_EFFECTS__
 */
export function service<In extends { readonly service: string }, Out extends In = In>(literal: {
  readonly type: number;
  readonly name: In['service'];
  readonly fields: { readonly [Key in keyof Fields<In> & string]: FieldCodec<Fields<In>[Key], Fields<Out>[Key]> } & {
    readonly privileges: Pick<MapCodec<unknown>, 'names'>;
  };
  readonly wildcards?: Partial<Fields<Out>>;
}): Service<In, Out> {
  const { type, name, fields, wildcards = {} } = literal;
  return {
    type,
    name,
    fields,
    fieldNames: Object.keys(fields),
    privilegeNames: fields.privileges.names,
    wildcards,
    // Reading starts from an object with the name: adding it afterwards takes ten times as long.
    body: struct<Fields<In>, Fields<Out>>(fields, () => ({ service: name })) as Codec<Fields<In>, Out>,
  };
}

/**
 * The privilege map of a service: a u16 count and (u16 privilege, u32 seconds) pairs.
 * @__NO_SIDE_EFFECTS__
 */
export function privileges<Name extends string>(names: Names<Name>): MapCodec<Privileges<Name>> {
  return map(names, u32);
}
