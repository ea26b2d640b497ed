/** A call of the RESTful API as a value: created in `operations/`, carried out by `transport.ts`. */
import { fieldError, optionNames, requireArray, requireOptions, requireString } from '../checks.ts';
import { isChatUserId } from '../services/chat.ts';
import type { Json } from './answer.ts';
import type { ChatRestError, ChatRestErrorCode } from './errors.ts';
import type { RateLimit } from './pace.ts';
import type { AbortSignalLike, FetchForm } from './platform.ts';
import type { Quote } from './refusals.ts';

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call with the signal's reason. */
  readonly signal?: AbortSignalLike | undefined;
}

/** The methods of the RESTful API. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Query parameters; `undefined` values are omitted. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Context for reading a response. */
export interface AnswerContext {
  /** The app's base URL, to which an operation's path is appended. */
  readonly baseUrl: string;
  /** Text from the API, safe to put into an error; undefined if it might repeat a secret. */
  readonly quote: Quote;
  /** The error for an entry that cannot be read. */
  readonly entryError: (cause: unknown) => ChatRestError;
  /** The error for an entry that the API refused, with the API's reason. */
  readonly refused: (reason: unknown, code?: ChatRestErrorCode) => ChatRestError;
}

/** One call of an operation, with checked arguments. */
export interface ChatOperation<Output> {
  /** Used in errors and as the key of the rate limit. */
  readonly name: string;
  readonly method: HttpMethod;
  /** Relative to the app, each segment encoded. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form, URL-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as multipart form data, for files. */
  readonly parts?: FetchForm;
  /** In addition to the headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Reads a successful response. */
  readonly read: (answer: Json, context: AnswerContext) => Output;
  /** Default: 100 calls per second. */
  readonly limit?: RateLimit;
  /** Units of the limit that the call uses. Default: 1. */
  readonly cost?: number;
  /** Not safe to retry if it is unknown whether the first attempt succeeded. */
  readonly once?: boolean;
}

/** An operation whose response is streamed. */
export type ChatStreamOperation = Omit<ChatOperation<unknown>, 'read'>;

/** Carries out operations; a `ChatRestClient` is one. */
export interface ChatCaller {
  /** Carries out an operation. */
  call<Output>(operation: ChatOperation<Output>, options?: CallOptions): Promise<Output>;
  /** Carries out an operation whose response is not JSON, and yields its bytes as they arrive. */
  stream(operation: ChatStreamOperation, options?: CallOptions): AsyncGenerator<Uint8Array, void, undefined>;
}

/** Joins segments into a path, encoding each. */
export function pathOf(...segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

/**
 * Checks a path for `request`. It must stay within the app: no `.` or `..` segments, no query, no fragment.
 */
export function requirePath(value: unknown): string {
  const path = requireString(value, 'path');
  const isInside = /^(\/[\w.~!$&'()*+,;=:@%-]+)+$/.test(path) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path);
  if (isInside) return path;
  throw fieldError('ERR_INPUT', 'path', 'must be an encoded path without a query, such as /users/alice');
}

/** For operations whose response contains nothing to read. */
export function nothing(): void {}

/** Requires exactly one of two options. */
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

/** A Chat user ID for a URL's path. "." and ".." are refused, since `fetch` resolves them: deleting "." would delete all users. */
export function requireUserId(value: unknown, field = 'userId'): string {
  const id = requireString(value, field);
  if (isChatUserId(id) && id !== '.' && id !== '..') return id;
  throw fieldError('ERR_INPUT', field, 'must be a Chat user ID: 1 to 64 of a-z 0-9 _ - .');
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
