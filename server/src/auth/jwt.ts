/**
 * Callers with a JSON Web Token of the operator's identity provider (RFC 7519). The algorithms come from the
 * configuration, never from the token; issuer, audience, expiry and type are always checked.
 */
import { errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
import { createCallerCache } from './caller-cache.ts';
import { readRules, type TokenRules } from './rules.ts';

export interface JwtPolicy {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** The algorithms that are accepted, such as `RS256`. */
  readonly algorithms: readonly string[];
  /** The claim that contains the Chat user ID. */
  readonly userClaim: string;
  /** Callers whose JWT includes this scope may have app tokens. Default: nobody. */
  readonly adminScope?: string | undefined;
  /** The first rule that matches the scopes of a JWT applies; without a match there is no token. Default: `[{}]`. */
  readonly rules?: readonly JwtRule[] | undefined;
  /** Seconds by which clocks may differ. */
  readonly clockTolerance: number;
  /** The `typ` that a JWT must have. Default: none, `JWT` or `at+jwt`. */
  readonly type?: string | undefined;
  /** Whether tokens expire with the JWT at the latest. */
  readonly capLifetime?: boolean;
}

/** What the users of a scope may have. */
export interface JwtRule extends TokenRules {
  /** Default: the rule matches every JWT. */
  readonly scope?: string | undefined;
}

type Rule = readonly [scope: string | undefined, limits: Omit<Caller, 'id'>];

export function authenticateJwt(
  keys: JWTVerifyGetKey,
  policy: JwtPolicy,
  clock: () => number = Date.now,
): Authenticate {
  const cache = createCallerCache(clock);
  const rules = (policy.rules ?? [{}]).map(({ scope, ...limits }): Rule => [scope, readRules(limits)]);
  return (request) => {
    const token = bearerToken(request);
    if (token === undefined || !looksLikeJwt(token)) return undefined;
    return cache.callerOf(token, () => verify(token));
  };

  async function verify(token: string): Promise<{ caller: Caller; expiresAt: number }> {
    const options: JWTVerifyOptions = {
      issuer: policy.issuer,
      audience: [...policy.audience],
      algorithms: [...policy.algorithms],
      clockTolerance: policy.clockTolerance,
      requiredClaims: ['exp', policy.userClaim],
      currentDate: new Date(clock()),
    };
    const { payload, protectedHeader } = await jwtVerify(token, keys, options).catch(refuse);
    requireType(protectedHeader.typ, policy.type);
    const expiresAt = ((payload.exp ?? 0) + policy.clockTolerance) * 1000;
    return { caller: callerOf(payload, policy, rules), expiresAt };
  }
}

/**
 * Identity providers sign other things with the same keys, such as logout tokens and DPoP proofs, each with a type of its
 * own (RFC 8725 §3.11). An access token has the type of RFC 9068, or a general one.
 */
function requireType(typ: string | undefined, required: string | undefined): void {
  const type = (typ ?? 'jwt').toLowerCase().replace(/^application\//, '');
  const accepted = required === undefined ? ['jwt', 'at+jwt'] : [required.toLowerCase()];
  if (!accepted.includes(type))
    throw new Refusal('ERR_UNAUTHENTICATED', "the JWT's typ is not that of an access token");
}

/** Three parts separated by dots, which no API key is. */
export function looksLikeJwt(token: string): boolean {
  return token.split('.').length === 3;
}

/** Says no more than an honest client needs: one message for everything about keys and signatures. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  if (error instanceof errors.JWTExpired) throw new Refusal('ERR_UNAUTHENTICATED', 'the JWT has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    throw new Refusal('ERR_UNAUTHENTICATED', `the JWT's claim ${error.claim} is missing or not the right one`);
  }
  if (error instanceof errors.JOSEError) throw new Refusal('ERR_UNAUTHENTICATED', 'the JWT is not valid');
  throw error;
}

function callerOf(payload: JWTPayload, policy: JwtPolicy, rules: readonly Rule[]): Caller {
  const { userClaim, adminScope, capLifetime } = policy;
  const user = payload[userClaim];
  if (typeof user !== 'string' || user === '') {
    throw new Refusal('ERR_UNAUTHENTICATED', `the JWT's claim ${userClaim} is not a string`);
  }
  const scopes = scopesOf(payload);
  const rule = rules.find(([scope]) => scope === undefined || scopes.includes(scope));
  if (rule === undefined) throw new Refusal('ERR_FORBIDDEN', 'no rule allows tokens for the scopes of this JWT');
  return {
    id: `jwt:${user}`,
    user,
    admin: adminScope !== undefined && scopes.includes(adminScope),
    ...rule[1],
    ...(capLifetime === true && payload.exp !== undefined && { expiresBy: payload.exp }),
  };
}

/** RFC 8693 writes scopes as one string with spaces; some providers write a list, under either name. */
function scopesOf({ scope, scp }: JWTPayload): readonly unknown[] {
  return [scope, scp].flatMap((value) =>
    typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [],
  );
}
