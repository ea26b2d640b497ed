/** Response headers: the security headers of every response, and CORS. */
import { cors } from 'hono/cors';
import type { Refusal } from '../refusals.ts';
import type { Middleware, ServerContext } from './context.ts';

const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  // Browsers ignore it over plain HTTP.
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

type Status = 200 | Refusal['status'];

/**
 * A response whose headers are one plain object. Node writes that as it is; a response with a `Headers` object, which
 * `c.json` and `c.header` create, costs twice as much.
 */
function respond(c: ServerContext, body: string, contentType: string, status: Status): Response {
  c.set('hasAllHeaders', true);
  const headers = { ...SECURITY_HEADERS, ...c.get('headers'), 'Content-Type': contentType };
  return new Response(body, { status, headers });
}

export function json(c: ServerContext, value: object, status: Status = 200): Response {
  return respond(c, JSON.stringify(value), 'application/json', status);
}

/** For JSON that is already a string. */
export function jsonText(c: ServerContext, value: string): Response {
  return respond(c, value, 'application/json', 200);
}

export function text(c: ServerContext, value: string, status: Status = 200): Response {
  return respond(c, value, 'text/plain; charset=UTF-8', status);
}

/** Sets a header of the response, whichever route or error handler creates it. */
export function setHeader(c: ServerContext, name: string, value: string): void {
  c.get('headers')[name] = value;
}

/** Adds to a header that is a list. */
export function appendHeader(c: ServerContext, name: string, value: string): void {
  const headers = c.get('headers');
  const before = headers[name];
  headers[name] = before === undefined ? value : `${before}, ${value}`;
}

/** Nothing is cached, framed, sniffed or executed, unless a route sets its own header. */
export const completeHeaders: Middleware = async (c, next) => {
  await next();
  if (c.get('hasAllHeaders') === true) return;
  const { headers } = c.res;
  for (const [name, value] of Object.entries(c.get('headers'))) headers.set(name, value);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!headers.has(name)) headers.set(name, value);
  }
};

/** `http://localhost:*` matches every port. */
const ANY_PORT = /:\*$/;

/** Which web pages may read the responses. Requests without an Origin (apps, curl) don't concern CORS. */
export function allowOrigins(origins: readonly string[]): Middleware {
  const answer = cors({
    origin: (origin) => (origins.some((allowed) => matches(allowed, origin)) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'X-API-Key', 'X-Request-Id'],
    exposeHeaders: ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  });
  return (c, next) => {
    if (c.req.header('origin') !== undefined) return answer(c, next);
    setHeader(c, 'Vary', 'Origin');
    return next();
  };
}

function matches(allowed: string, origin: string): boolean {
  if (origin === '') return false;
  if (!ANY_PORT.test(allowed)) return allowed === '*' || allowed === origin;
  const stem = allowed.replace(ANY_PORT, '');
  return origin === stem || (origin.startsWith(`${stem}:`) && /^[0-9]+$/.test(origin.slice(stem.length + 1)));
}
