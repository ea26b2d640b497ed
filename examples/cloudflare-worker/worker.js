/** A token endpoint as a Cloudflare Worker. It needs no compatibility flag. */
import { buildChatUserToken, decodeToken } from 'accesstoken2';

const LIFETIME = 3600;

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request) {
  return request.headers.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

export default {
  fetch(request, env) {
    if (request.method !== 'POST' || new URL(request.url).pathname !== '/chat-token') {
      return new Response('not found', { status: 404 });
    }
    const headers = { 'cache-control': 'no-store' };
    const userId = signedInUser(request);
    if (userId === undefined) return Response.json({ error: 'sign in first' }, { status: 401, headers });
    const credentials = { appId: env.AGORA_APP_ID, appCertificate: env.AGORA_APP_CERTIFICATE };
    const token = buildChatUserToken({ ...credentials, userId, expiresIn: LIFETIME });
    return Response.json({ token, expires_at: decodeToken(token).expiresAt }, { headers });
  },
};
