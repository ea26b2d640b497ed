/** The kernels alone, compared with Node's native ones and common libraries. */
import { createHmac } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import * as fflate from 'fflate';
import * as pako from 'pako';
import { buildChatUserToken } from '../dist/index.js';
import { record } from './figures.mjs';
import { compare } from './harness.mjs';
import { channelLists, credentials, expiresIn, MASK, userIds } from './inputs.mjs';
import { kernels } from './kernels.mjs';
import { printTimings } from './report.mjs';

const { decodeBase64, deflate, encodeBase64, hmacSha256, inflate, sha256 } = kernels;

export function run() {
  const payloads = userIds.short.map((userId) =>
    inflateSync(Buffer.from(buildChatUserToken({ ...credentials, userId, expiresIn }).slice(3), 'base64')),
  );
  compareHmac(payloads);
  compareCompression('a chat token’s payload', payloads);
  for (const size of [1, 10, 60]) {
    const lists = channelLists(size * 1024).map((list) => Buffer.from(list.join('\n')));
    const [ours, native, pakoDeflate] = compareCompression(`${size} KB of names`, lists);
    record('deflateNode', native.fasterThan(ours));
    record('deflatePako', ours.fasterThan(pakoDeflate));
  }
  compareBase64(payloads);
}

function compareHmac(payloads) {
  const keys = payloads.map((payload) => payload.subarray(0, 32));
  const messages = payloads.map((payload) => payload.subarray(34));
  printTimings(
    `HMAC-SHA256 of ${messages[0].length} bytes under a key of 32`,
    compare({
      hmacSha256: (i) => hmacSha256(keys[i & MASK], messages[(i + 1) & MASK]),
      'node:crypto': (i) =>
        createHmac('sha256', keys[i & MASK])
          .update(messages[(i + 1) & MASK])
          .digest(),
      '@noble/hashes': (i) => hmac(nobleSha256, keys[i & MASK], messages[(i + 1) & MASK]),
    }),
  );
  printTimings(
    'SHA-256 of 10 KB',
    compare({
      sha256: (i) => sha256(big[i & 7]),
      '@noble/hashes': (i) => nobleSha256(big[i & 7]),
    }),
  );
}

const big = Array.from({ length: 8 }, (_, seed) =>
  Uint8Array.from({ length: 10_240 }, (_, i) => (i * (seed + 7)) ^ (i >> 5)),
);

/** All at level 6. fflate is faster but does not reproduce zlib: its streams differ and are often longer. */
function compareCompression(what, inputs) {
  const pick = (list, i) => list[i % list.length];
  const timings = compare({
    deflate: (i) => deflate(pick(inputs, i)),
    'node:zlib': (i) => deflateSync(pick(inputs, i)),
    'pako (the same bytes)': (i) => pako.deflate(pick(inputs, i), { legacyHash: true }),
    'fflate (other bytes)': (i) => fflate.zlibSync(pick(inputs, i), { level: 6 }),
  });
  printTimings(`Deflate ${what}`, timings);
  const streams = inputs.map((input) => deflate(input));
  printTimings(
    `Inflate ${what}`,
    compare({
      inflate: (i) => inflate(pick(streams, i), 1 << 20),
      'node:zlib': (i) => inflateSync(pick(streams, i)),
      pako: (i) => pako.inflate(pick(streams, i)),
      fflate: (i) => fflate.unzlibSync(pick(streams, i)),
    }),
  );
  return timings;
}

function compareBase64(payloads) {
  const texts = payloads.map((payload) => payload.toString('base64'));
  printTimings(
    `Base64 of ${payloads[0].length} bytes`,
    compare({
      encodeBase64: (i) => encodeBase64(payloads[i & MASK]),
      'Buffer toString': (i) => payloads[i & MASK].toString('base64'),
    }),
  );
  printTimings(
    `Base64 of ${texts[0].length} characters`,
    compare({
      decodeBase64: (i) => decodeBase64(texts[i & MASK]),
      'Buffer.from, not strict': (i) => Buffer.from(texts[i & MASK], 'base64'),
    }),
  );
}
