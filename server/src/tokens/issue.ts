/** Issues tokens, without HTTP: caller + requested grants → allowed? → user, lifetime → grants → token. */
import type { ServiceGrant, TokenIssuer } from 'accesstoken2';
import { Refusal } from '../refusals.ts';
import { type Caller, resolveUser } from './caller.ts';
import { type GrantRequest, type GrantType, ruleFor } from './grants.ts';
import { type Policy, resolveLifetime, type TokenKind } from './policy.ts';

/** What a request asks for, whichever dialect it came in. */
export interface TokenRequest {
  readonly grants: readonly GrantRequest[];
  /** Seconds. Default: the policy's. */
  readonly expiresIn?: number | undefined;
  /** What the request calls the user, for messages. Default: `the user ID`. */
  readonly userField?: string | undefined;
}

/** A token, and what is answered and recorded about it. */
export interface IssuedToken {
  /** Never log it. */
  readonly token: string;
  readonly grants: readonly GrantType[];
  readonly kinds: readonly TokenKind[];
  /** The users that the token is for; none in an app token. */
  readonly users: readonly string[];
  /** Unix seconds. */
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly expiresAt: number;
  readonly salt: number;
}

export type IssueToken = (caller: Caller, request: TokenRequest) => IssuedToken;

export interface IssueOptions {
  readonly issuer: TokenIssuer;
  /** For app tokens. Default: `issuer`. */
  readonly appIssuer?: TokenIssuer;
  readonly policy: Policy;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
}

export function createIssueToken({ issuer, appIssuer = issuer, policy, clock, random }: IssueOptions): IssueToken {
  return (caller, { grants, expiresIn: requested, userField = 'the user ID' }) => {
    if (grants.length === 0) throw new Refusal('ERR_INPUT', 'the request names no service');
    for (const grant of grants) requireAllowed(policy, caller, grant);

    const kinds = unique(grants.map((grant) => ruleFor(grant).kind));
    const issuedAt = Math.floor(clock() / 1000);
    const allowed = resolveLifetime(policy, kinds, requested, caller.maxLifetime);
    const expiresIn = capLifetime(allowed, issuedAt, caller);
    const resolved = grants.map((grant) => resolve(grant, caller, policy, userField, expiresIn));
    const salt = 1 + Math.floor(random() * 99_999_999);

    return {
      token: (kinds.includes('app') ? appIssuer : issuer).token({
        services: resolved.flatMap(({ services }) => services),
        issuedAt,
        expiresIn,
        salt,
      }),
      grants: grants.map(({ type }) => type),
      kinds,
      users: unique(resolved.flatMap(({ user }) => (user === '' ? [] : [user]))),
      issuedAt,
      expiresIn,
      expiresAt: issuedAt + expiresIn,
      salt,
    };
  };
}

/** Shortened without an error: a client cannot know how long its own credential is valid. The response says how long. */
function capLifetime(expiresIn: number, issuedAt: number, { expiresBy }: Caller): number {
  if (expiresBy === undefined) return expiresIn;
  // The credential was accepted, within the clock tolerance: its last second is left.
  return Math.min(expiresIn, Math.max(1, expiresBy - issuedAt));
}

function requireAllowed(policy: Policy, caller: Caller, grant: GrantRequest): void {
  const { kind, service } = ruleFor(grant);
  if (!policy.services.has(service)) throw new Refusal('ERR_FORBIDDEN', `this server grants no ${service}`);
  if (kind !== 'app') return;
  if (!policy.appTokens) throw new Refusal('ERR_FORBIDDEN', 'this server issues no app tokens');
  if (caller.admin !== true) throw new Refusal('ERR_FORBIDDEN', 'the caller may not have app tokens');
}

function resolve(
  grant: GrantRequest,
  caller: Caller,
  policy: Policy,
  field: string,
  expiresIn: number,
): { user: string; services: readonly ServiceGrant[] } {
  const { normalizeUser, check, build } = ruleFor(grant);
  const named = 'user' in grant ? grant.user : undefined;
  const user =
    normalizeUser === undefined
      ? ''
      : resolveUser(caller, named, field, (given) => normalizeUser(given, policy, field));
  check?.(grant, caller, user);
  return { user, services: build(grant, user, expiresIn) };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
