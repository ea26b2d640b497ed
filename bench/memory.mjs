/**
 * Memory allocated per token. Each job runs in its own process, without garbage collection during a batch: this file starts
 * itself with the name of a job, and the child prints bytes per token.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import agora from 'agora-token';
import agoraTokens from 'agora-token/src/AccessToken2.js';
import { buildChatUserToken, createTokenIssuer, verifyToken } from '../dist/index.js';
import { record } from './figures.mjs';
import { percentile } from './harness.mjs';
import { credentials, expiresIn, MASK, userIds } from './inputs.mjs';
import { number, printTable } from './report.mjs';

const { appId, appCertificate } = credentials;
const ids = userIds.short;
const self = fileURLToPath(import.meta.url);

const jobs = {
  'build by issuer': () => {
    const issuer = createTokenIssuer(credentials);
    return (i) => issuer.chatUserToken({ userId: ids[i & MASK], expiresIn });
  },
  build: () => (i) => buildChatUserToken({ appId, appCertificate, userId: ids[i & MASK], expiresIn }),
  verify: () => {
    const tokens = signedTokens();
    return (i) => verifyToken(tokens[i & MASK], { appCertificate, appId }).services;
  },
  'agora-token build': () => (i) =>
    agora.ChatTokenBuilder.buildUserToken(appId, appCertificate, ids[i & MASK], expiresIn),
  'agora-token verify': () => {
    const tokens = signedTokens();
    return (i) => {
      const token = new agoraTokens.AccessToken2('', '', 0, 0);
      if (!token.from_string(tokens[i & MASK]) || !token.verifySignature(appCertificate)) throw new Error('refused');
      return token.services;
    };
  },
};

const signedTokens = () => ids.map((userId) => buildChatUserToken({ appId, appCertificate, userId, expiresIn }));

/** Enough calls to be compiled. */
const WARM_UP = 30_000;
/** Few enough that a batch ends before its off-heap buffers trigger a collection. */
const BATCH = 200;
const BATCHES = 21;

export function run() {
  const rows = Object.keys(jobs).map((name) => {
    const flags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];
    const { heap, buffers } = JSON.parse(execFileSync(process.execPath, [...flags, self, name], { encoding: 'utf8' }));
    if (name.startsWith('build')) record('buildHeap', heap / 1024);
    return [name, number(heap / 1024), number(buffers / 1024)];
  });
  printTable('KB allocated per token', ['', 'heap', 'in buffers off the heap'], rows);
}

export let sink = 0;

function measure(job) {
  const runBatch = (calls) => {
    for (let i = 0; i < calls; i++) sink ^= job(i).length;
  };
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
  return { heap: percentile(heap, 0.5), buffers: percentile(buffers, 0.5) };
}

if (process.argv[1] === self) console.log(JSON.stringify(measure(jobs[process.argv[2]]())));
