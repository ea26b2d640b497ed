/** One job, many times: what is on the heap afterwards that was not before. Prints bytes per token. */
import agora from 'agora-token';
import agoraTokens from 'agora-token/src/AccessToken2.js';
import { buildChatUserToken, createTokenIssuer, verifyToken } from '../dist/index.js';
import { percentile } from './harness.mjs';
import { credentials, expiresIn, MASK, userIds } from './inputs.mjs';

const { appId, appCertificate } = credentials;
const ids = userIds.short;
const tokens = ids.map((userId) => buildChatUserToken({ appId, appCertificate, userId, expiresIn }));
const issuer = createTokenIssuer(credentials);

const jobs = {
  'build by issuer': (i) => issuer.chatUserToken({ userId: ids[i & MASK], expiresIn }),
  build: (i) => buildChatUserToken({ appId, appCertificate, userId: ids[i & MASK], expiresIn }),
  verify: (i) => verifyToken(tokens[i & MASK], { appCertificate, appId }).services,
  'agora-token build': (i) => agora.ChatTokenBuilder.buildUserToken(appId, appCertificate, ids[i & MASK], expiresIn),
  'agora-token verify': (i) => {
    const token = new agoraTokens.AccessToken2('', '', 0, 0);
    if (!token.from_string(tokens[i & MASK]) || !token.verifySignature(appCertificate)) throw new Error('refused');
    return token.services;
  },
};
const job = jobs[process.argv[2]];

/** Enough to be compiled. */
const WARM_UP = 30_000;
/** Few enough that a batch ends before what it allocates off the heap brings on a collection. */
const BATCH = 200;
const BATCHES = 21;

export let sink = 0;
function runBatch(calls) {
  for (let i = 0; i < calls; i++) sink ^= job(i).length;
}

runBatch(WARM_UP);
const heap = [];
const buffers = [];
for (let batch = 0; batch < BATCHES; batch++) {
  globalThis.gc();
  const before = process.memoryUsage();
  runBatch(BATCH);
  const after = process.memoryUsage();
  heap.push((after.heapUsed - before.heapUsed) / BATCH);
  buffers.push((after.arrayBuffers - before.arrayBuffers) / BATCH);
}
console.log(JSON.stringify({ heap: percentile(heap, 0.5), buffers: percentile(buffers, 0.5) }));
