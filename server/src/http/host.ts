/**
 * A server without authentication on this machine must not be read by web pages: a page can point a name of its own
 * at 127.0.0.1 (DNS rebinding), but the request then still carries that name.
 */
import ipaddr from 'ipaddr.js';
import { Refusal } from '../refusals.ts';
import type { Middleware } from './context.ts';

export const localNamesOnly: Middleware = async (c, next) => {
  const { hostname } = new URL(c.req.url);
  if (hostname !== 'localhost' && !ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))) {
    throw new Refusal('ERR_FORBIDDEN', 'in demo mode the server answers under localhost and IP addresses only');
  }
  await next();
};
