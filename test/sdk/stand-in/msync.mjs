/** The messages of MSYNC, the protocol between Agora's web SDK and its Chat servers, as far as a login needs them. */
import { decode, encode } from './protobuf.mjs';

export const SYNC = 0;
export const UNREAD = 1;
export const PROVISION = 3;

const OK = 0;
const FAIL = 1;

/** Refusal reasons, with the SDK's error code for each. */
export const reasons = {
  expired: 'Sorry, token expired', // 56
  mismatch: 'Sorry, token or password does not match login info', // 28
  noSuchUser: 'Sorry, user not found', // 204
};

/** The operations of StatisticsBody: why a user is kicked. */
export const kicks = { removed: 1, otherLogin: 2, passwordChanged: 3, otherDevice: 4 };

/** A message from the client: its command, and for a PROVISION the user and the token. */
export function read(bytes) {
  const message = decode(bytes);
  const command = message[8] ?? SYNC;
  if (command !== PROVISION) return { command };
  const provision = decode(message[9]);
  const { token } = JSON.parse(text(provision[18]));
  // The SDK prefixes the token with "$t$".
  return {
    command,
    user: text(decode(message[2])[2]),
    token: token.slice('$t$'.length),
    resource: text(provision[13]),
  };
}

/** A successful login; `expiresAt` is in unix milliseconds, although the field is called `expires_in`. */
export function welcome(resource, expiresAt) {
  const authToken = JSON.stringify({ expires_in: expiresAt });
  return message(PROVISION, { 8: status(OK), 13: resource, 18: authToken });
}

export function refusal(resource, reason) {
  return message(PROVISION, { 8: status(FAIL, reason), 13: resource });
}

/** The answer to a ping: the server's time in unix milliseconds, with which the SDK checks its token's expiry. */
export function unread(now) {
  return message(UNREAD, { 1: status(OK), 3: now });
}

export function kick(operation) {
  const meta = encode({ 1: 1, 2: encode({ 2: 'server' }), 5: 0, 6: encode({ 1: operation }) });
  return message(SYNC, { 4: meta, 6: encode({ 2: 'server' }), 7: 1 });
}

function message(command, payload) {
  return encode({ 1: 0, 8: command, 9: encode(payload) });
}

function status(code, reason) {
  return encode({ 1: code, 2: reason });
}

function text(bytes) {
  return bytes === undefined ? '' : bytes.toString('utf8');
}
