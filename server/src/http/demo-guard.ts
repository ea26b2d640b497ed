/**
 * A server with real credentials and without authentication is for this machine alone. Web pages must not reach it: a
 * page can point a name of its own at 127.0.0.1 (DNS rebinding), but then the request carries that name. Requests
 * that a proxy passed on are refused. A proxy that adds no header looks like a local client, which is why this mode must
 * be configured explicitly.
 */
import ipaddr from 'ipaddr.js';
import { Refusal } from '../refusals.ts';
import type { Middleware, ServerContext } from './context.ts';

/** Set by proxies, by no client that connects directly. */
const PROXY_MARKS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const;

export const localOnly: Middleware = async (c, next) => {
  const { hostname } = new URL(c.req.url);
  if (hostname !== 'localhost' && !ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))) {
    throw new Refusal('ERR_FORBIDDEN', 'in demo mode the server only answers to localhost and IP addresses');
  }
  if (PROXY_MARKS.some((name) => c.req.header(name) !== undefined) || isOldHttp(c)) {
    throw new Refusal(
      'ERR_FORBIDDEN',
      'in demo mode the server answers no requests that a proxy passed on; set AUTH_MODE',
    );
  }
  await next();
};

/** nginx uses HTTP/1.0 for its upstream by default, and adds no header. */
function isOldHttp(c: ServerContext): boolean {
  return (c.env as { incoming?: { httpVersion?: string } }).incoming?.httpVersion === '1.0';
}
