/**
 * A WebSocket server that lets users in with their Chat user token, and calls them by the name that the token was signed
 * for. The first message is the token: a URL would end up in logs. The connection closes when the token expires.
 */
import { isTokenError, verifyToken } from 'accesstoken2';
import { WebSocket, WebSocketServer } from 'ws';

const SIGN_IN_TIMEOUT_MS = 5000;
/** Close codes from 4000 are for applications. */
const REFUSED = 4001;
const EXPIRED = 4002;

const { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate, PORT = 3000 } = process.env;
if (!appId || !appCertificate) throw new Error('set AGORA_APP_ID and AGORA_APP_CERTIFICATE');

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(PORT), maxPayload: 16_384 });
/** The sockets of users who are signed in. */
const members = new Set();

server.on('listening', () => console.log(`ws://127.0.0.1:${server.address().port}`));
server.on('connection', (socket) => {
  const timer = setTimeout(() => socket.close(REFUSED, 'no token'), SIGN_IN_TIMEOUT_MS);
  socket.on('error', () => {}); // `close` follows
  socket.on('close', () => clearTimeout(timer));
  socket.once('message', (data) => {
    clearTimeout(timer);
    signIn(socket, String(data));
  });
});

function signIn(socket, token) {
  let verified;
  try {
    verified = verifyToken(token, { appId, appCertificate, require: { service: 'chat', privilege: 'user' } });
  } catch (error) {
    if (!isTokenError(error)) throw error;
    // The code says what is wrong, such as ERR_EXPIRED. The message is for your own log.
    return socket.close(REFUSED, error.code);
  }
  // The grant that matched `require`. `services` may contain others, for other users.
  const { userId, privileges } = verified.grant;
  // A privilege of 0 lasts as long as the token.
  const expiresAt = Math.min(verified.expiresAt, verified.issuedAt + (privileges.user || verified.expiresIn));
  const timer = setTimeout(() => socket.close(EXPIRED, 'ERR_EXPIRED'), expiresAt * 1000 - Date.now());

  members.add(socket);
  socket.on('close', () => {
    clearTimeout(timer);
    members.delete(socket);
  });
  socket.on('message', (data) => broadcast(`${userId}: ${data}`));
  broadcast(`${userId} has joined`);
}

function broadcast(line) {
  for (const socket of members) {
    if (socket.readyState === WebSocket.OPEN) socket.send(line);
  }
}
