/**
 * A token server as many were written for `agora-access-token`: with points in time where `agora-token` takes durations.
 * Its tokens are valid for more than fifty years, and anyone who can reach it gets one.
 */
const express = require('express');
const { RtcTokenBuilder, RtcRole, RtmTokenBuilder } = require('agora-token');

const { AGORA_APP_ID, AGORA_APP_CERTIFICATE, PORT = 3000 } = process.env;
const app = express();

app.get('/rtc/:channel/:role/uid/:uid', (request, response) => {
  const { channel, role, uid } = request.params;
  const expireTime = Number(request.query.expiry ?? 3600);
  const privilegeExpireTime = Math.floor(Date.now() / 1000) + expireTime;
  const rtcToken = RtcTokenBuilder.buildTokenWithUid(
    AGORA_APP_ID,
    AGORA_APP_CERTIFICATE,
    channel,
    uid,
    role === 'publisher' ? RtcRole.PUBLISHER : RtcRole.SUBSCRIBER,
    privilegeExpireTime,
    privilegeExpireTime,
  );
  response.json({ rtcToken });
});

app.get('/rtm/:uid', (request, response) => {
  const expireTime = Number(request.query.expiry ?? 3600);
  const rtmToken = RtmTokenBuilder.buildToken(
    AGORA_APP_ID,
    AGORA_APP_CERTIFICATE,
    request.params.uid,
    Math.floor(Date.now() / 1000) + expireTime,
  );
  response.json({ rtmToken });
});

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
