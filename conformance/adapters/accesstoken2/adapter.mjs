/**
 * Adapter for npm accesstoken2 (JavaScript).
 *
 *     npm install accesstoken2
 *     npx accesstoken2-conformance -- node adapter.mjs
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { buildToken, decodeToken, verifyToken } from 'accesstoken2';

const { version } = createRequire(import.meta.url)('accesstoken2/package.json');

/** Per service: its type number, its privilege names by number (0 is unused), and its fields. */
const services = {
  rtc: [1, [null, 'joinChannel', 'publishAudio', 'publishVideo', 'publishData'], ['channelName', 'uid']],
  rtm: [2, [null, 'login'], ['userId']],
  streaming: [3, [null, 'publishMixStream', 'publishRawStream'], ['channelName', 'account']],
  fpa: [4, [null, 'login'], []],
  chat: [5, [null, 'user', 'app'], ['userId']],
  fcdn: [6, [null, 'publish', 'play'], ['channelName', 'account']],
  apaas: [7, [null, 'roomUser', 'user', 'app'], ['roomUuid', 'userUuid', 'role']],
  rtm2: [8, [null, 'login'], ['userId']],
  convoai: [9, [], []],
  stt: [10, [], []],
};
const resources = ['messageChannels', 'streamChannels', 'groupChannels', 'serverGroups', 'users'];
const accesses = ['read', 'write'];

class Skip extends Error {}

const nameOf = (names, number) => names[number] ?? String(number);
const numberOf = (names, name) => (names.includes(name) ? names.indexOf(name) : Number(name));

/** Converts pairs to an object; skips if a key repeats, since an object has one value per key. */
function record(pairs) {
  const object = Object.fromEntries(pairs);
  if (Object.keys(object).length < pairs.length) throw new Skip('an object cannot have the same key twice');
  return object;
}

function grantOf({ type, privileges, permissions, ...fields }) {
  const entry = Object.entries(services).find(([, [number]]) => number === type);
  if (entry === undefined) throw new Skip(`no service has the number ${type}`);
  if (Object.values(fields).some((value) => typeof value === 'object')) throw new Skip('strings are Unicode text');
  const [service, [, privilegeNames]] = entry;
  return {
    service,
    ...fields,
    privileges: record(privileges.map(([id, seconds]) => [nameOf(privilegeNames, id), seconds])),
    ...(permissions && {
      permissions: record(
        permissions.map(([resource, list]) => [
          nameOf(resources, resource),
          record(list.map(([access, names]) => [nameOf(accesses, access), names])),
        ]),
      ),
    }),
  };
}

function serviceOf(grant) {
  const [type, privilegeNames, fieldNames] = services[grant.service];
  return {
    type,
    privileges: Object.entries(grant.privileges).map(([name, seconds]) => [numberOf(privilegeNames, name), seconds]),
    ...Object.fromEntries(fieldNames.map((name) => [name, grant[name]])),
    ...(grant.permissions && {
      permissions: Object.entries(grant.permissions).map(([resource, list]) => [
        numberOf(resources, resource),
        Object.entries(list).map(([access, names]) => [numberOf(accesses, access), names]),
      ]),
    }),
  };
}

const operations = {
  describe: () => ({
    name: 'accesstoken2',
    version,
    language: 'JavaScript',
    operations: ['build', 'decode', 'verify'],
    checks: ['time', 'privilege'],
  }),

  build: ({ id, op, services, ...options }) => buildToken({ ...options, services: services.map(grantOf) }),

  decode: ({ token }) => {
    const { appId, issuedAt, expiresIn, salt, services } = decodeToken(token);
    return { appId, issuedAt, expiresIn, salt, services: services.map(serviceOf) };
  },

  verify: ({ token, appCertificate, now, require }) => {
    const service = Object.entries(services).find(([, [number]]) => number === require?.service)?.[0];
    verifyToken(token, {
      appCertificate,
      now,
      ...(require && { require: { service, privilege: require.privilege } }),
    });
    return true;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const { id } = request;
  let answer;
  try {
    answer = { id, result: operations[request.op](request) };
  } catch (error) {
    answer = error instanceof Skip ? { id, skip: error.message } : { id, error: `${error.code}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
