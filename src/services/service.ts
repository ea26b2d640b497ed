/**
 * What a service is: a number, a name, and its fields in the order of the wire, the privilege map first.
 * Each service is one file beside this one and its line in the registry.
 */
import { type Codec, type MapCodec, map, type Named, type Names, struct, u32 } from '../wire/codecs.ts';

/**
 * Privileges by name, each with the seconds from `issuedAt` after which it ends: `{ user: 600 }`. 0 sets no end of its
 * own, so that the privilege lasts as long as the token. What is left out is not granted. A number is the key of a
 * privilege without a name: `{ 9: 600 }`.
 */
export type Privileges<Name extends string> = Named<Name, number>;

/** A grant without its `service` name: what is on the wire behind the type number. */
type Fields<Grant> = Omit<Grant, 'service'>;

/** A service's entry in the registry. `In` is the grant that is written, `Out` the one that is read. */
export interface Service<In extends { readonly service: string }, Out extends In = In> {
  readonly type: number;
  readonly name: In['service'];
  /** The fields by name, in the order of the wire: `privileges` first. */
  readonly fieldNames: readonly string[];
  readonly privilegeNames: Names<string>;
  /** Writes what stands behind the type number; reads it into a grant, name and all. */
  readonly body: Codec<Fields<In>, Out>;
}

/**
 * Makes a registry entry from its literal: the order of `fields` is the wire layout.
 * @__NO_SIDE_EFFECTS__
 */
export function service<In extends { readonly service: string }, Out extends In = In>(literal: {
  readonly type: number;
  readonly name: In['service'];
  readonly fields: { readonly [Key in keyof Fields<In> & string]: Codec<Fields<In>[Key], Fields<Out>[Key]> } & {
    readonly privileges: Pick<MapCodec<unknown>, 'names'>;
  };
}): Service<In, Out> {
  return {
    type: literal.type,
    name: literal.name,
    fieldNames: Object.keys(literal.fields),
    privilegeNames: literal.fields.privileges.names,
    // The name is there from the beginning: adding it to what has been read takes ten times as long.
    body: struct<Fields<In>, Fields<Out>>(literal.fields, () => ({ service: literal.name })) as Codec<Fields<In>, Out>,
  };
}

/**
 * The privilege map of a service: a u16 count and (u16 privilege, u32 seconds) pairs.
 * @__NO_SIDE_EFFECTS__
 */
export function privileges<Name extends string>(names: Names<Name>): MapCodec<Privileges<Name>> {
  return map(names, u32);
}
