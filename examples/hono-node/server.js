/** A token endpoint with Hono on Node.js. */
import { serve } from '@hono/node-server';
import { createTokenIssuer, decodeToken } from 'accesstoken2';
import { Hono } from 'hono';

const LIFETIME = 3600;

const issuer = createTokenIssuer({
  appId: process.env.AGORA_APP_ID,
  appCertificate: process.env.AGORA_APP_CERTIFICATE,
});

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request) {
  return request.headers.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

const app = new Hono();

app.post('/chat-token', (context) => {
  const userId = signedInUser(context.req.raw);
  context.header('cache-control', 'no-store');
  if (userId === undefined) return context.json({ error: 'sign in first' }, 401);
  const token = issuer.chatUserToken({ userId, expiresIn: LIFETIME });
  return context.json({ token, expires_at: decodeToken(token).expiresAt });
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
