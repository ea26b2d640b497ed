/**
 * A server on this machine without authentication must not be readable by web pages: a page can point a name of its
 * own at 127.0.0.1 (DNS rebinding), but then the request carries that name.
 */
import ipaddr from 'ipaddr.js';
import { Refusal } from '../refusals.ts';
import type { Middleware } from './context.ts';

export const localNamesOnly: Middleware = async (c, next) => {
  const { hostname } = new URL(c.req.url);
  if (hostname !== 'localhost' && !ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))) {
    throw new Refusal('ERR_FORBIDDEN', 'in demo mode the server only answers to localhost and IP addresses');
  }
  await next();
};
