/** What a call of the RESTful API is, as a value: made by the files of `operations/`, carried out by `transport.ts`. */
import { fieldError, optionNames, requireArray, requireOptions, requireString } from '../checks.ts';
import { isChatUserId } from '../services/chat.ts';
import type { Json } from './answer.ts';
import type { ChatRestError, ChatRestErrorCode } from './errors.ts';
import type { RateLimit } from './pace.ts';
import type { AbortSignalLike, FetchForm } from './platform.ts';
import type { Quote } from './refusals.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, whatever it is doing, with the signal's reason. */
  readonly signal?: AbortSignalLike | undefined;
}

/** The methods of the RESTful API. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What goes into a query; `undefined` is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** What reading an answer may need. */
export interface AnswerContext {
  /** The address of the app: everything of a URL before the path of an operation. */
  readonly baseUrl: string;
  /** A text of the API for an error; undefined if it might repeat a secret. */
  readonly quote: Quote;
  /** The error of an entry that could not be read. */
  readonly entryError: (cause: unknown) => ChatRestError;
  /** The error of an entry that the API refused, with its sentence. */
  readonly refused: (reason: unknown, code?: ChatRestErrorCode) => ChatRestError;
}

/** One call of one operation, its arguments checked. */
export interface ChatOperation<Output> {
  /** For errors, and the key of its rate limit. */
  readonly name: string;
  readonly method: HttpMethod;
  /** Below the app, each segment encoded. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form, URL-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as a form in parts, for files. */
  readonly parts?: FetchForm;
  /** Besides those that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Reads a success. */
  readonly read: (answer: Json, context: AnswerContext) => Output;
  /** Default: 100 calls per second. */
  readonly limit?: RateLimit;
  /** How much of the limit the call takes. Default: 1. */
  readonly cost?: number;
  /** Carrying it out twice does harm, so it is not repeated if nobody knows whether the first try succeeded. */
  readonly once?: boolean;
}

/** An operation whose answer is read as it arrives. */
export type ChatStreamOperation = Omit<ChatOperation<unknown>, 'read'>;

/** What carries out operations: a `ChatRestClient`. */
export interface ChatCaller {
  /** Carries out an operation. */
  call<Output>(operation: ChatOperation<Output>, options?: CallOptions): Promise<Output>;
  /** Carries out an operation whose answer is no JSON, and gives its bytes as they arrive. */
  stream(operation: ChatStreamOperation, options?: CallOptions): AsyncGenerator<Uint8Array, void, undefined>;
}

/** Makes a path of segments, each encoded. */
export function pathOf(...segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

/**
 * A path for `request`: it must not leave the app, so no segment may be resolved as "." or "..", and nothing may end it.
 */
export function requirePath(value: unknown): string {
  const path = requireString(value, 'path');
  const isInside = /^(\/[\w.~!$&'()*+,;=:@%-]+)+$/.test(path) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path);
  if (isInside) return path;
  throw fieldError(
    'ERR_INPUT',
    'path',
    "must begin with '/' and be below the app, encoded, without query: /users/alice",
  );
}

/** For operations whose answer tells nothing but success. */
export function nothing(): void {}

/** Two options of which exactly one must be passed. */
export function requireOneOf(options: Readonly<Record<string, unknown>>): void {
  const [[name = '', value], [otherName, otherValue]] = Object.entries(options) as [
    [string, unknown],
    [string, unknown],
  ];
  if ((value === undefined) !== (otherValue === undefined)) return;
  const what = value === undefined ? `is missing: pass ${name} or ${otherName}` : `must be omitted with ${otherName}`;
  throw fieldError('ERR_INPUT', name, what);
}

const callOptionNames = /* @__PURE__ */ optionNames(['signal']);

export function requireCallOptions(options: CallOptions = {}): CallOptions {
  return requireOptions(options, callOptionNames) as CallOptions;
}

/** A Chat user ID that can be part of a URL's path, where "." and ".." would be resolved: deleting the user "." would delete all. */
export function requireUserId(value: unknown, field = 'userId'): string {
  const id = requireString(value, field);
  if (isChatUserId(id) && id !== '.' && id !== '..') return id;
  throw fieldError('ERR_INPUT', field, 'must be a Chat user ID: 1 to 64 of a-z 0-9 _ - . (lower case only)');
}

export function requireUserIds(value: unknown, field = 'userIds'): readonly string[] {
  const ids = requireArray(value, field).map((id, index) => requireUserId(id, `${field}[${index}]`));
  return [...new Set(ids)];
}

/** The ID of a group, room, message, file or device. */
export function requireId(value: unknown, field: string): string {
  const id = requireString(value, field);
  if (/^[\w-]{1,128}$/.test(id)) return id;
  throw fieldError('ERR_INPUT', field, 'must be 1 to 128 letters, digits, underscores or hyphens');
}

export function requireIds(value: unknown, field: string): readonly string[] {
  const ids = requireArray(value, field).map((id, index) => requireId(id, `${field}[${index}]`));
  return [...new Set(ids)];
}
