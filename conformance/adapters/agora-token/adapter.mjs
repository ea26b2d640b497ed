/**
 * Adapter for npm agora-token (JavaScript). The classes used here are not exported, so they are loaded by path.
 *
 *     npm install agora-token
 *     npx accesstoken2-conformance -- node adapter.mjs
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const api = require('agora-token/src/AccessToken2.js');
const { version } = require('agora-token/package.json');

/** Per service type: its class, the constructor's arguments, and the properties with its fields. */
const services = {
  1: ['ServiceRtc', ['channelName', 'uid'], ['__channel_name', '__uid']],
  2: ['ServiceRtm', ['userId'], ['__user_id']],
  3: ['ServiceStreaming', ['channelName', 'account'], ['__channel_name', '__account']],
  4: ['ServiceFpa', [], []],
  5: ['ServiceChat', ['userId'], ['__user_id']],
  6: ['ServiceFCdn', ['channelName', 'account'], ['__channel_name', '__account']],
  7: ['ServiceApaas', ['roomUuid', 'userUuid', 'role'], ['__room_uuid', '__user_uuid', '__role']],
  8: ['ServiceRtm2', ['userId'], ['__user_id']],
  9: ['ServiceConvoAI', [], []],
  10: ['ServiceStt', [], []],
};

class Skip extends Error {}

/** The package writes strings as UTF-8, so other bytes cannot be passed to it. */
function text(value) {
  if (typeof value === 'object') throw new Skip('strings are Unicode text');
  return value;
}

/** The package reads fields as buffers. */
const out = (value) => (Buffer.isBuffer(value) ? { hex: value.toString('hex') } : value);

function serviceFor({ type, privileges, permissions, ...fields }) {
  const entry = services[type];
  if (entry === undefined || api[entry[0]] === undefined) throw new Skip(`no class for service ${type}`);
  const [className, names] = entry;
  const values = names.map((name) => text(fields[name]));
  if (permissions) {
    const access = new api.Rtm2Permissions();
    for (const [resource, list] of permissions) {
      access.details[resource] ??= {};
      for (const [permission, resources] of list) access.add(resource, permission, resources.map(text));
    }
    values.push(access);
  }
  const service = new api[className](...values);
  for (const [id, seconds] of privileges) service.add_privilege(id, seconds);
  return service;
}

function describeService(service) {
  const [, names, properties] = services[service.service_type()];
  return {
    type: service.service_type(),
    privileges: Object.entries(service.__privileges).map(([id, seconds]) => [Number(id), seconds]),
    ...Object.fromEntries(names.map((name, index) => [name, out(service[properties[index]])])),
    ...(service.__permissions && {
      permissions: Object.entries(service.__permissions.details).map(([resource, list]) => [
        Number(resource),
        Object.entries(list).map(([access, names]) => [Number(access), names]),
      ]),
    }),
  };
}

function parse(token) {
  const parsed = new api.AccessToken2('', '', 0, 0);
  if (!parsed.from_string(token)) throw new Error('from_string returned false');
  return parsed;
}

const operations = {
  describe: () => ({
    name: 'agora-token',
    version,
    language: 'JavaScript',
    operations: ['build', 'decode', 'verify'],
    checks: [],
  }),

  build: ({ appId, appCertificate, issuedAt, expiresIn, salt, services }) => {
    // The constructor takes 0 as "now", so the time is set on the object.
    const builder = new api.AccessToken2(appId, appCertificate, 1, expiresIn);
    builder.issueTs = issuedAt;
    builder.salt = salt;
    for (const service of services) builder.add_service(serviceFor(service));
    const token = builder.build();
    if (token === '') throw new Error('build returned an empty string');
    return token;
  },

  decode: ({ token }) => {
    const { appId, issueTs, expire, salt, services } = parse(token);
    return { appId: out(appId), issuedAt: issueTs, expiresIn: expire, salt, services: services.map(describeService) };
  },

  verify: ({ token, appCertificate }) => parse(token).verifySignature(appCertificate),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const { id } = request;
  let answer;
  try {
    answer = { id, result: operations[request.op](request) };
  } catch (error) {
    answer = error instanceof Skip ? { id, skip: error.message } : { id, error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
