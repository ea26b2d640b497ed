/** Verifying tokens. npm agora-token has no verifier, so one is assembled from its parser here. */
import agoraTokens from 'agora-token/src/AccessToken2.js';
import { buildChatUserToken, decodeToken, verifyToken } from '../dist/index.js';
import { record } from './figures.mjs';
import { compare } from './harness.mjs';
import { credentials, expiresIn, MASK, userIds } from './inputs.mjs';
import { compression } from './kernels.mjs';
import { printTimings } from './report.mjs';

const { appId, appCertificate } = credentials;

/** All three HMACs: 4 for the second, 4 for the salt, 5 for the content of a chat token. */
const COMPRESSIONS = 13;

export function run() {
  for (const kind of ['short', 'uuid']) {
    const ids = userIds[kind];
    const tokens = ids.map((userId) => buildChatUserToken({ appId, appCertificate, userId, expiresIn }));
    const timings = compareVerify(ids, tokens);
    printTimings(`Verify a chat user token, ${kind} user IDs`, timings);
    if (kind === 'short') {
      const [ours, floor, official] = timings;
      record('verify', ours.fasterThan(official));
      record('verifyFloor', floor.fasterThan(ours));
    }
  }
}

function compareVerify(ids, tokens) {
  return compare({
    verifyToken: (i) =>
      verifyToken(tokens[i & MASK], {
        appCertificate,
        appId,
        require: { service: 'chat', privilege: 'user', userId: ids[i & MASK] },
      }).services,
    [`${COMPRESSIONS} SHA-256 compressions`]: (i) => {
      for (let left = COMPRESSIONS; left > 0; left--) compression(i);
      return i;
    },
    'agora-token': (i) => verifyOfficially(tokens[i & MASK], ids[i & MASK]),
    'verifyToken, nothing required': (i) => verifyToken(tokens[i & MASK], { appCertificate }).services,
    'decodeToken (no signature)': (i) => decodeToken(tokens[i & MASK]).services,
  });
}

function verifyOfficially(text, userId) {
  const token = new agoraTokens.AccessToken2('', '', 0, 0);
  if (!token.from_string(text) || !token.verifySignature(appCertificate)) throw new Error('refused');
  if (token.appId.toString() !== appId || token.issueTs + token.expire <= Date.now() / 1000) throw new Error('refused');
  const [chat] = token.getServices(agoraTokens.kChatServiceType);
  if (chat.__privileges[1] === undefined || chat.__user_id.toString() !== userId) throw new Error('refused');
  return token.services;
}
