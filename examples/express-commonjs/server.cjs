/** A token endpoint with Express, in CommonJS. */
const express = require('express');
const { createTokenIssuer, decodeToken } = require('accesstoken2');

const LIFETIME = 3600;

const issuer = createTokenIssuer({
  appId: process.env.AGORA_APP_ID,
  appCertificate: process.env.AGORA_APP_CERTIFICATE,
});

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request) {
  return request.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

const app = express();

app.post('/chat-token', (request, response) => {
  const userId = signedInUser(request);
  response.set('cache-control', 'no-store');
  if (userId === undefined) return response.status(401).json({ error: 'sign in first' });
  const token = issuer.chatUserToken({ userId, expiresIn: LIFETIME });
  response.json({ token, expires_at: decodeToken(token).expiresAt });
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
