/** Whatever was thrown becomes a refusal, and the refusal becomes a response in the route's dialect. */
import type { z } from '@hono/zod-openapi';
import { TokenError } from 'accesstoken2';
import { HTTPException } from 'hono/http-exception';
import { describeFault, type Logger } from '../operations/logger.ts';
import type { Metrics } from '../operations/metrics.ts';
import { Refusal } from '../refusals.ts';
import type { App, FormatError, ServerContext } from './context.ts';

export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // A string that no token can contain; credentials and times have been checked before.
  if (error instanceof TokenError && error.code === 'ERR_INPUT') return new Refusal('ERR_INPUT', error.message);
  if (error instanceof HTTPException && error.status === 400) {
    return new Refusal('ERR_BODY', 'the body does not match its content type');
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new Refusal('ERR_CONTENT_TYPE', 'unsupported content type; send application/json');
  }
  return new Refusal('ERR_INTERNAL', 'internal error', error);
}

/** The format of the native routes, which the page's clients read too: they look at `error`. */
export const formatJsonError: FormatError = (c, { message, code, status }) =>
  c.json({ token: '', error: message, code }, status);

export function errorHandler(logger: Logger, metrics: Metrics): (error: unknown, c: ServerContext) => Response {
  return (error, c) => {
    const refusal = toRefusal(error);
    // A request that timed out has its response already; whatever fails later is of no interest.
    if (c.get('refused') !== undefined) return formatJsonError(c, refusal);
    if (refusal.status >= 500) {
      logger.error({ requestId: c.get('requestId'), ...describeFault(refusal.cause ?? refusal) }, refusal.message);
    }
    metrics.requestRefused(refusal.code);
    c.set('refused', refusal.code);
    // The rest of the body would be taken for the next request (RFC 9110 §15.5.9).
    if (refusal.status === 408) c.header('Connection', 'close');
    if (refusal.status === 401) c.header('WWW-Authenticate', 'Bearer');
    return (c.get('formatError') ?? formatJsonError)(c, refusal);
  };
}

/** What zod found wrong, as one refusal that names the fields; zod's messages don't quote the values. */
export function refuseInvalid(result: { readonly success: boolean; readonly error?: z.ZodError }): void {
  if (result.success || result.error === undefined) return;
  throw new Refusal('ERR_INPUT', result.error.issues.map(describeIssue).join('; '));
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const field = path.map(String).join('.');
  return field === '' ? message : `${field}: ${message}`;
}

/** Answers 405 to the methods that a route does not have. Call it after all routes are added. */
export function refuseOtherMethods(app: App): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const methods = methodsOf.get(path) ?? new Set();
    methodsOf.set(path, methods.add(method));
    if (method === 'GET') methods.add('HEAD');
  }
  for (const [path, methods] of methodsOf) {
    const allow = [...methods].join(', ');
    app.all(path, (c) => {
      c.header('Allow', allow);
      throw new Refusal('ERR_METHOD', `this route supports ${allow}`);
    });
  }
}
