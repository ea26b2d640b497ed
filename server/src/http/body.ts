/** The request body: its bounds in length and time, and reading JSON. */
import type { z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../refusals.ts';
import type { Middleware, ServerContext } from './context.ts';
import { refuseInvalid } from './errors.ts';

export function limitBody(maxBytes: number): Middleware {
  const tooLarge = () => {
    throw new Refusal('ERR_TOO_LARGE', `the body is longer than ${maxBytes} bytes`);
  };
  const countBytes = bodyLimit({ maxSize: maxBytes, onError: tooLarge });
  return (c, next) => {
    // Hono's middleware does this too, but only after touching the body, which makes Node create a stream.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return countBytes(c, next);
    return Number(length) > maxBytes ? tooLarge() : next();
  };
}

/** After authentication, a slow request waits for its body; before that, the server waits for something of its own. */
export function limitTime(milliseconds: number): Middleware {
  return async (c, next) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(
          c.get('caller') === undefined
            ? new Refusal('ERR_UNAVAILABLE', 'the server is too busy')
            : new Refusal('ERR_TIMEOUT', 'the request took too long to arrive'),
        );
      }, milliseconds);
    });
    try {
      await Promise.race([next(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

export function mediaType(header: string | null | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** For routes that read the body without the context. */
export function requireJson(contentType: string | null | undefined): void {
  if (mediaType(contentType) === 'application/json') return;
  throw new Refusal('ERR_CONTENT_TYPE', 'unsupported content type; send application/json');
}

export async function readJson<T>(c: ServerContext, schema: z.ZodType<T>): Promise<T> {
  requireJson(c.req.header('content-type'));
  const result = schema.safeParse(await parseBody(() => c.req.json(), 'is not valid JSON'));
  refuseInvalid(result);
  return result.data as T;
}

/** A body that cannot be parsed is the client's fault. */
export async function parseBody<T>(parse: () => Promise<T>, problem = 'does not match its content type'): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    // The limits of the body throw refusals of their own.
    if (error instanceof Refusal) throw error;
    throw new Refusal('ERR_BODY', `the body ${problem}`);
  }
}
