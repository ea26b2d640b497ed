/**
 * Callers with a JSON Web Token of the operator's sign-in system (RFC 7519). The algorithms come from the
 * configuration, never from the token; issuer, audience and expiry are always checked.
 */
import { errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import { channelPattern } from './api-key.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
import { createCallerCache } from './caller-cache.ts';

export interface JwtPolicy {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** The algorithms that are accepted, such as `RS256`. */
  readonly algorithms: readonly string[];
  /** The claim that holds the Chat user id. */
  readonly userClaim: string;
  /** Who has this scope may have app tokens. Without it nobody. */
  readonly adminScope?: string | undefined;
  /** Users with this scope may have tokens that publish. Without it nobody. */
  readonly publisherScope?: string | undefined;
  /** The channels that users may have tokens for: `*` is any text, `{user}` the user. Default: all. */
  readonly channels?: string | undefined;
  /** Seconds by which clocks may differ. */
  readonly clockTolerance: number;
}

export function authenticateJwt(
  keys: JWTVerifyGetKey,
  policy: JwtPolicy,
  clock: () => number = Date.now,
): Authenticate {
  const cache = createCallerCache(clock);
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
    const { payload } = await jwtVerify(token, keys, options).catch(refuse);
    const expiresAt = ((payload.exp ?? 0) + policy.clockTolerance) * 1000;
    return { caller: callerOf(payload, policy), expiresAt };
  }
}

/** Three parts with dots between them: no API key looks so. */
function looksLikeJwt(token: string): boolean {
  return token.split('.').length === 3;
}

/** What failed, as far as an honest client needs it; one message for everything about keys and signatures. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  if (error instanceof errors.JWTExpired) throw new Refusal('ERR_UNAUTHENTICATED', 'the JWT has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    throw new Refusal('ERR_UNAUTHENTICATED', `the JWT's claim ${error.claim} is missing or not the right one`);
  }
  if (error instanceof errors.JOSEError) throw new Refusal('ERR_UNAUTHENTICATED', 'the JWT is not valid');
  throw error;
}

function callerOf(payload: JWTPayload, policy: JwtPolicy): Caller {
  const { userClaim, adminScope, publisherScope, channels } = policy;
  const user = payload[userClaim];
  if (typeof user !== 'string' || user === '') {
    throw new Refusal('ERR_UNAUTHENTICATED', `the JWT's claim ${userClaim} is not a text`);
  }
  const scopes = scopesOf(payload);
  return {
    id: `jwt:${user}`,
    user,
    admin: adminScope !== undefined && scopes.includes(adminScope),
    mayPublish: publisherScope !== undefined && scopes.includes(publisherScope),
    ...(channels !== undefined && { mayJoin: channelPattern(channels) }),
  };
}

/** RFC 8693 writes scopes as one text with blanks; some systems write a list, under either name. */
function scopesOf({ scope, scp }: JWTPayload): readonly unknown[] {
  return [scope, scp].flatMap((value) =>
    typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [],
  );
}
