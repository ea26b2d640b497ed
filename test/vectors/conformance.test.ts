/**
 * Every vector of the conformance kit on the source, without adapters and processes. conformance/test runs the kit itself
 * on the built package.
 */
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildToken, decodeToken, TokenError, verifyToken } from '../../src/index.ts';
import {
  type Content,
  contentOf,
  privilegeName,
  type RefuseVector,
  serviceName,
  type VerifyVector,
  vectors,
} from '../support/conformance-vectors.mjs';

const hasBytes = (value: object) => JSON.stringify(value).includes('{"hex":');

/** The vectors by flag, so that a failure names the cause; a vector with several flags is in several groups. */
function byFlag<Vector extends { readonly flags: readonly string[] }>(list: readonly Vector[]) {
  const flags = [...new Set(list.flatMap((vector) => vector.flags))];
  return flags.map((flag) => [flag, list.filter((vector) => vector.flags.includes(flag))] as const);
}

/** Whether `action` throws a TokenError; any other exception fails the test. */
function isRefused(action: () => unknown): boolean {
  try {
    action();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(TokenError);
    return true;
  }
}

describe('build', () => {
  it.each(byFlag(vectors.build.filter(({ input }) => !hasBytes(input))))('%s', (_, list) => {
    for (const { id, input, payload, zlibToken } of list) {
      const build = () => buildToken({ ...contentOf(input), appCertificate: input.appCertificate });
      if (payload === undefined) {
        expect(isRefused(build), id).toBe(true);
      } else {
        const token = build();
        expect(token, id).toBe(zlibToken);
        expect(inflateSync(Buffer.from(token.slice(3), 'base64')).toString('hex'), id).toBe(payload);
      }
    }
  });
});

describe('read', () => {
  it.each(byFlag(vectors.read))('%s', (_, list) => {
    for (const { id, token, contents, mayRefuse } of list) {
      if (mayRefuse && isRefused(() => decodeToken(token))) continue;
      const { appId, issuedAt, expiresIn, salt, services } = decodeToken(token);
      // The first is what an implementation reads that knows every service.
      expect({ appId, issuedAt, expiresIn, salt, services }, id).toEqual(contentOf(contents[0]) satisfies Content);
    }
  });
});

function verify({ token, appCertificate, now, require }: VerifyVector): unknown {
  const requirement = require && {
    service: serviceName(require.service),
    privilege: privilegeName(require.service, require.privilege),
  };
  return verifyToken(token, { appCertificate, now, ...(requirement && { require: requirement as never }) });
}

describe('verify', () => {
  it.each(byFlag(vectors.verify))('%s', (_, list) => {
    for (const vector of list) expect(!isRefused(() => verify(vector)), vector.id).toBe(vector.valid);
  });
});

function accept({ token, appCertificate, now, operation }: RefuseVector): unknown {
  return operation === 'decode' ? decodeToken(token) : verifyToken(token, { appCertificate, now });
}

describe('refuse', () => {
  it.each(byFlag(vectors.refuse))('%s', (_, list) => {
    for (const vector of list)
      expect(
        isRefused(() => accept(vector)),
        vector.id,
      ).toBe(true);
  });
});
