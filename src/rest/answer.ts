/** The API's answers, narrowed by checks to what the types say. Fields that are not read may be anything. */
import { ChatRestError } from './errors.ts';

/** A user of the Chat app. */
export interface ChatUser {
  /** The id that the user logs in with. */
  readonly userId: string;
  /** The API's own id of the user. */
  readonly uuid: string;
  /** What push notifications call the user. */
  readonly nickname?: string;
  /** False once the user has been deactivated. */
  readonly activated: boolean;
  /** Unix seconds, with fractions. */
  readonly createdAt: number;
  /** Unix seconds, with fractions. */
  readonly modifiedAt: number;
}

/** Whether a user is connected. */
export type ChatUserStatus = 'online' | 'offline';

/** A JSON object from outside. */
export type Json = Readonly<Record<string, unknown>>;

interface Types {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

/** Fields that an object must have, each with what `typeof` says of it. */
type Fields = Readonly<Record<string, keyof Types>>;

export function responseError(field: string): ChatRestError {
  return new ChatRestError('ERR_RESPONSE', `the answer has a wrong ${field}`, { field });
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readObject(value: unknown, field: string): Json {
  if (!isJson(value)) throw responseError(field);
  return value;
}

/** An object with these fields, and any others. */
export function readFields<const Known extends Fields>(
  value: unknown,
  field: string,
  known: Known,
): Json & { readonly [Field in keyof Known]: Types[Known[Field]] } {
  const object = readObject(value, field);
  for (const [name, type] of Object.entries(known)) if (typeof object[name] !== type) throw responseError(name);
  return object as ReturnType<typeof readFields<Known>>;
}

export function readList(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw responseError(field);
  return value;
}

/** Times are in milliseconds there, and in seconds in this library. */
function readUser(value: unknown): ChatUser {
  const { username, uuid, nickname, activated, created, modified } = readFields(value, 'entities', userFields);
  return {
    userId: username,
    uuid,
    ...(typeof nickname === 'string' && { nickname }),
    activated,
    createdAt: created / 1000,
    modifiedAt: modified / 1000,
  };
}

const userFields = {
  username: 'string',
  uuid: 'string',
  activated: 'boolean',
  created: 'number',
  modified: 'number',
} as const;

export function readUsers({ entities }: Json): readonly ChatUser[] {
  return readList(entities, 'entities').map(readUser);
}

export function readFirstUser({ entities }: Json): ChatUser {
  return readUser(readList(entities, 'entities')[0]);
}

export function readStatus(value: unknown): ChatUserStatus {
  if (value !== 'online' && value !== 'offline') throw responseError('data');
  return value;
}
