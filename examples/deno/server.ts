/** A token endpoint with Deno. */
import { createTokenIssuer, decodeToken } from 'accesstoken2';

const LIFETIME = 3600;

const issuer = createTokenIssuer({
  appId: Deno.env.get('AGORA_APP_ID') ?? '',
  appCertificate: Deno.env.get('AGORA_APP_CERTIFICATE') ?? '',
});

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request: Request): string | undefined {
  return request.headers.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

function answer(request: Request): Response {
  if (request.method !== 'POST' || new URL(request.url).pathname !== '/chat-token') {
    return new Response('not found', { status: 404 });
  }
  const headers = { 'cache-control': 'no-store' };
  const userId = signedInUser(request);
  if (userId === undefined) return Response.json({ error: 'sign in first' }, { status: 401, headers });
  const token = issuer.chatUserToken({ userId, expiresIn: LIFETIME });
  return Response.json({ token, expires_at: decodeToken(token).expiresAt }, { headers });
}

const onListen = ({ port }: Deno.NetAddr) => console.log(`http://127.0.0.1:${port}`);
Deno.serve({ hostname: '127.0.0.1', port: Number(Deno.env.get('PORT') ?? 3000), onListen }, answer);
