/** Token endpoints with Express, in CommonJS: for Chat, and for an RTC channel that the client names. */
const express = require('express');
const { createTokenIssuer, decodeToken, isTokenError } = require('accesstoken2');

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

app.use(express.json(), (request, response, next) => {
  const userId = signedInUser(request);
  response.set('cache-control', 'no-store');
  if (userId === undefined) return response.status(401).json({ error: 'sign in first' });
  response.locals.userId = userId;
  next();
});

app.post('/chat-token', (_request, response) => {
  const { userId } = response.locals;
  answer(response, issuer.chatUserToken({ userId, expiresIn: LIFETIME }));
});

// Before you sign, check that this user may join this channel.
app.post('/rtc-token', ({ body }, response) => {
  const { userId } = response.locals;
  const channelName = body?.channelName;
  answer(response, issuer.rtcToken({ channelName, uid: userId, role: 'publisher', expiresIn: LIFETIME }));
});

function answer(response, token) {
  response.json({ token, expires_at: decodeToken(token).expiresAt });
}

// Signing refuses an invalid value, such as a channel name that is too long. Express passes other errors on.
app.use((error, _request, response, next) => {
  if (!isTokenError(error)) return next(error);
  response.status(400).json({ error: error.message, field: error.field });
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
