/**
 * Reads the API's responses: bounded in size, and checked against the types. Fields that are not read are not checked.
 */
import type { FetchResponse } from './platform.ts';

/** A JSON object from outside. */
export type Json = Readonly<Record<string, unknown>>;

/** A response that is not as documented. The transport turns it into a `ChatRestError` that names the call. */
export class InvalidAnswer extends Error {
  /** The field at fault. */
  readonly field: string;

  constructor(field: string, what = `'${field}' in the response is missing or invalid`) {
    super(what);
    this.field = field;
  }
}

/** The `typeof` of a field; with a question mark, a missing field or one of another type is left out. */
type Kind = 'string' | 'number' | 'boolean' | 'string?' | 'number?' | 'boolean?';
type Named<Name> = Name extends 'string' ? string : Name extends 'number' ? number : boolean;
type Value<Of extends Kind> = Of extends `${infer Name}?` ? Named<Name> | undefined : Named<Of>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readObject(value: unknown, field: string): Json {
  if (!isJson(value)) throw new InvalidAnswer(field);
  return value;
}

/** Reads the named fields of an object; other fields are ignored. */
export function readFields<const Kinds extends Readonly<Record<string, Kind>>>(
  value: unknown,
  field: string,
  kinds: Kinds,
): { readonly [Field in keyof Kinds]: Value<Kinds[Field]> } {
  const object = readObject(value, field);
  const fields: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const isOptional = kind.endsWith('?');
    if (typeof object[name] === kind.replace('?', '')) fields[name] = object[name];
    else if (!isOptional) throw new InvalidAnswer(name);
  }
  return fields as ReturnType<typeof readFields<Kinds>>;
}

export function readList(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvalidAnswer(field);
  return value;
}

/** A list of strings. */
export function readStrings(value: unknown, field: string): readonly string[] {
  const list = readList(value, field);
  if (!list.every((item) => typeof item === 'string')) throw new InvalidAnswer(field);
  return list as readonly string[];
}

/** Reads a number, which some responses write as a string. */
export function readNumber(value: unknown, field: string): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new InvalidAnswer(field);
  return number;
}

/** Omits fields that are undefined. */
export function withoutAbsent(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** An object's own field: a user ID such as `__proto__` must not reach its prototype. */
export function ownField(object: Json, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** More than the largest page, and than a group with 10,000 members. */
const MAX_ANSWER_BYTES = 1_048_576;

declare const TextDecoder: new () => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

/** The JSON value of a response body; undefined if it is not valid JSON. */
export async function readBody({ body }: FetchResponse): Promise<unknown> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const chunk = (await reader?.read())?.value;
    if (chunk === undefined) return parseJson(text + decoder.decode());
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new InvalidAnswer('size', 'the response is larger than 1 MiB');
    text += decoder.decode(chunk, { stream: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
