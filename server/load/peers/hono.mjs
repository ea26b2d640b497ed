/** The minimal Hono server: returns a constant of a token's size. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const constant = { token: '007'.padEnd(180, '='), expires_at: 1_790_000_000 };
const app = new Hono().post('/generate-user-token', (c) => c.json(constant));

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${port}` }));
});
