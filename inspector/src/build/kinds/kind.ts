/** What a kind of demo token is: the fields of its form, and the recipe made from their values. */
import type { ServiceGrant } from 'accesstoken2';
import type { texts } from '../../texts/texts.ts';
import type { Argument, BuilderName, LibraryCall, OfficialCall, Recipe } from '../samples/recipe.ts';
import { type Field, type FieldName, fields, type Values } from './fields.ts';

/** Every kind must have a label. */
export type KindId = keyof typeof texts.kinds;
export type KindGroup = keyof typeof texts.kindGroups;

export interface Kind {
  readonly id: KindId;
  readonly group: KindGroup;
  /** In the order of the form. */
  readonly names: readonly FieldName[];
  /** @throws SyntaxError if a JSON field contains invalid JSON. */
  readonly recipe: (texts: Readonly<Record<string, string>>) => Recipe;
}

/** Creates a kind. The types of the values follow from the names. */
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

/** A token that has no builder of its own in this library. */
export function anyServices(expiresIn: number, services: readonly ServiceGrant[]): LibraryCall {
  return { name: 'buildToken', options: { expiresIn, services } };
}

export function official(builder: BuilderName, method: string, ...args: readonly Argument[]): OfficialCall {
  return { builder, method, args };
}
