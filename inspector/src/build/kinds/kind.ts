/**
 * What a kind of demo token is: the fields that a person fills in, and the recipe that comes of them. Each kind is an
 * entry in a list beside this file; forms, tokens and samples are made from it.
 */
import type { ServiceGrant } from 'accesstoken2';
import type { texts } from '../../texts/texts.ts';
import type { Argument, BuilderName, LibraryCall, OfficialCall, Recipe } from '../samples/recipe.ts';
import { type Field, type FieldName, fields, type Values } from './fields.ts';

/** Each has its text. */
export type KindId = keyof typeof texts.kinds;
export type KindGroup = keyof typeof texts.kindGroups;

export interface Kind {
  readonly id: KindId;
  readonly group: KindGroup;
  /** In the order in which they are asked for. */
  readonly names: readonly FieldName[];
  /** @throws SyntaxError where a field that takes JSON has none. */
  readonly recipe: (texts: Readonly<Record<string, string>>) => Recipe;
}

/** Makes an entry: the types of the values follow from the names. */
export function kind<Name extends FieldName>(
  group: KindGroup,
  id: KindId,
  names: readonly Name[],
  recipe: (values: Values<Name>) => Recipe,
): Kind {
  const read = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      names.map((name) => {
        const { read, initial }: Field = fields[name];
        return [name, read(texts[name] ?? initial)];
      }),
    );
  return { id, group, names, recipe: (texts) => recipe(read(texts) as Values<Name>) };
}

/** What has no builder of its own in this library. */
export function anyServices(expiresIn: number, services: readonly ServiceGrant[]): LibraryCall {
  return { name: 'buildToken', options: { expiresIn, services } };
}

export function official(builder: BuilderName, method: string, ...args: readonly Argument[]): OfficialCall {
  return { builder, method, args };
}
