/** Bounds on the request body: its length, and how long it may take to arrive. */
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../refusals.ts';
import type { Middleware } from './context.ts';

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
