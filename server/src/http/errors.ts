/** Whatever was thrown, as a refusal; and the refusal as an answer in the dialect of the route. */
import { TokenError } from 'accesstoken2';
import { HTTPException } from 'hono/http-exception';
import { describeFault, type Logger } from '../operations/logger.ts';
import type { Metrics } from '../operations/metrics.ts';
import { Refusal } from '../refusals.ts';
import type { SayNo, ServerContext } from './context.ts';

export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // A text that no token can hold; credentials and times have been checked before.
  if (error instanceof TokenError && error.code === 'ERR_INPUT') return new Refusal('ERR_INPUT', error.message);
  if (error instanceof HTTPException && error.status === 400) {
    return new Refusal('ERR_BODY', 'the body is not what its content type says');
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new Refusal('ERR_CONTENT_TYPE', 'this route does not read bodies of this type; send application/json');
  }
  return new Refusal('ERR_INTERNAL', 'internal error', error);
}

/** The shape of the native routes, which the page's clients read too: they look at `error`. */
export const sayNoAsJson: SayNo = (c, { message, code, status }) => c.json({ token: '', error: message, code }, status);

export function errorHandler(logger: Logger, metrics: Metrics): (error: unknown, c: ServerContext) => Response {
  return (error, c) => {
    const refusal = toRefusal(error);
    // A request that was too slow has its answer already; what becomes of its body is of no interest.
    if (c.get('refused') !== undefined) return sayNoAsJson(c, refusal);
    if (refusal.status >= 500) {
      logger.error({ requestId: c.get('requestId'), ...describeFault(refusal.cause ?? refusal) }, refusal.message);
    }
    metrics.requestRefused(refusal.code);
    c.set('refused', refusal.code);
    // What is still to come of the body would be taken for the next request (RFC 9110 §15.5.9).
    if (refusal.status === 408) c.header('Connection', 'close');
    if (refusal.status === 401) c.header('WWW-Authenticate', 'Bearer');
    return (c.get('speak') ?? sayNoAsJson)(c, refusal);
  };
}
