/** Response headers: the security headers of every response, and CORS. */
import { cors } from 'hono/cors';
import type { Middleware } from './context.ts';

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

/** Nothing is cached, framed, sniffed or executed, unless a route sets its own header. */
export const securityHeaders: Middleware = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
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
  // Hono's middleware sets headers on every response, and on Node a response whose headers are changed costs twice as much.
  return (c, next) => {
    if (c.req.header('origin') !== undefined) return answer(c, next);
    c.header('Vary', 'Origin');
    return next();
  };
}

function matches(allowed: string, origin: string): boolean {
  if (origin === '') return false;
  if (!ANY_PORT.test(allowed)) return allowed === '*' || allowed === origin;
  const stem = allowed.replace(ANY_PORT, '');
  return origin === stem || (origin.startsWith(`${stem}:`) && /^[0-9]+$/.test(origin.slice(stem.length + 1)));
}
