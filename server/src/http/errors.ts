/** Turns whatever was thrown into a refusal, and the refusal into a response in the route's dialect. */
import type { z } from '@hono/zod-openapi';
import { TokenError } from 'accesstoken2';
import { HTTPException } from 'hono/http-exception';
import { describeFault, type Logger } from '../operations/logger.ts';
import type { Metrics } from '../operations/metrics.ts';
import { Refusal } from '../refusals.ts';
import type { App, FormatError, Middleware, ServerContext } from './context.ts';
import { json, setHeader } from './headers.ts';

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
  json(c, { token: '', error: message, code }, status);

export function errorHandler(logger: Logger, metrics: Metrics): (error: unknown, c: ServerContext) => Response {
  return (error, c) => {
    const refusal = toRefusal(error);
    // A request that timed out has its response already, so later errors do not matter.
    if (c.get('refused') !== undefined) return formatJsonError(c, refusal);
    if (refusal.status >= 500) {
      logger.error({ requestId: c.get('requestId'), ...describeFault(refusal.cause ?? refusal) }, refusal.message);
    }
    metrics.requestRefused(refusal.code);
    c.set('refused', refusal.code);
    // Otherwise the rest of the body would be parsed as the next request (RFC 9110 §15.5.9).
    if (refusal.status === 408) setHeader(c, 'Connection', 'close');
    if (refusal.status === 401) setHeader(c, 'WWW-Authenticate', 'Bearer');
    if (refusal.retryAfter !== undefined) setHeader(c, 'Retry-After', String(refusal.retryAfter));
    return (c.get('formatError') ?? formatJsonError)(c, refusal);
  };
}

/** What zod found wrong, as one refusal that names the fields. Values are not quoted. */
export function refuseInvalid(result: { readonly success: boolean; readonly error?: z.ZodError }): void {
  if (result.success || result.error === undefined) return;
  throw new Refusal('ERR_INPUT', result.error.issues.map(describeIssue).join('; '));
}

/** In the words of this server, since zod's change between versions. */
function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.length === 0 ? 'the body' : issue.path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_type':
      return `${field} must be ${WITH_ARTICLE[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `${field} must be ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `${field} must be at least ${issue.minimum}`;
    case 'too_big':
      return `${field} must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return `${field} has unknown members`;
    default:
      return `${field} is invalid`;
  }
}

const WITH_ARTICLE: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
};

/** Hono answers HEAD with the route of GET, which for these routes would issue a token and lose it. */
export const refuseHead: Middleware = (c, next) => {
  if (c.req.method !== 'HEAD') return next();
  setHeader(c, 'Allow', 'GET');
  throw new Refusal('ERR_METHOD', 'HEAD issues no tokens; use GET');
};

/** Answers 405 to the methods that a route does not have. Call it after all routes are added. */
export function refuseOtherMethods(app: App): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const methods = methodsOf.get(path) ?? new Set();
    methodsOf.set(path, methods.add(method));
    if (method === 'GET') methods.add('HEAD');
  }
  for (const { path, handler } of app.routes) {
    if (handler === refuseHead) methodsOf.get(path)?.delete('HEAD');
  }
  for (const [path, methods] of methodsOf) {
    const allow = [...methods].join(', ');
    app.all(path, (c) => {
      setHeader(c, 'Allow', allow);
      throw new Refusal('ERR_METHOD', `this route supports ${allow}`);
    });
  }
}
