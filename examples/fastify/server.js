/** A token endpoint with Fastify, which lets the client choose the token's lifetime. */
import { createTokenIssuer, decodeToken, isTokenError } from 'accesstoken2';
import Fastify from 'fastify';

const issuer = createTokenIssuer({
  appId: process.env.AGORA_APP_ID,
  appCertificate: process.env.AGORA_APP_CERTIFICATE,
});

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request) {
  return request.headers.authorization === 'Bearer session-of-alice' ? 'alice' : undefined;
}

const app = Fastify();

app.post('/chat-token', async (request, reply) => {
  const userId = signedInUser(request);
  reply.header('cache-control', 'no-store');
  if (userId === undefined) return reply.code(401).send({ error: 'sign in first' });
  const token = issuer.chatUserToken({ userId, expiresIn: request.body?.expire ?? 3600 });
  return { token, expires_at: decodeToken(token).expiresAt };
});

// Signing refuses an invalid value, such as a lifetime of two days or the string '3600'.
app.setErrorHandler((error, _request, reply) => {
  if (!isTokenError(error)) return reply.send(error);
  reply.code(400).send({ error: error.message, field: error.field });
});

console.log(await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }));
