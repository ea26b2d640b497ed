/** Bounds on what is read from a client: how long a body may be, and how long it may take. */
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../refusals.ts';
import type { Middleware } from './context.ts';

export function limitBody(maxBytes: number): Middleware {
  const tooLarge = () => {
    throw new Refusal('ERR_TOO_LARGE', `the body is longer than ${maxBytes} bytes`);
  };
  const countBytes = bodyLimit({ maxSize: maxBytes, onError: tooLarge });
  return (c, next) => {
    // What Hono's middleware does, too, but only after a look at the body, for which Node has to make a stream.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return countBytes(c, next);
    return Number(length) > maxBytes ? tooLarge() : next();
  };
}

/** Whoever is known by then, keeps us waiting with its body; before that we wait for something of our own. */
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
