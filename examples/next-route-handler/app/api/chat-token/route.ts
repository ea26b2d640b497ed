/**
 * A token endpoint as a route handler of Next.js (App Router). It uses Web standards only, so any framework that
 * passes a `Request` can call it.
 */
import { buildChatUserToken, decodeToken } from 'accesstoken2';

const LIFETIME = 3600;

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request: Request): string | undefined {
  return request.headers.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

export async function POST(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  const userId = signedInUser(request);
  if (userId === undefined) return Response.json({ error: 'sign in first' }, { status: 401, headers });
  // Read here because Next.js imports the module at build time, when the variables may not be set.
  const { AGORA_APP_ID: appId = '', AGORA_APP_CERTIFICATE: appCertificate = '' } = process.env;
  const token = buildChatUserToken({ appId, appCertificate, userId, expiresIn: LIFETIME });
  return Response.json({ token, expires_at: decodeToken(token).expiresAt }, { headers });
}
