/** What the dialects share: reading parameters from the query, a form or JSON, and choosing the error format. */
import { mediaType, parseBody } from '../http/body.ts';
import type { App, FormatError, ServerContext } from '../http/context.ts';
import { text } from '../http/headers.ts';
import { Refusal } from '../refusals.ts';

/** Every refusal under these paths has this format, including a wrong method and a missing credential. */
export function formatErrorsOf(app: App, paths: readonly string[], choose: (c: ServerContext) => FormatError): void {
  for (const path of paths) {
    app.use(path, (c, next) => {
      c.set('formatError', choose(c));
      return next();
    });
  }
}

/** For clients that use the whole body as the token, and would send a newline along. */
export const formatTextError: FormatError = (c, { message, status }) => text(c, message, status);

export type Parameters = Readonly<Record<string, string>>;

function contentType(c: ServerContext): string {
  return mediaType(c.req.header('content-type'));
}

export function isJsonPost(c: ServerContext): boolean {
  return c.req.method === 'POST' && contentType(c) === 'application/json';
}

export function isFormPost(c: ServerContext): boolean {
  return c.req.method === 'POST' && FORMS.includes(contentType(c));
}

const FORMS: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** From the query and, if there is one, the form. A POST may have no body; a JSON body is not read. */
export async function readParameters(c: ServerContext): Promise<Parameters> {
  if (isFormPost(c)) return { ...c.req.query(), ...stringsOf(await parseBody(() => c.req.parseBody())) };
  if (c.req.method === 'POST' && contentType(c) !== '' && !isJsonPost(c)) {
    throw new Refusal('ERR_CONTENT_TYPE', 'unsupported content type; send a form');
  }
  return c.req.query();
}

/** Seconds in decimal digits. For anything else the policy refuses the NaN, and says what it allows. */
export function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  return /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

/** Clients send an empty parameter if they have no value. */
export function userFrom(parameter: string | undefined): { user?: string } {
  return parameter === undefined || parameter === '' ? {} : { user: parameter };
}

function stringsOf(form: Readonly<Record<string, unknown>>): Parameters {
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
