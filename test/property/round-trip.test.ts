/** Every token that is built can be read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenError } from '../../src/errors.ts';
import {
  buildToken,
  decodeToken,
  explainToken,
  type ServiceGrant,
  serviceCatalog,
  verifyToken,
} from '../../src/index.ts';
import { grants, issues, tokenOptions, u32, wireOrder } from '../support/arbitraries.ts';
import { appCertificate, appId, credentials } from '../support/credentials.ts';

const runs = { numRuns: 2000 };

/** The order of the wire: by type, stable; uids as strings. */
function asRead(services: readonly ServiceGrant[]) {
  return [...services]
    .sort((a, b) => wireOrder.indexOf(a.service) - wireOrder.indexOf(b.service))
    .map((one) => ('uid' in one ? { ...one, uid: one.uid === 0 ? '' : String(one.uid) } : one));
}

it('the generator makes grants of every service', () => {
  const made = new Set(
    fc.sample(grants, { seed: 1, numRuns: 2000 }).flatMap((all) => all.map(({ service }) => service)),
  );
  expect([...made].sort()).toEqual(serviceCatalog.map(({ service }) => service).sort());
});

describe('a token', () => {
  it('is read back unchanged', () => {
    fc.assert(
      fc.property(tokenOptions, (options) => {
        const { issuedAt, expiresIn, salt } = options;
        const { signature, ...content } = decodeToken(buildToken(options));
        expect(signature).toHaveLength(32);
        expect(content).toEqual({
          appId,
          issuedAt,
          expiresIn,
          expiresAt: issuedAt + expiresIn,
          salt,
          services: asRead(options.services),
        });
      }),
      runs,
    );
  });

  it('is rebuilt identically from the decoded content', () => {
    fc.assert(
      fc.property(tokenOptions, (options) => {
        const token = buildToken(options);
        const { issuedAt, expiresIn, salt, services } = decodeToken(token);
        expect(buildToken({ ...credentials, issuedAt, expiresIn, salt, services })).toBe(token);
      }),
      runs,
    );
  });

  it('is the same for any order of privileges, and of services of different types', () => {
    fc.assert(
      fc.property(tokenOptions, fc.nat(), (options, seed) => {
        const reversed = options.services.map(
          (one) =>
            ({ ...one, privileges: Object.fromEntries(Object.entries(one.privileges).reverse()) }) as ServiceGrant,
        );
        const rotation = seed % reversed.length;
        const rotated = [...reversed.slice(rotation), ...reversed.slice(0, rotation)];
        const types = new Set(options.services.map(({ service }) => service));
        const services = types.size === reversed.length ? rotated : reversed;
        expect(buildToken({ ...options, services })).toBe(buildToken(options));
      }),
      runs,
    );
  });

  it('is valid from issuedAt to just before expiresAt, with its own certificate only', () => {
    fc.assert(
      fc.property(grants, issues, u32, (services, issue, now) => {
        const token = buildToken({ ...credentials, ...issue, services });
        const verify = (certificate = appCertificate) =>
          verifyToken(token, { appCertificate: certificate, appId, now });
        const { issuedAt, expiresIn } = issue;
        const verdict = now < issuedAt ? 'ERR_NOT_YET_VALID' : now < issuedAt + expiresIn ? undefined : 'ERR_EXPIRED';
        expect(codeOf(verify)).toBe(verdict);
        expect(codeOf(() => verify(appId))).toBe('ERR_SIGNATURE');
      }),
      runs,
    );
  });

  it('grants each privilege in its own service, until it expires', () => {
    fc.assert(
      fc.property(grants, fc.nat(), u32, (services, pick, now) => {
        const token = buildToken({ ...credentials, issuedAt: 0, salt: 1, expiresIn: 0xffff_ffff, services });
        const chosen = asRead(services)[pick % services.length] as ServiceGrant;
        const { service, privileges, permissions: _, ...fields } = chosen as ServiceGrant & { permissions?: unknown };
        const entries = Object.entries(privileges) as [string, number][];
        for (const [privilege, seconds] of entries) {
          const require = { service, privilege, ...fields } as never;
          const verify = (at: number) => codeOf(() => verifyToken(token, { appCertificate, now: at, require }));
          if (seconds === 0 || now < seconds) expect(verify(Math.min(now, 0xffff_fffe))).toBeUndefined();
          expect(verify(0xffff_ffff)).toBe('ERR_EXPIRED');
        }
        const requireOther = (privilege: string | number) =>
          codeOf(() =>
            verifyToken(token, { appCertificate, now: 0, require: { service, privilege, ...fields } as never }),
          );
        expect(requireOther('none')).toBe('ERR_INPUT');
        const taken = new Set(services.flatMap((one) => Object.keys(one.privileges)));
        const other = [65_535, 65_534, 65_533, 65_532].find((id) => !taken.has(String(id)));
        if (other !== undefined) expect(requireOther(other)).toBe('ERR_PRIVILEGE');
      }),
      runs,
    );
  });
});

describe('explainToken', () => {
  it('finds an error wherever verifyToken refuses, and otherwise none but a missing user', () => {
    fc.assert(
      fc.property(tokenOptions, fc.record({ now: u32, maxLifetime: u32, clockTolerance: u32 }), (options, checks) => {
        const token = buildToken(options);
        const all = { ...checks, appCertificate, appId, require: { service: 'chat', privilege: 'user' } } as const;
        const errors = explainToken(token, all).filter(({ severity }) => severity === 'error');
        if (codeOf(() => verifyToken(token, all)) !== undefined) expect(errors).not.toEqual([]);
        else expect(errors.filter(({ code }) => code !== 'user-empty')).toEqual([]);
      }),
      runs,
    );
  });
});

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(TokenError);
    return (error as TokenError).code;
  }
}
