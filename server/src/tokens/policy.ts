/** What the operator allows: lifetimes by kind of token, services, and whether app tokens are issued at all. */
import { Refusal } from '../refusals.ts';
import { FIRST_ABSOLUTE_TIME, LONGEST_LIFETIME } from './agora.ts';

/** `user`: Chat and aPaaS users; `app`: full control of the project; `media`: RTC, RTM, RTM 2 and FPA. */
export const TOKEN_KINDS = ['user', 'app', 'media'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** Seconds. */
export interface Lifetimes {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** The services that a token server can grant. */
export const SERVICES = ['chat', 'rtc', 'rtm', 'rtm2', 'fpa', 'apaas'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface Policy {
  readonly lifetimes: Readonly<Record<TokenKind, Lifetimes>>;
  readonly services: ReadonlySet<ServiceName>;
  /** What to do with a Chat user ID that has upper-case letters; Chat's IDs are lower case. Default: `reject`. */
  readonly chatUserIds?: 'reject' | 'lower-case';
  /** Whether app tokens are issued, to callers that are `admin`. */
  readonly appTokens: boolean;
}

const HOUR: Lifetimes = { default: 3600, min: 1, max: LONGEST_LIFETIME };

export const DEFAULT_POLICY: Policy = {
  lifetimes: { user: HOUR, app: HOUR, media: HOUR },
  services: new Set(['chat']),
  appTokens: false,
};

/**
 * The lifetime of a token of these kinds: the requested one, if every kind allows it.
 *
 * @param longest seconds, if the caller's tokens have a limit of their own.
 */
export function resolveLifetime(
  policy: Policy,
  kinds: readonly TokenKind[],
  requested: number | undefined,
  longest = LONGEST_LIFETIME,
): number {
  const ranges = kinds.map((kind) => policy.lifetimes[kind]);
  const min = Math.max(...ranges.map((range) => range.min));
  const max = Math.min(longest, ...ranges.map((range) => range.max));
  const seconds = requested ?? Math.min(max, ...ranges.map((range) => range.default));
  if (Number.isInteger(seconds) && seconds >= min && seconds <= max) return seconds;
  const hint = seconds >= FIRST_ABSOLUTE_TIME ? '; pass a duration, not a Unix time' : '';
  throw new Refusal('ERR_INPUT', `the lifetime must be a whole number of ${min} to ${max} seconds${hint}`);
}
