/**
 * What a kind of demo token is: the fields that a person fills in, and the recipe that comes of them. Each kind is an
 * entry in a list beside this file; forms, tokens and samples are made from it.
 */
import type { Rtm2Permissions, ServiceGrant } from 'accesstoken2';
import type { Recipe, RtcRole } from '../samples/recipe.ts';

/** One field of a form. What is wrong with a value is for the builders to say, so that `read` lets it through. */
export interface Field<Value = unknown> {
  readonly control: 'text' | 'number' | 'role' | 'json';
  readonly initial: string;
  readonly read: (text: string) => Value;
}

export interface Kind {
  readonly id: KindId;
  readonly group: KindGroup;
  /** By name: a text of the page says what each is called. */
  readonly fields: Readonly<Record<string, Field>>;
  /** @throws SyntaxError where a field that takes JSON has none. */
  readonly recipe: (texts: Readonly<Record<string, string>>) => Recipe;
}

export type KindGroup = 'chat' | 'rtc' | 'rtm' | 'apaas' | 'others';

export type KindId =
  | 'chat-user'
  | 'chat-app'
  | 'rtc'
  | 'rtc-privileges'
  | 'rtc-rtm'
  | 'rtm'
  | 'rtm2'
  | 'apaas-user'
  | 'apaas-app'
  | 'fpa'
  | 'convoai'
  | 'stt'
  | 'streaming'
  | 'fcdn'
  | 'custom';

type Fields = Readonly<Record<string, Field>>;
type ValuesOf<F extends Fields> = { readonly [Name in keyof F]: ReturnType<F[Name]['read']> };

/** Makes an entry from its literal: the types of the values follow from the fields. */
export function kind<F extends Fields>(literal: {
  readonly id: KindId;
  readonly group: KindGroup;
  readonly fields: F;
  readonly recipe: (values: ValuesOf<F>) => Recipe;
}): Kind {
  const { id, group, fields, recipe } = literal;
  const read = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read(texts[name] ?? field.initial)]));
  return { id, group, fields, recipe: (texts) => recipe(read(texts) as ValuesOf<F>) };
}

export function text(initial: string): Field<string> {
  return { control: 'text', initial, read: (text) => text };
}

/** A whole number. Anything else is not a number, and no builder takes that. */
export function integer(initial: number): Field<number> {
  return {
    control: 'number',
    initial: String(initial),
    read: (text) => (/^-?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN),
  };
}

/** A number for the SDK's integer uids, any other text for user accounts. */
export function uid(initial: string): Field<string | number> {
  return {
    control: 'text',
    initial,
    read: (text) => (/^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= 0xffff_ffff ? Number(text) : text),
  };
}

export function role(): Field<RtcRole> {
  return { control: 'role', initial: 'publisher', read: (text) => text as RtcRole };
}

export function permissions(initial: Rtm2Permissions): Field<Rtm2Permissions> {
  return json(initial);
}

export function services(initial: readonly ServiceGrant[]): Field<readonly ServiceGrant[]> {
  return json(initial);
}

function json<Value>(initial: Value): Field<Value> {
  return { control: 'json', initial: JSON.stringify(initial, null, 2), read: (text) => JSON.parse(text) as Value };
}
