/** A token endpoint with Bun. */
import { createTokenIssuer, decodeToken } from 'accesstoken2';

const LIFETIME = 3600;

const issuer = createTokenIssuer({
  appId: Bun.env.AGORA_APP_ID ?? '',
  appCertificate: Bun.env.AGORA_APP_CERTIFICATE ?? '',
});

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request: Request): string | undefined {
  return request.headers.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

function answer(request: Request): Response {
  const headers = { 'cache-control': 'no-store' };
  const userId = signedInUser(request);
  if (userId === undefined) return Response.json({ error: 'sign in first' }, { status: 401, headers });
  const token = issuer.chatUserToken({ userId, expiresIn: LIFETIME });
  return Response.json({ token, expires_at: decodeToken(token).expiresAt }, { headers });
}

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(Bun.env.PORT ?? 3000),
  routes: { '/chat-token': { POST: answer } },
});
console.log(`http://127.0.0.1:${server.port}`);
