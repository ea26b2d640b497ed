/**
 * The vectors of the conformance kit, as the library's tests need them: long tokens written out, contents in the form
 * that `buildToken` takes, and the vectors of one token joined. Plain JavaScript, since test/runtimes runs it in Node.js
 * without a compiler. It does not import the library, so that expected values never come from it.
 */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const folder = new URL('../../conformance/vectors/', import.meta.url);

function read(kind) {
  const { vectors } = JSON.parse(readFileSync(new URL(`${kind}.json`, folder), 'utf8'));
  return vectors.map(({ tokenParts, ...vector }) => ({
    ...vector,
    ...(tokenParts && { token: tokenParts.map(([text, times]) => text.repeat(times)).join('') }),
  }));
}

export const vectors = { build: read('build'), read: read('read'), verify: read('verify'), refuse: read('refuse') };

/** By type number: the service's name and those of its privileges, from number 1 on. */
const SERVICES = {
  1: ['rtc', 'joinChannel', 'publishAudio', 'publishVideo', 'publishData'],
  2: ['rtm', 'login'],
  3: ['streaming', 'publishMixStream', 'publishRawStream'],
  4: ['fpa', 'login'],
  5: ['chat', 'user', 'app'],
  6: ['fcdn', 'publish', 'play'],
  7: ['apaas', 'roomUser', 'user', 'app'],
  8: ['rtm2', 'login'],
  9: ['convoai'],
  10: ['stt'],
};
/** From number 0 on. */
const RESOURCES = ['messageChannels', 'streamChannels', 'groupChannels', 'serverGroups', 'users'];
const ACCESSES = ['read', 'write'];

export function serviceName(type) {
  return SERVICES[type][0];
}

export function privilegeName(type, number) {
  return (number > 0 && SERVICES[type][number]) || String(number);
}

/** A service of a vector as `buildToken` takes it. */
function grantOf({ type, privileges, permissions, ...fields }) {
  return {
    service: serviceName(type),
    ...fields,
    privileges: Object.fromEntries(privileges.map(([number, seconds]) => [privilegeName(type, number), seconds])),
    ...(permissions && { permissions: permissionsOf(permissions) }),
  };
}

function permissionsOf(permissions) {
  return Object.fromEntries(
    permissions.map(([resource, accesses]) => [
      RESOURCES[resource] ?? String(resource),
      Object.fromEntries(accesses.map(([access, names]) => [ACCESSES[access] ?? String(access), names])),
    ]),
  );
}

/** The contents of a vector as `buildToken` takes them, without a certificate. */
export function contentOf({ appId, issuedAt, expiresIn, salt, services }) {
  return { appId, issuedAt, expiresIn, salt, services: services.map(grantOf) };
}

const payloadOf = (token) => inflateSync(Buffer.from(token.slice(3), 'base64')).toString('hex');
const withPrefix = (list, prefix) => list.filter(({ id }) => id.startsWith(prefix));

/**
 * The genuine tokens whose vectors have this prefix, each with its certificate (null if its producer did not publish it), its
 * compressor, its payload in hex, and the inputs from which it is built (none if it contains an unknown service).
 */
function tokens(prefix) {
  return withPrefix(vectors.read, `read-${prefix}`)
    .filter(({ id }) => !id.endsWith('-chromium'))
    .map(({ id, token, encoder = 'zlib', contents }) => {
      const name = id.slice('read-'.length);
      const payload = payloadOf(token);
      const builds = vectors.build.filter((build) => build.payload === payload);
      const verify = vectors.verify.find((one) => one.id === `verify-${name}`);
      return {
        id: name,
        token,
        encoder,
        payload,
        content: contentOf(contents[0]),
        appCertificate: verify?.appCertificate ?? builds[0]?.input.appCertificate ?? null,
        zlibToken: builds[0]?.zlibToken ?? (encoder === 'zlib' ? token : null),
        inputs: builds.map(({ input }) => contentOf(input)),
      };
    });
}

/** The tokens of Agora's own test suites. */
export const golden = tokens('golden-');
/** Tokens that Agora's C++ and Python 3 code built from inputs of our own. */
export const reference = tokens('reference-');
/** Texts that Agora's test suites require a parser to refuse. */
export const refused = withPrefix(vectors.refuse, 'refuse-golden-').map(({ id, token }) => ({ id, token }));
/** Malformed and hostile tokens, with the implementations that were run on them and those that accept them. */
export const hostile = [...vectors.verify, ...vectors.refuse].filter(({ id }) => id.includes('-hostile-'));
