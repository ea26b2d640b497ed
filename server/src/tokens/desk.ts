/**
 * The desk where tokens are issued; it knows no HTTP. One line of it reads:
 * caller + wishes → allowed? → user, lifetime → grants → token.
 */
import type { ServiceGrant, TokenIssuer } from 'accesstoken2';
import { Refusal } from '../refusals.ts';
import { type Caller, resolveUser } from './caller.ts';
import { requireLength } from './lengths.ts';
import { type Policy, resolveLifetime, type TokenKind } from './policy.ts';
import { ruleOf, type Wish, type WishName } from './wishes.ts';

/** What a request wants, in whichever dialect it came. */
export interface TokenAsk {
  readonly wishes: readonly Wish[];
  /** Seconds. Without it the policy's default. */
  readonly expiresIn?: number | undefined;
}

/** A token, and what is to be told and recorded about it. */
export interface Issued {
  /** Never to be logged. */
  readonly token: string;
  readonly grants: readonly WishName[];
  readonly kinds: readonly TokenKind[];
  /** The users that the token is made out to; none in an app token. */
  readonly users: readonly string[];
  /** Unix seconds. */
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly expiresAt: number;
  readonly salt: number;
}

export interface Desk {
  issue(caller: Caller, ask: TokenAsk): Issued;
}

export interface DeskOptions {
  readonly issuer: TokenIssuer;
  readonly policy: Policy;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
}

export function createDesk({ issuer, policy, clock, random }: DeskOptions): Desk {
  return {
    issue(caller, { wishes, expiresIn: asked }) {
      if (wishes.length === 0) throw new Refusal('ERR_INPUT', 'no service is asked for');
      for (const wish of wishes) requireAllowed(policy, caller, wish);

      const kinds = unique(wishes.map((wish) => ruleOf(wish).kind));
      const expiresIn = resolveLifetime(policy, kinds, asked);
      const filled = wishes.map((wish) => fill(wish, caller, expiresIn));
      const issuedAt = Math.floor(clock() / 1000);
      const salt = 1 + Math.floor(random() * 99_999_999);

      return {
        token: issuer.token({ services: filled.map(({ grant }) => grant), issuedAt, expiresIn, salt }),
        grants: wishes.map(({ wish }) => wish),
        kinds,
        users: unique(filled.flatMap(({ user }) => (user === '' ? [] : [user]))),
        issuedAt,
        expiresIn,
        expiresAt: issuedAt + expiresIn,
        salt,
      };
    },
  };
}

function requireAllowed(policy: Policy, caller: Caller, wish: Wish): void {
  const { kind, service } = ruleOf(wish);
  if (!policy.services.has(service)) throw new Refusal('ERR_FORBIDDEN', `this server grants no ${service}`);
  if (kind !== 'app') return;
  if (!policy.appTokens) throw new Refusal('ERR_FORBIDDEN', 'this server issues no app tokens');
  if (caller.admin !== true) throw new Refusal('ERR_FORBIDDEN', 'the caller may not have app tokens');
}

function fill(wish: Wish, caller: Caller, expiresIn: number): { user: string; grant: ServiceGrant } {
  const { userMaxBytes, grant } = ruleOf(wish);
  const named = 'user' in wish ? wish.user : undefined;
  const user = userMaxBytes === undefined ? '' : resolveUser(caller, named, userMaxBytes);
  if ('channelName' in wish) requireLength(wish.channelName, CHANNEL_NAME_MAX_BYTES, 'the channel name');
  return { user, grant: grant(wish, user, expiresIn) };
}

/** Agora's maximum for channel names. */
const CHANNEL_NAME_MAX_BYTES = 64;

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
