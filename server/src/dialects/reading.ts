/** What the dialects read: parameters from the query, a form or JSON; and durations that come as text. */
import type { z } from '@hono/zod-openapi';
import type { ServerContext } from '../http/context.ts';
import { refuseInvalid } from '../http/validation.ts';
import { Refusal } from '../refusals.ts';

export type Parameters = Readonly<Record<string, string>>;

function contentType(c: ServerContext): string {
  return mediaType(c.req.header('content-type'));
}

function mediaType(header: string | null | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function isJsonPost(c: ServerContext): boolean {
  return c.req.method === 'POST' && contentType(c) === 'application/json';
}

export function isFormPost(c: ServerContext): boolean {
  return c.req.method === 'POST' && FORMS.includes(contentType(c));
}

const FORMS: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** From the query and, where there is one, from the form. A POST may do without a body; JSON is left unread. */
export async function readParameters(c: ServerContext): Promise<Parameters> {
  if (isFormPost(c)) return { ...c.req.query(), ...textsOf(await readable(() => c.req.parseBody())) };
  if (c.req.method === 'POST' && contentType(c) !== '' && !isJsonPost(c)) {
    throw new Refusal('ERR_CONTENT_TYPE', 'this route does not read bodies of this type; send a form');
  }
  return c.req.query();
}

/** For who reads the body apart from the context. */
export function requireJson(contentType: string | null | undefined): void {
  if (mediaType(contentType) === 'application/json') return;
  throw new Refusal('ERR_CONTENT_TYPE', 'this route does not read bodies of this type; send application/json');
}

export async function readJson<T>(c: ServerContext, schema: z.ZodType<T>): Promise<T> {
  requireJson(c.req.header('content-type'));
  const result = schema.safeParse(await readable(() => c.req.json()));
  refuseInvalid(result);
  return result.data as T;
}

/** Seconds in decimal digits. What is no number is left to the policy to refuse, which says what it allows. */
export function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  return /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

/** Clients write an empty parameter where they have no value. */
export function named(user: string | undefined): { user?: string } {
  return user === undefined || user === '' ? {} : { user };
}

function textsOf(form: Readonly<Record<string, unknown>>): Parameters {
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** What a body is read with: whatever it cannot make sense of is the client's fault. */
export async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    // What limits a body throws refusals of its own.
    if (error instanceof Refusal) throw error;
    throw new Refusal('ERR_BODY', 'the body is not what its content type says');
  }
}
