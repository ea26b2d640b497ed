/**
 * A proxy for the library's adapter that adds one fault: `node broken-adapter.mjs FAULT`. The tests check that the kit
 * finds it.
 */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import { deflateSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const [, , faultName] = process.argv;
const child = spawn(process.execPath, [new URL('../../adapters/accesstoken2/adapter.mjs', import.meta.url).pathname], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const childLines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

async function genuine(request) {
  child.stdin.write(`${JSON.stringify(request)}\n`);
  return JSON.parse((await childLines.next()).value);
}

const streamOf = (token) => Buffer.from(token.slice(3), 'base64');
const tokenOf = (stream) => `007${stream.toString('base64')}`;
/** Whether the token is 007 and canonical base64. */
const isCanonical = (token) => tokenOf(streamOf(token)) === token;
const little = (number) => Buffer.from(Uint32Array.of(number).buffer);
const hmac = (key, message) => createHmac('sha256', key).update(message).digest();

/** Applies `change` to the payload of a built token. */
function withPayload(answer, change) {
  if (typeof answer.result !== 'string') return answer;
  const payload = inflateSync(streamOf(answer.result));
  change(payload);
  return { ...answer, result: tokenOf(deflateSync(payload)) };
}

/** Applies `change` to every string of a request, recursively. */
function mapStrings(value, change) {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapStrings(one, change)]));
}

/** Verifies only the signature, with `matches` as the comparison; false if the token has none. */
function lenientVerify({ token, appCertificate }, matches) {
  try {
    const payload = inflateSync(streamOf(token), { maxOutputLength: 1 << 20 });
    const start = 2 + payload.readUInt16LE(0);
    const content = payload.subarray(start);
    const times = 2 + content.readUInt16LE(0);
    const issuedAt = content.readUInt32LE(times);
    const salt = content.readUInt32LE(times + 8);
    const right = hmac(hmac(little(salt), hmac(little(issuedAt), appCertificate)), content);
    return matches(payload.subarray(2, start), right);
  } catch {
    return false;
  }
}

/** Repairs that a lenient reader makes. They throw or return the token unchanged if it cannot be repaired. */
const repairs = {
  'no-checksum': (token) => {
    if (!isCanonical(token)) return token;
    const stream = streamOf(token);
    const { buffer, engine } = inflateRawSync(stream.subarray(2), { info: true });
    const end = 2 + engine.bytesWritten;
    const checksum = deflateSync(buffer).subarray(-4);
    return end + 4 < stream.length ? token : tokenOf(Buffer.concat([stream.subarray(0, end), checksum]));
  },
  'ignore-trailing-bytes': (token) => {
    if (!isCanonical(token)) return token;
    const { engine } = inflateSync(streamOf(token), { info: true });
    return tokenOf(streamOf(token).subarray(0, engine.bytesWritten));
  },
  'ignore-white-space': (token) => (token.startsWith('007') ? token.replace(/\s/g, '') : token),
  'accept-url-safe': (token) => token.replaceAll('-', '+').replaceAll('_', '/'),
  'ignore-padding': (token) => {
    const bare = token.replace(/=+$/, '');
    return bare + '='.repeat((4 - ((bare.length - 3) % 4)) % 4);
  },
  'ignore-trailing-bits': (token) =>
    /^007[A-Za-z0-9+/]+={0,2}$/.test(token) && token.length % 4 === 3 ? tokenOf(streamOf(token)) : token,
  'accept-gzip': (token) => tokenOf(deflateSync(gunzipSync(streamOf(token)))),
};

function repaired(request, repair) {
  if (request.token === undefined) return request;
  try {
    return { ...request, token: repair(request.token) };
  } catch {
    return request;
  }
}

const isDecode = ({ op }) => op === 'decode';
const hasText = (request, pattern) => request.op === 'build' && pattern.test(JSON.stringify(request.services));
const never = new Promise(() => {});

/** Maps a request to an answer, by fault. */
const faults = {
  none: genuine,
  'big-endian-times': async (request) =>
    withPayload(await genuine(request), (payload) => payload.subarray(68, 72).reverse()),
  'strings-cut-at-255': (request) =>
    genuine(
      request.op === 'build' ? mapStrings(request, (text) => Buffer.from(text).subarray(0, 255).toString()) : request,
    ),
  'length-wraps': (request) =>
    genuine(request.op === 'build' ? mapStrings(request, (text) => text.slice(0, text.length % 65536)) : request),
  'integers-wrap': (request) =>
    genuine(
      request.op === 'build'
        ? { ...request, issuedAt: request.issuedAt >>> 0, expiresIn: request.expiresIn >>> 0, salt: request.salt >>> 0 }
        : request,
    ),
  'one-service-per-type': (request) =>
    genuine(
      request.services
        ? { ...request, services: [...new Map(request.services.map((one) => [one.type, one])).values()] }
        : request,
    ),
  'uid-zero-is-empty': (request) =>
    genuine(
      request.op === 'build'
        ? { ...request, services: request.services.map((one) => (one.uid === '0' ? { ...one, uid: '' } : one)) }
        : request,
    ),
  'role-unsigned': async (request) => {
    const answer = await genuine(request);
    for (const one of (isDecode(request) && answer.result?.services) || []) if (one.type === 7) one.role &= 0xffff;
    return answer;
  },
  'first-of-duplicates': async (request) => {
    const answer = await genuine(request);
    if (request.op !== 'verify' || !/twice/.test(answer.error)) return answer;
    return { id: request.id, result: lenientVerify(request, (given, right) => given.equals(right)) };
  },
  'no-signature-check': async (request) => {
    const answer = await genuine(request);
    return /ERR_SIGNATURE/.test(answer.error) ? { id: request.id, result: true } : answer;
  },
  'signature-prefix': async (request) => {
    const answer = await genuine(request);
    if (request.op !== 'verify' || !/signature/i.test(answer.error)) return answer;
    return {
      id: request.id,
      result: lenientVerify(request, (given, right) => given.every((byte, n) => byte === right[n])),
    };
  },
  'certificate-case': async (request) => {
    const { appCertificate } = request;
    for (const one of [appCertificate?.toLowerCase(), appCertificate?.toUpperCase()]) {
      if (request.op !== 'verify') break;
      const answer = await genuine({ ...request, appCertificate: one });
      if (answer.result) return answer;
    }
    return genuine(request);
  },
  'no-expiry-check': async (request) => {
    if (request.op !== 'verify') return genuine(request);
    const { result } = await genuine({ id: request.id, op: 'decode', token: request.token });
    return genuine(
      result ? { ...request, now: Math.min(request.now, result.issuedAt + result.expiresIn - 1) } : request,
    );
  },
  hang: (request) => (hasText(request, /пользователь/) ? never : genuine(request)),
  crash: (request) => (request.token?.startsWith('006') ? process.exit(3) : genuine(request)),
  'kill-itself': (request) =>
    request.token?.startsWith('006') ? process.kill(process.pid, 'SIGSEGV') && never : genuine(request),
  'two-gibibytes': (request) => {
    if (!hasText(request, /yyyy/)) return genuine(request);
    globalThis.hoard = Array.from({ length: 32 }, () => Buffer.alloc(64 << 20, 1));
    return never;
  },
  'debug-output': (request) => {
    if (request.op === 'build' && request.services.length > 50) process.stdout.write('building…\n');
    return genuine(request);
  },
  'output-without-end': (request) => {
    if (!hasText(request, /zulu/)) return genuine(request);
    const block = 'x'.repeat(1 << 20);
    const pour = () => process.stdout.write(block, pour);
    pour();
    return never;
  },
  'wrong-id': async (request) => {
    const answer = await genuine(request);
    return request.op === 'build' && request.services.length === 0 ? { ...answer, id: -1 } : answer;
  },
  'dies-at-once': (request) => (request.op === 'describe' ? genuine(request) : process.exit(1)),
  'hangs-always': (request) => (request.op === 'describe' ? genuine(request) : never),
};
for (const [name, repair] of Object.entries(repairs)) faults[name] = (request) => genuine(repaired(request, repair));

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await faults[faultName](JSON.parse(line)))}\n`);
}
child.kill();
