/**
 * The sample from Agora's documentation: its two routes with Express 5 and npm `agora-token`, without authentication,
 * limits, logging or validation.
 */
import agora from 'agora-token';
import express from 'express';

const { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate } = process.env;
const { ChatTokenBuilder } = agora;

const app = express();
app.use(express.json());
app.post('/generate-user-token', (request, response) => {
  const { user_uuid: user, expire } = request.body;
  response.json({ token: ChatTokenBuilder.buildUserToken(appId, appCertificate, user, expire) });
});
app.post('/generate-app-token', (request, response) => {
  response.json({ token: ChatTokenBuilder.buildAppToken(appId, appCertificate, request.body.expire) });
});

const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${server.address().port}` }));
});
