/** Which web pages may read the answers. Requests without an Origin (apps, curl) are not the browser's business. */
import { cors } from 'hono/cors';
import type { Middleware } from './context.ts';

/** `http://localhost:*` stands for every port. */
const ANY_PORT = /:\*$/;

export function allowOrigins(origins: readonly string[]): Middleware {
  const answer = cors({
    origin: (origin) => (origins.some((allowed) => matches(allowed, origin)) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'X-API-Key', 'X-Request-Id'],
    exposeHeaders: ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  });
  // Hono's middleware writes its headers into every answer, and on Node an answer that is written to costs twice as much.
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
