/** Rules about a caller's tokens, as operators write them for API keys, JWT scopes and the forward back end. */
import type { Caller } from '../tokens/caller.ts';

export interface TokenRules {
  /** The RTC and RTM 2 channels and aPaaS rooms: `*` matches any text, `{user}` the token's user. Default: all. */
  readonly channels?: string | undefined;
  /** Whether the tokens may publish in RTC, write in RTM 2, and have any role in aPaaS. Default: no. */
  readonly publish?: boolean | undefined;
  /** The longest lifetime, in seconds. Default: the policy's maximum. */
  readonly maxExpire?: number | undefined;
}

export function readRules({ channels, publish, maxExpire }: TokenRules): Omit<Caller, 'id'> {
  return {
    mayPublish: publish === true,
    ...(channels !== undefined && { mayJoin: channelPattern(channels) }),
    ...(maxExpire !== undefined && { maxLifetime: maxExpire }),
  };
}

/** `*` matches any text; every other character matches itself. */
export function userPattern(glob: string): RegExp {
  return new RegExp(`^${sourceOf(glob)}$`, 'su');
}

/** The same, with `{user}` for the token's user: `call-{user}-*`. */
function channelPattern(glob: string): (channel: string, user: string) => boolean {
  const [first = '', ...rest] = glob.split('{user}').map(sourceOf);
  if (rest.length === 0) {
    const pattern = userPattern(glob);
    return (channel) => pattern.test(channel);
  }
  // The user is escaped: one named `*` matches only itself.
  return (channel, user) => new RegExp(`^${[first, ...rest].join(escapeRegExp(user))}$`, 'su').test(channel);
}

function sourceOf(glob: string): string {
  return glob.split(/\*+/).map(escapeRegExp).join('.*');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
