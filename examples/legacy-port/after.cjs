/** The same server on `accesstoken2/agora-token`: same routes, durations, a sign-in, and 400 for an invalid value. */
const express = require('express');
const { isTokenError, RtcTokenBuilder, RtcRole, RtmTokenBuilder } = require('accesstoken2/agora-token');

const { AGORA_APP_ID, AGORA_APP_CERTIFICATE, PORT = 3000 } = process.env;
const app = express();

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request) {
  return request.get('authorization') === 'Bearer session-of-42' ? '42' : undefined;
}

app.param('uid', (request, response, next, uid) => {
  if (signedInUser(request) === uid) return next();
  response.status(401).json({ error: 'sign in as this user first' });
});

app.get('/rtc/:channel/:role/uid/:uid', (request, response) => {
  const { channel, role, uid } = request.params;
  const expireTime = Number(request.query.expiry ?? 3600);
  const rtcToken = RtcTokenBuilder.buildTokenWithUid(
    AGORA_APP_ID,
    AGORA_APP_CERTIFICATE,
    channel,
    uid,
    role === 'publisher' ? RtcRole.PUBLISHER : RtcRole.SUBSCRIBER,
    expireTime,
    expireTime,
  );
  response.json({ rtcToken });
});

app.get('/rtm/:uid', (request, response) => {
  const expireTime = Number(request.query.expiry ?? 3600);
  const rtmToken = RtmTokenBuilder.buildToken(AGORA_APP_ID, AGORA_APP_CERTIFICATE, request.params.uid, expireTime);
  response.json({ rtmToken });
});

// `agora-token` signs an invalid lifetime; the drop-in throws.
app.use((error, _request, response, next) => {
  if (!isTokenError(error)) return next(error);
  response.status(400).json({ error: error.message, field: error.field });
});

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
